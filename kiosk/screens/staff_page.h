#pragma once

#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "kiosk/widgets/canvas.h"
#include "kiosk/widgets/key.h"

namespace otk::kiosk::screens {

/// A key that says one of staff's wishes.
widgets::Key staff_key(const widgets::Canvas& canvas, std::string id, std::string_view words,
    model::StaffWish wish, std::string value = {});
/// The same with a sign before its words.
widgets::Key staff_key(const widgets::Canvas& canvas, std::string id, std::string_view words,
    look::Icon icon, model::StaffWish wish, std::string value = {});

/// "26.11.2026" of "2026-11-26"; as it is if it is no day.
std::string day_in_words(std::string_view day);

/// One of staff's pages: blocks under each other, in two columns where the panel is wide, on as
/// many sheets as they need where it is low. Owner, place, person and time on top, keys on the
/// plinth. Lives for one frame.
class StaffSheet {
  public:
    explicit StaffSheet(const widgets::Canvas& canvas);

    float column_width() const { return m_width; }
    bool has_two_columns() const { return m_columns > 1; }
    /// A standing panel with room for large words: of 21.5 inches and more.
    bool is_roomy() const { return m_is_roomy; }
    /// Everything has room at once; else sheets follow each other, and what is wrong or asked has to
    /// stand on the first.
    bool is_spread() const { return m_is_roomy || m_columns > 1; }

    /// Draws itself into a rectangle of the column's width and that height, `gap_mm` under the one
    /// before. Where all has room on one sheet, what is free makes it up to `most` high.
    void add(float height, float gap_mm, std::function<void(const Rect&)> draw, float most = 0);
    /// What follows stands in the second column, where there are two.
    void turn_column();
    /// What follows in its column stands at the bottom: controls sink, and what is free lies
    /// between the words and them. Not on a low panel.
    void sink();
    /// What `add` adds stays on one sheet, as far as a sheet holds it.
    void add_together(const std::function<void()>& add);

    void add_title(std::string words);
    void add_text(
        std::string id, std::string words, look::Type type, float gap_mm, Role role = Role::Text);
    /// Keys beside each other, at most so many a row.
    void add_keys(std::vector<widgets::Key> keys, std::size_t in_a_row, float least_mm = 15.2F,
        float most_mm = 26);
    /// Name on the left, value on the right, under a line.
    void add_line(const std::string& id, std::string_view name, const std::string& value);
    /// Printer, paper, network and what is unsent, as cards; where they are what the page is for,
    /// under each other and as large as they have room. The worst first where sheets follow.
    enum class Status { Strip, Poster };
    void add_status(Status status = Status::Strip);
    /// A value that is set by two keys beside it: «−», how much of it as a bar, «+».
    struct Slider {
        std::string id;
        std::string said;  ///< the value in words
        float part = 0;    ///< 0 to 1
        widgets::Key less;
        widgets::Key more;
    };
    void add_slider(Slider slider);

    /// Draws everything, with these keys on the plinth.
    void draw(std::vector<widgets::Key> plinth) const;

  private:
    struct Block {
        float height;
        float most;
        float gap;
        std::function<void(const Rect&)> draw;
        bool turns_column;
        bool sinks;
        std::size_t together;  ///< so many blocks from this one on stay on one sheet; 0: it alone
    };
    struct Placed {
        const Block* block;
        std::size_t sheet;
        Rect rect;
    };
    std::vector<Placed> placed() const;
    float height_from(std::size_t block) const;
    void spread(std::vector<Placed>& placed) const;
    void spread_column(std::span<Placed> column) const;
    void draw_header() const;
    void draw_low_header(float height) const;
    float draw_header_right(float height) const;
    void draw_header_words(float right, float height) const;

    const widgets::Canvas& m_canvas;
    Rect m_area;
    std::size_t m_columns = 1;
    float m_width = 0;
    float m_column_gap = 0;
    bool m_is_roomy = false;
    bool m_turns_column = false;
    bool m_sinks = false;
    float m_gap_mm_least = 0;  ///< under what was added last
    std::vector<Block> m_blocks;
};

/// One card of the status strip.
struct StatusCard {
    enum class Tone { Normal, Warn, Bad };
    std::string id;
    look::Icon icon = look::Icon::Info;
    std::string title;
    std::string detail;
    Tone tone = Tone::Normal;
};
std::vector<StatusCard> status_cards(const widgets::Canvas& canvas);

// The pages that are not only blocks.
void draw_staff_code(const widgets::Canvas& canvas);
void draw_staff_cleaning(const widgets::Canvas& canvas);
void draw_staff_screen_test(const widgets::Canvas& canvas);
void draw_staff_slips(const widgets::Canvas& canvas);
void draw_staff_preview(const widgets::Canvas& canvas);
void draw_staff_comfort(const widgets::Canvas& canvas);

}  // namespace otk::kiosk::screens
