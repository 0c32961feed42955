#include "kiosk/look/layout.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <functional>
#include <utility>

namespace otk::kiosk::look {
namespace {

constexpr char32_t no_break_space = U'\u00A0';
constexpr float heading_spacing_em = -0.012F;
/// Past this a busy day's texts begin anew; some 4 KiB each.
constexpr std::size_t layouts_max = 1024;

bool is_dash(char32_t letter) {
    return letter == U'–' || letter == U'—';
}
bool is_letter(char32_t letter) {
    return (letter >= U'A' && letter <= U'Z') || (letter >= U'a' && letter <= U'z') ||
           (letter >= 0x400 && letter <= 0x52F);
}

bool is_digit(char32_t letter) {
    return letter >= U'0' && letter <= U'9';
}
bool opens(char32_t letter) {
    return letter == U'(' || letter == U'«' || letter == U'“' || letter == U'"';
}

/// Without the bracket or the quotation mark that opens it.
std::u32string_view word_of(std::u32string_view word) {
    while (!word.empty() && opens(word.front()))
        word.remove_prefix(1);
    return word;
}

bool is_short(std::u32string_view word) {
    return !word.empty() && word.size() <= 2 && std::all_of(word.begin(), word.end(), is_letter);
}
/// "15", "15–30", "1,5": what follows is what it counts.
bool is_number(std::u32string_view word) {
    return !word.empty() && is_digit(word.front()) && is_digit(word.back());
}
bool begins_with_digit(std::u32string_view word) {
    return !word.empty() && is_digit(word.front());
}
bool is_number_sign(std::u32string_view word) {
    return word == U"№" || word == U"§";
}
/// What says nothing without the word before it.
bool is_particle(std::u32string_view word) {
    static constexpr std::array particles{std::u32string_view(U"бы"), std::u32string_view(U"б"),
        std::u32string_view(U"же"), std::u32string_view(U"ж"), std::u32string_view(U"ли"),
        std::u32string_view(U"ль")};
    while (!word.empty() && !is_letter(word.back()))
        word.remove_suffix(1);
    return std::find(particles.begin(), particles.end(), word) != particles.end();
}
bool begins_with_dash(std::u32string_view word) {
    return !word.empty() && is_dash(word.front());
}

/// Sets one paragraph after the other.
class Setter {
  public:
    Setter(const Glyphs& glyphs, TextLayout& layout, float width, Break where)
        : m_glyphs(glyphs), m_layout(layout), m_width(width), m_where(where) {}

    void paragraph(std::u32string_view text) {
        const std::size_t base = m_layout.letters.size();
        measure(text);
        m_begin = base;
        m_last_space = base;
        const std::size_t end = base + text.size();
        for (std::size_t at = base; at < end; ++at) {
            const char32_t letter = text[at - base];
            if (letter == U' ') m_last_space = at;
            if (letter == U' ' || pen_after(at) - pen(m_begin) <= m_width) continue;
            if (m_last_space > m_begin) {
                close_line(m_last_space);
                m_begin = m_last_space + 1;
            } else if (m_where == Break::Anywhere && at > m_begin) {
                close_line(at);
                m_begin = at;
            } else {
                m_layout.fits = false;
            }
        }
        close_line(end);
        straighten(base);
    }

  private:
    /// Pens from the paragraph's begin; lines are cut out of them afterwards.
    void measure(std::u32string_view text) {
        const FontFile& file = m_glyphs.file(m_layout.type);
        const float em = m_layout.em_px;
        const float spacing =
            step_of(m_layout.type).setting == Setting::Heading ? heading_spacing_em : 0.0F;
        float x = 0;
        char32_t before = 0;
        for (const char32_t letter : text) {
            if (before != 0) x += file.kerning(before, letter) * em;
            m_layout.letters.push_back({x, static_cast<std::uint32_t>(letter)});
            x += (file.advance(letter) + spacing) * em;
            before = letter;
        }
        m_end_pen = x;
    }

    float pen(std::size_t at) const {
        return at < m_layout.letters.size() ? m_layout.letters[at].x : m_end_pen;
    }
    float pen_after(std::size_t at) const { return pen(at + 1); }

    void close_line(std::size_t end) {
        const float width = pen(end) - pen(m_begin);
        m_layout.lines.push_back({m_begin, end - m_begin, width});
        m_layout.width = std::max(m_layout.width, width);
    }

    /// Makes the pens of this paragraph's lines begin at 0.
    void straighten(std::size_t base) {
        for (const TextLayout::Line& line : m_layout.lines) {
            if (line.first < base || line.count == 0) continue;
            const float begin = m_layout.letters[line.first].x;
            for (std::size_t at = line.first; at < line.first + line.count; ++at) {
                m_layout.letters[at].x -= begin;
            }
        }
    }

    const Glyphs& m_glyphs;
    TextLayout& m_layout;
    float m_width;
    Break m_where;
    std::size_t m_begin = 0;
    std::size_t m_last_space = 0;
    float m_end_pen = 0;
};

TextLayout set_letters(
    const Glyphs& glyphs, const std::u32string& letters, Type type, float width, Break where) {
    TextLayout layout;
    layout.type = type;
    layout.em_px = glyphs.em_px(type);
    layout.line_height = step_of(type).line * layout.em_px;
    const FontFile& file = glyphs.file(type);
    const float leading = layout.line_height - (file.ascent() + file.descent()) * layout.em_px;
    layout.baseline = leading / 2 + file.ascent() * layout.em_px;

    Setter setter(glyphs, layout, width, where);
    std::size_t from = 0;
    while (true) {
        const std::size_t to = letters.find(U'\n', from);
        setter.paragraph(std::u32string_view(letters).substr(from, to - from));
        if (to == std::u32string::npos) break;
        from = to + 1;
    }
    return layout;
}

/// The narrowest column that needs no more lines: they come out of one length, and breaks fall
/// where sentences and phrases end more often than not.
TextLayout balanced(
    const Glyphs& glyphs, const std::u32string& letters, TextLayout layout, float width) {
    float narrow = width / 2;
    float wide = layout.width;
    for (int round = 0; round < 6; ++round) {
        const float tried = (narrow + wide) / 2;
        TextLayout other = set_letters(glyphs, letters, layout.type, tried + 0.5F, Break::AtWords);
        if (other.fits && other.lines.size() <= layout.lines.size()) {
            wide = tried;
            layout = std::move(other);
        } else {
            narrow = tried;
        }
    }
    return layout;
}

TextLayout set_at_words(const Glyphs& glyphs, std::string_view text, Type type, float width) {
    // A heading of three lines stands as it falls: its lines are few words long anyway.
    const std::size_t balanced_lines_max = step_of(type).setting == Setting::Heading ? 2 : 100;
    std::u32string letters = decode(text);
    const std::u32string parted = std::exchange(letters, bind_words(letters));
    TextLayout layout = set_letters(glyphs, letters, type, width, Break::AtWords);
    bool is_parted = false;
    if (!layout.fits && letters != parted) {
        // Words that hang together part before a text is too wide.
        letters = parted;
        layout = set_letters(glyphs, letters, type, width, Break::AtWords);
        is_parted = true;
    }
    const bool is_balanced =
        layout.fits && layout.lines.size() > 1 && layout.lines.size() <= balanced_lines_max;
    if (is_balanced) layout = balanced(glyphs, letters, std::move(layout), width);
    layout.is_parted = is_parted;
    return layout;
}

}  // namespace

std::u32string bind_words(std::u32string_view text) {
    std::u32string bound(text);
    std::size_t word = 0;
    bool hangs = false;     // a short word before hangs on this one
    bool explains = false;  // a number stands before this dash
    for (std::size_t at = 0; at < text.size(); ++at) {
        if (text[at] != U' ' && text[at] != U'\n') continue;
        const std::u32string_view before = word_of(text.substr(word, at - word));
        const std::u32string_view after =
            word_of(text.substr(at + 1, text.find_first_of(U" \n", at + 1) - at - 1));
        const bool hangs_on_next =
            is_number(before) || is_number_sign(before) || is_particle(after) ||
            (is_short(before) && !is_particle(before) && (!hangs || begins_with_digit(after)));
        const bool leads_to_dash = begins_with_dash(after);
        const bool is_bound = text[at] == U' ' && (hangs_on_next || leads_to_dash || explains);
        if (is_bound) bound[at] = no_break_space;
        hangs = is_bound && !leads_to_dash;
        explains = is_bound && leads_to_dash && is_number(before);
        word = at + 1;
    }
    return bound;
}

std::size_t LayoutCache::Hash::operator()(const View& view) const {
    const std::size_t text = std::hash<std::string_view>{}(view.text);
    const auto rest = (static_cast<std::size_t>(view.type) << 17U) ^
                      (static_cast<std::size_t>(view.where) << 16U) ^
                      static_cast<std::size_t>(view.width);
    return text ^ (rest * 0x9E3779B97F4A7C15ULL);
}

std::size_t LayoutCache::Hash::operator()(const Key& key) const {
    return (*this)(View{key.text, key.type, key.width, key.where});
}

const TextLayout& LayoutCache::set(std::string_view text, Type type, float width_px, Break where) {
    const int width = static_cast<int>(std::floor(width_px));
    const auto found = m_layouts.find(View{text, type, width, where});
    if (found != m_layouts.end()) return found->second;
    // Half a pixel of grace: sums of rounded lengths must not wrap a text that exactly fits.
    const float room = static_cast<float>(width) + 0.5F;
    TextLayout layout = where == Break::AtWords
                            ? set_at_words(m_glyphs, text, type, room)
                            : set_letters(m_glyphs, decode(text), type, room, where);
    return m_layouts.emplace(Key{std::string(text), type, width, where}, std::move(layout))
        .first->second;
}

const TextLayout& LayoutCache::fit(std::string_view text, std::initializer_list<Type> types,
    float width_px, std::size_t lines_max, float height_px) {
    const TextLayout* last = nullptr;
    for (const Type type : types) {
        if (!m_glyphs.has(type)) continue;
        last = &set(text, type, width_px);
        if (last->fits && last->lines.size() <= lines_max && last->height() <= height_px + 0.5F) {
            return *last;
        }
    }
    return last != nullptr ? *last : set(text, Type::Small, width_px);
}

void LayoutCache::trim() {
    if (m_layouts.size() > layouts_max) m_layouts.clear();
}

}  // namespace otk::kiosk::look
