#include "kiosk/screens/bars.h"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <utility>

#include "core/base/assert.h"
#include "kiosk/look/tokens.h"
#include "kiosk/look/tracks.h"
#include "kiosk/widgets/key_row.h"
#include "kiosk/widgets/parts.h"

namespace otk::kiosk::screens::bars {
namespace {

namespace tokens = look::tokens;
using look::Icon;
using look::Type;
using widgets::Canvas;
using widgets::Key;

float gap_of(const Canvas& canvas) {
    return canvas.px(tokens::gap_least);
}

/// Where every length is at its least, so are the words of keys and lines: they do not change their
/// size from page to page.
bool is_smallest(const Canvas& canvas) {
    return canvas.between(0, 1) <= 0;
}

/// The width of that key in a row: of one line of words, or of two.
float width_of(const Canvas& canvas, const Key& key, std::size_t lines) {
    float width = widgets::least_width_of(canvas, key, height(canvas));
    if (lines == 1 || key.sign_only) return width;
    const float beside = width - canvas.set(key.label, key.tight, 1.0e6F).width;
    for (float words = (width - beside) / 2; words + beside < width; words += canvas.px(0.5F)) {
        const look::TextLayout& label = canvas.set(key.label, key.tight, words);
        if (label.fits && label.lines.size() <= lines) return std::ceil(words + beside);
    }
    return width;
}

float width_of(const Canvas& canvas, const float* first, std::size_t count) {
    const float gaps = static_cast<float>(count - std::min<std::size_t>(count, 1)) * gap_of(canvas);
    return std::accumulate(first, first + count, gaps);
}

/// Sets the number of rows to the least in which all words stand; false if they stand in none.
bool find_rows(
    const Canvas& canvas, Keys& keys, float width, std::size_t rows_max, std::size_t lines = 1) {
    const std::size_t count = keys.keys.size();
    keys.widths.clear();
    for (const Key& key : keys.keys)
        keys.widths.push_back(width_of(canvas, key, lines));
    for (keys.rows = 1; keys.rows <= rows_max; ++keys.rows) {
        keys.row_length = (count + keys.rows - 1) / keys.rows;
        float widest = 0;
        for (std::size_t begin = 0; begin < count; begin += keys.row_length) {
            const std::size_t in_row = std::min(keys.row_length, count - begin);
            widest = std::max(widest, width_of(canvas, keys.widths.data() + begin, in_row));
        }
        if (widest <= width) return true;
    }
    keys.rows = rows_max;
    return false;
}

/// Panels with room for doubled words keep them before they keep single rows and signs.
bool keeps_doubled(const Canvas& canvas) {
    return canvas.look().is_large() && arrangement_of(canvas) != Arrangement::Bars;
}

/// All at their own step if they stand so in the same rows, else all at the tight one.
void choose_step(const Canvas& canvas, Keys& keys, float width) {
    Keys large = keys;
    large.widths.clear();
    for (Key& key : large.keys)
        key.tight = key.type;
    if (!is_smallest(canvas) && find_rows(canvas, large, width, keys.rows) &&
        large.rows == keys.rows) {
        keys = std::move(large);
        return;
    }
    for (Key& key : keys.keys)
        key.type = key.tight;
}

}  // namespace

float edge(const Canvas& canvas) {
    return canvas.between(1.6F, 4);
}

float height(const Canvas& canvas) {
    return canvas.between(15.2F, 22);
}

Keys set_keys(const Canvas& canvas, std::vector<Key> all, float width, std::size_t rows_max) {
    Keys keys{std::move(all), 1, 0, {}};
    if (keeps_doubled(canvas)) {
        Keys doubled = keys;
        for (Key& key : doubled.keys)
            key.tight = key.type;
        if (find_rows(canvas, doubled, width, rows_max)) return doubled;
    }
    bool fits = find_rows(canvas, keys, width, rows_max);
    std::vector<Icon> signs{Icon::Search, Icon::Right, Icon::Left};
    // One key more than other pages have: the tick is understood without its word, too.
    const bool finds = std::any_of(keys.keys.begin(), keys.keys.end(),
        [](const Key& key) { return key.id == "find" || key.id == "show-found"; });
    if (finds) signs.push_back(Icon::Tick);
    for (const Icon sign : signs) {
        if (fits) break;
        for (Key& key : keys.keys) {
            if (key.icon == sign) key.sign_only = true;
        }
        fits = find_rows(canvas, keys, width, rows_max);
    }
    if (!fits && find_rows(canvas, keys, width, rows_max, 2)) {
        for (Key& key : keys.keys)
            key.type = key.tight;
        return keys;
    }
    choose_step(canvas, keys, width);
    return keys;
}

float keys_height(const Canvas& canvas, const Keys& keys) {
    const auto rows = static_cast<float>(keys.rows);
    return rows * height(canvas) + (rows - 1) * gap_of(canvas);
}

std::vector<Rect> draw_keys(const Canvas& canvas, const Keys& keys, const Rect& rect) {
    const float gap = gap_of(canvas);
    const std::vector<look::Span> lines = look::share(rect.y, rect.height, keys.rows, gap);
    std::vector<Rect> places;
    std::vector<widgets::PlacedKey> placed;
    for (std::size_t row = 0; row < keys.rows; ++row) {
        const std::size_t begin = row * keys.row_length;
        const std::size_t end = std::min(begin + keys.row_length, keys.keys.size());
        std::vector<look::Track> tracks;
        for (std::size_t at = begin; at < end; ++at) {
            if (at > begin) tracks.push_back({.least = gap});
            const float least = keys.widths[at];
            // What is free goes to the words; a sign needs none of it.
            tracks.push_back({.least = least,
                .weight = keys.keys[at].sign_only ? 0.001F : 1.0F,
                .basis = least});
        }
        const std::vector<look::Span> spans = look::divide(rect.x, rect.width, tracks);
        for (std::size_t at = begin; at < end; ++at) {
            const look::Span& span = spans[(at - begin) * 2];
            const Rect place{span.begin, lines[row].begin, span.length, lines[row].length};
            placed.push_back({place, keys.keys[at]});
            places.push_back(place);
        }
    }
    widgets::draw_keys(canvas, placed);
    return places;
}

ViewBar set_view_bar(const Canvas& canvas, widgets::ViewKeys which) {
    // Signs say enough beside a title that needs the room; a language is said in its own words.
    const float words_part_max = keeps_doubled(canvas) ? 0.62F : 0.36F;
    const float whole = canvas.panel().width - 2 * canvas.margin();
    ViewBar bar{widgets::view_keys(canvas, which), {}, 0};
    if (bar.keys.empty()) return bar;
    if (keeps_doubled(canvas)) {
        for (Key& key : bar.keys)
            key.tight = key.type;
    }
    Keys words{bar.keys, 1, 0, {}};
    const bool has_words = find_rows(canvas, words, whole * words_part_max, 1);
    for (Key& key : bar.keys) {
        key.sign_only = !has_words && key.icon != Icon::Globe;
        bar.widths.push_back(widgets::least_width_of(canvas, key, height(canvas)));
        bar.width += bar.widths.back() + (bar.width > 0 ? gap_of(canvas) : 0);
    }
    return bar;
}

void draw_view_bar(const Canvas& canvas, const ViewBar& bar) {
    float x = canvas.panel().width - canvas.margin() - bar.width;
    std::vector<widgets::PlacedKey> placed;
    for (std::size_t at = 0; at < bar.keys.size(); ++at) {
        placed.push_back({{x, edge(canvas), bar.widths[at], height(canvas)}, bar.keys[at]});
        x += bar.widths[at] + gap_of(canvas);
    }
    widgets::draw_keys(canvas, placed);
}

Words set_words(const Canvas& canvas, std::string_view title, float width, std::size_t lines_max,
    float height_max, float height_least) {
    Words words;
    for (const Type type : {Type::Title2, Type::Title3, Type::Title4, Type::Title5, Type::Title6,
             Type::Title7, Type::Title8, Type::Title9, Type::Title10, Type::Title11}) {
        if (!canvas.look().glyphs().has(type)) continue;
        words.title = &canvas.set(title, type, width);
        words.fits = words.title->fits && words.title->lines.size() <= lines_max &&
                     words.title->height() <= height_max;
        if (words.fits) break;
    }
    OTK_ASSERT(words.title != nullptr);  // every look has some of the steps
    words.height = std::max(words.title->height(), height_least);
    return words;
}

const look::TextLayout& set_line(const Canvas& canvas, std::string_view text, float width) {
    constexpr float any = 1.0e6F;
    look::LayoutCache& layouts = canvas.look().layouts();
    if (is_smallest(canvas)) {
        return layouts.fit(
            text, {Type::FieldHint, Type::FieldHintTight, Type::KeyTight}, width, 1, any);
    }
    return layouts.fit(
        text, {Type::Hint, Type::FieldHint, Type::FieldHintTight, Type::KeyTight}, width, 1, any);
}

void draw_line(const Canvas& canvas, std::string_view id, Role role, std::string_view said,
    const look::TextLayout& layout, float x, float y) {
    const look::Colors& colors = canvas.colors();
    canvas.text(layout, x, y, layout.width, colors.ink2);
    widgets::add_text(
        canvas, id, role, said, {x, y, layout.width, layout.height()}, colors.ink2, colors.paper2);
}

}  // namespace otk::kiosk::screens::bars
