#include "kiosk/widgets/keyboard.h"

#include <algorithm>
#include <array>
#include <string>
#include <vector>

#include "kiosk/look/glyphs.h"
#include "kiosk/look/tokens.h"
#include "kiosk/look/tracks.h"
#include "kiosk/model/letter_case.h"
#include "kiosk/widgets/key.h"

namespace otk::kiosk::widgets {
namespace {

namespace tokens = look::tokens;
using look::Icon;
using look::Type;
using model::Intent;
using model::IntentKind;
using model::Letters;

/// The design's; low panels need it for what stands above, narrow ones have less still
/// (tokens::keyboard_least).
constexpr float bed_padding_mm = 5;
constexpr float bed_padding_mm_least = 2.5F;
/// Keys beside the letters are that much wider.
constexpr float wide = 1.63F;
/// Doubled words want more of their row, which the space gives.
constexpr float wide_large = 2.3F;
constexpr float space = 5.6F;
constexpr float space_large = 4.2F;
/// Height of a key in which letters stand at their own step at 200 %.
constexpr float key_mm_of_large_letters = 17.3F;

/// The three rows of letters; a space parts the keys.
using Rows = std::array<std::string_view, 3>;
constexpr Rows cyrillic{"й ц у к е н г ш щ з х ъ", "ф ы в а п р о л д ж э ё", "я ч с м и т ь б ю"};
constexpr Rows latin{"q w e r t y u i o p", "a s d f g h j k l", "z x c v b n m"};
constexpr Rows digits{"1 2 3 4 5 6 7 8 9 0", "- / : ; ( ) № % + «", "! ? ' & = * »"};

tokens::KeyboardLeast least_of(const Canvas& canvas) {
    return tokens::keyboard_least(canvas.look().panel());
}

float bed_padding(const Canvas& canvas) {
    return std::min(canvas.between(bed_padding_mm_least, bed_padding_mm),
        canvas.px(5 * (least_of(canvas).gap - 1) + 1));
}

/// The visit's language has letters of its own only where it is written in Cyrillic.
bool is_cyrillic(const Canvas& canvas) {
    return canvas.state().view.language != "en";
}

const Rows& rows_of(const Canvas& canvas) {
    switch (canvas.state().keyboard.letters) {
        case Letters::Digits:
            return digits;
        case Letters::Latin:
            return latin;
        case Letters::Native:
            break;
    }
    return is_cyrillic(canvas) ? cyrillic : latin;
}

struct Placed {
    Key key;
    float weight = 1;
    std::string label;  ///< owns the label of a letter
};

class Builder {
  public:
    Builder(const Canvas& canvas, std::size_t question) : m_canvas(canvas), m_question(question) {}

    Placed letter(std::string_view text) const {
        const bool shift = m_canvas.state().keyboard.shift;
        Placed placed;
        placed.label = shift ? model::capital_of(text) : std::string(text);
        placed.key = {.id = "key-" + std::string(text),
            .label = {},
            .style = KeyStyle::Letter,
            .intent = Intent{IntentKind::Type, m_question, std::string(text)},
            .role = Role::Key};
        return placed;
    }

    Placed function(std::string id, std::string_view words, std::optional<Icon> icon,
        IntentKind kind, std::string value, float weight = wide) const {
        Placed placed;
        placed.label = m_canvas.words(words);
        const bool has_large_words = m_canvas.look().is_large() && !icon && weight == wide;
        placed.weight = has_large_words ? wide_large : weight;
        placed.key = {.id = std::move(id),
            .label = {},
            .style = KeyStyle::Function,
            .type = Type::LetterFunction,
            .tight = Type::KeyTight,
            .icon = icon,
            .sign_only = icon.has_value(),
            .intent = Intent{kind, m_question, std::move(value)},
            .role = Role::Key};
        return placed;
    }

    std::vector<Placed> letters(std::string_view row) const {
        std::vector<Placed> keys;
        while (!row.empty()) {
            const std::size_t end = std::min(row.find(' '), row.size());
            keys.push_back(letter(row.substr(0, end)));
            row.remove_prefix(std::min(end + 1, row.size()));
        }
        return keys;
    }

    std::vector<Placed> third_row(std::string_view row) const {
        std::vector<Placed> keys = letters(row);
        const bool has_cases = m_canvas.state().keyboard.letters != Letters::Digits;
        if (has_cases) {
            Placed shift = function("key-shift", "Shift", Icon::Shift, IntentKind::Shift, {});
            if (m_canvas.state().keyboard.shift) shift.key.style = KeyStyle::On;
            keys.insert(keys.begin(), std::move(shift));
        }
        keys.push_back(function("key-erase", "Erase", Icon::Erase, IntentKind::Erase, {}));
        return keys;
    }

    std::vector<Placed> last_row(bool multiline) const {
        const Letters now = m_canvas.state().keyboard.letters;
        std::vector<Placed> keys;
        if (now != Letters::Digits) {
            keys.push_back(
                function("key-digits", "Digits key", {}, IntentKind::SwitchLetters, "digits"));
        }
        if (now != Letters::Native) {
            const bool has_own = is_cyrillic(m_canvas);
            keys.push_back(function("key-letters", has_own ? "Letters key" : "Latin key", {},
                IntentKind::SwitchLetters, "letters"));
        }
        if (now != Letters::Latin && is_cyrillic(m_canvas)) {
            keys.push_back(
                function("key-latin", "Latin key", {}, IntentKind::SwitchLetters, "latin"));
        }
        keys.push_back(letter(","));
        keys.push_back(function("key-space", "Space", {}, IntentKind::Type, " ",
            m_canvas.look().is_large() ? space_large : space));
        keys.push_back(letter("."));
        if (multiline) {
            keys.push_back(function("key-enter", "New line", Icon::Enter, IntentKind::Enter, {}));
        }
        return keys;
    }

  private:
    const Canvas& m_canvas;
    std::size_t m_question;
};

/// Keys side by side with their places.
struct Row {
    std::vector<Placed> keys;
    std::vector<Rect> places;
};

Row row_of(const Canvas& canvas, const Rect& rect, std::vector<Placed> keys) {
    const tokens::KeyboardLeast least = least_of(canvas);
    const float gap = canvas.px(least.gap);
    std::vector<look::Track> tracks;
    for (const Placed& placed : keys) {
        if (!tracks.empty()) tracks.push_back({.least = gap});
        tracks.push_back({.least = canvas.px(least.key), .weight = placed.weight});
    }
    const std::vector<look::Span> spans = look::divide(rect.x, rect.width, tracks);
    Row row{std::move(keys), {}};
    for (std::size_t at = 0; at < row.keys.size(); ++at)
        row.places.push_back({spans[at * 2].begin, rect.y, spans[at * 2].length, rect.height});
    return row;
}

/// The largest step at which every letter stands in its key: neighbours of several sizes would look
/// as if they differed in kind.
Type step_of_letters(const Canvas& canvas, const std::array<Row, 4>& rows) {
    const auto stand = [&](const Row& row, Type type) {
        for (std::size_t at = 0; at < row.keys.size(); ++at) {
            if (row.keys[at].key.style != KeyStyle::Letter) continue;
            if (!stands_in_letter_key(canvas, row.keys[at].label, type, row.places[at]))
                return false;
        }
        return true;
    };
    for (const Type type : {Type::Letter, Type::LetterTight, Type::LabelSmall}) {
        if (std::ranges::all_of(rows, [&](const Row& row) { return stand(row, type); }))
            return type;
    }
    return Type::LabelLeast;
}

void draw_row(const Canvas& canvas, Row& row, Type letters) {
    for (std::size_t at = 0; at < row.keys.size(); ++at) {
        Key& key = row.keys[at].key;
        key.label = row.keys[at].label;
        if (key.style == KeyStyle::Letter) key.type = key.tight = letters;
        draw_key(canvas, row.places[at], key);
    }
}

}  // namespace

float keyboard_height(const Canvas& canvas, float key_mm) {
    return canvas.px(4 * key_mm + 3 * least_of(canvas).gap) + 2 * bed_padding(canvas);
}

float keyboard_height_least(const Canvas& canvas) {
    // Doubled letters need higher keys than a finger does.
    const float letters = canvas.look().is_large() ? 1.5F : 0;
    return keyboard_height(canvas, least_of(canvas).key + letters);
}

float keyboard_height_wanted(const Canvas& canvas) {
    return canvas.look().is_large() ? keyboard_height(canvas, key_mm_of_large_letters)
                                    : keyboard_height_least(canvas);
}

void draw_keyboard(const Canvas& canvas, const Rect& where, std::size_t question, bool multiline) {
    const Rect rect = snapped(where);
    canvas.fill(rect, canvas.colors().plinth);
    const Builder builder(canvas, question);
    const Rows& rows = rows_of(canvas);
    const float padding = bed_padding(canvas);
    const float margin = std::min(canvas.margin(), padding * 1.6F);
    const Rect bed{
        rect.x + margin, rect.y + padding, rect.width - 2 * margin, rect.height - 2 * padding};
    const std::vector<look::Span> lines =
        look::share(bed.y, bed.height, 4, canvas.px(least_of(canvas).gap));
    const auto row = [&](std::size_t at, std::vector<Placed> keys) {
        return row_of(
            canvas, {bed.x, lines[at].begin, bed.width, lines[at].length}, std::move(keys));
    };
    std::array<Row, 4> all{row(0, builder.letters(rows[0])), row(1, builder.letters(rows[1])),
        row(2, builder.third_row(rows[2])), row(3, builder.last_row(multiline))};
    const Type letters = step_of_letters(canvas, all);
    for (Row& one : all)
        draw_row(canvas, one, letters);
}

}  // namespace otk::kiosk::widgets
