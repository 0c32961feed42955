#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "kiosk/look/icons.h"
#include "kiosk/look/layout.h"
#include "kiosk/look/look.h"
#include "kiosk/look/tokens.h"
#include "kiosk/model/state.h"
#include "kiosk/widgets/frame.h"

namespace otk::kiosk::widgets {

enum class Align { Left, Center, Right };

/// How a box is painted: fill first, then an edge that grows inwards.
struct Box {
    float radius = 0;  ///< pixels
    look::Color fill = 0;
    bool has_fill = true;
    look::Color edge = 0;
    float edge_width = 0;  ///< pixels; 0: none
};

enum class Lift { Flat, Raised, Pressed, Dialog };

/// What widgets draw with: the frame's draw list in the terms of the design. Lives for one frame.
class Canvas {
  public:
    Canvas(const model::State& state, const Interaction& interaction, const look::Look& look,
        Frame& frame)
        : m_state(state), m_interaction(interaction), m_look(look), m_frame(frame) {}

    const model::State& state() const { return m_state; }
    const look::Look& look() const { return m_look; }
    const look::Colors& colors() const { return m_look.colors(); }
    Frame& frame() const { return m_frame; }
    float px(float mm) const { return m_look.px(mm); }
    Rect panel() const;
    /// From a page's content to the panel's edge, in pixels.
    float margin() const { return m_look.px(look::tokens::margin(m_look)); }
    /// See tokens::between; in pixels.
    float between(float least_mm, float most_mm) const {
        return m_look.px(look::tokens::between(m_look, least_mm, most_mm));
    }

    /// The interface's words in the visit's language.
    std::string_view words(std::string_view key) const;
    /// A form's text in the visit's language, with the answers that it repeats; in a discreet frame
    /// without them.
    std::string_view in_language(const form::Texts& texts) const;

    /// See Frame::discreet.
    bool is_discreet() const { return m_frame.discreet; }

    bool is_pressed(std::string_view id) const { return m_interaction.pressed == id; }
    /// How much of that item's tick is drawn by now, 0–1.
    float tick_of(std::string_view id) const {
        return m_interaction.let_go == id ? m_interaction.tick : 1.0F;
    }
    void add(Item item) const { m_frame.items.push_back(std::move(item)); }

    void fill(const Rect& rect, look::Color color) const;
    void gradient(const Rect& rect, look::Color top, look::Color bottom) const;
    void box(const Rect& rect, const Box& box) const;
    void shadow(const Rect& rect, float radius, Lift lift) const;
    void veil(const Rect& rect, look::Shade shade) const;
    void disc(float x, float y, float radius, look::Color color) const;
    /// A ring of which `part` (0–1, from the top, clockwise) is drawn in `color`, the rest in
    /// `rest`.
    void ring(float x, float y, float radius, float width, float part, look::Color color,
        look::Color rest) const;
    void face(int mark, float x, float y, float size) const;
    /// The owner's emblem, or our neutral sign; `rect` has the shape that emblem_shape() says.
    void emblem(const Rect& rect) const;
    /// Its width, of its height.
    float emblem_shape() const;
    /// The file that a form names as a picture, in the visit's language; empty without one.
    std::string_view picture_of(const form::Texts& image) const;
    /// False for no file and for one that cannot be shown: then its place is not kept either.
    bool has_picture(std::string_view file) const;
    /// How high it stands in a column of that width, at most `most`; pixels.
    float picture_height(std::string_view file, float width, float most) const;
    /// The whole picture in the middle of `rect`, at most as large as it is.
    void picture(std::string_view file, const Rect& rect, Align align = Align::Center) const;
    /// `weight` multiplies the stroke; `part`: only so much of the strokes' length, from their
    /// begin.
    void icon(look::Icon icon, const Rect& rect, look::Color color, float weight = 1,
        float part = 1) const;

    const look::TextLayout& set(std::string_view text, look::Type type, float width) const;
    /// Draws the lines into a column of that width beginning at (x, y).
    void text(const look::TextLayout& layout, float x, float y, float width, look::Color color,
        Align align = Align::Left) const;
    /// Some lines only, the first of them at y.
    void lines(const look::TextLayout& layout, std::size_t first, std::size_t count, float x,
        float y, look::Color color) const;

    /// One line of letters as a veil over what is drawn, its middle at (x, y).
    void watermark(const look::TextLayout& layout, float x, float y, look::Color color) const;

    /// What a press does to the size of an item: everything drawn since `mark` shrinks around the
    /// middle of `rect` as deep as the item is pressed now.
    std::size_t mark() const;
    void sink_since(std::size_t mark, std::string_view id, const Rect& rect) const;

  private:
    void letters(const look::TextLayout& layout, const look::TextLayout::Line& line, float x,
        float base, std::uint32_t ink) const;
    void neutral_emblem(const Rect& rect) const;
    void polyline(const look::Polyline& line, float x, float y, float scale, look::Color color,
        float width) const;
    void polygon(
        const look::Polyline& line, float x, float y, float scale, look::Color color) const;

    const model::State& m_state;
    const Interaction& m_interaction;
    const look::Look& m_look;
    Frame& m_frame;
};

/// Whole pixels, so that edges are sharp.
Rect snapped(const Rect& rect);
Rect inset(const Rect& rect, float by);

}  // namespace otk::kiosk::widgets
