#pragma once

#include <cstdint>
#include <initializer_list>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "kiosk/look/glyphs.h"

namespace otk::kiosk::look {

/// Where a line may end.
enum class Break {
    AtWords,   ///< our own texts: by words, bound as Russian typography asks
    Anywhere,  ///< what a visitor types: by words, a word too long for a line by letters
};

/// A text set at one step of the ladder into one width. Pixels; the first line begins at (0, 0).
struct TextLayout {
    struct Placed {
        float x;  ///< pen, from the line's begin
        std::uint32_t letter;
    };
    struct Line {
        std::size_t first;
        std::size_t count;
        float width;
    };
    Type type = Type::Small;
    float em_px = 0;
    float line_height = 0;
    float baseline = 0;      ///< of the first line
    float width = 0;         ///< of the widest line
    bool fits = true;        ///< false: a word alone is wider than asked
    bool is_parted = false;  ///< words that hang together (see bind_words) were wider than asked
    std::vector<Placed> letters;
    std::vector<Line> lines;

    float height() const { return line_height * static_cast<float>(lines.size()); }
};

/// Sets texts and remembers them. One thread.
class LayoutCache {
  public:
    explicit LayoutCache(const Glyphs& glyphs) : m_glyphs(glyphs) {}

    /// The reference lives until the next trim().
    const TextLayout& set(
        std::string_view text, Type type, float width_px, Break where = Break::AtWords);
    /// The largest step of `types` (largest first) at which the text has at most `lines_max` lines
    /// and `height_px` of height; the last one if none does.
    const TextLayout& fit(std::string_view text, std::initializer_list<Type> types, float width_px,
        std::size_t lines_max, float height_px);
    /// Forgets all when there is too much: between frames only.
    void trim();

  private:
    struct Key {
        std::string text;
        Type type;
        int width;
        Break where;
    };
    struct View {
        std::string_view text;
        Type type;
        int width;
        Break where;
    };
    struct Hash {
        using is_transparent = void;  // NOLINT(readability-identifier-naming): the standard's
        std::size_t operator()(const View& view) const;
        std::size_t operator()(const Key& key) const;
    };
    struct Equal {
        using is_transparent = void;  // NOLINT(readability-identifier-naming): the standard's
        template <typename One, typename Other>
        bool operator()(const One& one, const Other& other) const {
            return one.type == other.type && one.width == other.width && one.where == other.where &&
                   one.text == other.text;
        }
    };

    const Glyphs& m_glyphs;
    std::unordered_map<Key, TextLayout, Hash, Equal> m_layouts;
};

/// Non-breaking spaces where a line may not end: after words of one or two letters, between a
/// number and what it counts («15 минут», «(1 из 2)»), after «№», before dashes and the particles
/// «бы», «же», «ли», and after a dash that says what a number means («0 — точно нет»). Of two short
/// words in a row only the first binds (unless a number follows), or whole sentences would hang
/// together. English asks for the same. The rules: А. Э. Мильчин, Л. К. Чельцова, «Справочник
/// издателя и автора», on what is not to be parted at the end of a line.
std::u32string bind_words(std::u32string_view text);

}  // namespace otk::kiosk::look
