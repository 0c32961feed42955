#include "core/form/functions_text.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <optional>

#include "core/base/format.h"
#include "core/form/arguments.h"
#include "core/form/rounding.h"
#include "core/form/utf8.h"

namespace otk::form {
namespace {

constexpr std::string_view hexadecimal = "0123456789abcdef";

std::string joined(const std::vector<std::string>& texts, std::string_view separator) {
    std::string all;
    for (const std::string& text : texts) {
        if (&text != &texts.front()) all += separator;
        all += text;
    }
    return all;
}

/// The characters whose place, counted from `first`, lies in [begin, end).
std::string characters_between(std::string_view text, double first, double begin, double end) {
    std::string kept;
    double place = first;
    for (const std::string_view character : characters_of(text)) {
        if (place >= begin && place < end) kept += character;
        ++place;
    }
    return kept;
}

/// The six bits of a letter of base64; absent for others.
std::optional<unsigned> bits_of(char letter) {
    constexpr std::string_view letters =
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    const std::size_t found = letters.find(letter);
    if (found == std::string_view::npos) return {};
    return static_cast<unsigned>(found);
}

}  // namespace

Value call_base64_decode(Arguments& arguments) {
    std::string text = arguments.text(0);
    while (text.ends_with('='))
        text.pop_back();
    std::string decoded;
    unsigned bits = 0;
    int count = 0;
    for (const char letter : text) {
        const std::optional<unsigned> more = bits_of(letter);
        if (!more) return std::string();
        bits = (bits << 6U | *more) & 0xFFFFU;
        count += 6;
        if (count < 8) continue;
        count -= 8;
        decoded += static_cast<char>(bits >> static_cast<unsigned>(count) & 0xFFU);
    }
    return decoded;
}

Value call_concat(Arguments& arguments) {
    return joined(arguments.texts_from(0), "");
}

Value call_contains(Arguments& arguments) {
    return arguments.text(0).find(arguments.text(1)) != std::string::npos;
}

Value call_ends_with(Arguments& arguments) {
    return arguments.text(0).ends_with(arguments.text(1));
}

Value call_join(Arguments& arguments) {
    const std::string separator = arguments.text(0);
    return joined(arguments.texts_from(1), separator);
}

Value call_normalize_space(Arguments& arguments) {
    std::string normal;
    for (const char c : arguments.evaluation().text(arguments.value_or_context(0))) {
        const bool is_space = c == ' ' || c == '\t' || c == '\r' || c == '\n';
        if (!is_space) {
            normal += c;
        } else if (!normal.empty() && normal.back() != ' ') {
            normal += ' ';
        }
    }
    if (!normal.empty() && normal.back() == ' ') normal.pop_back();
    return normal;
}

Value call_starts_with(Arguments& arguments) {
    return arguments.text(0).starts_with(arguments.text(1));
}

Value call_string(Arguments& arguments) {
    return arguments.evaluation().text(arguments.value_or_context(0));
}

Value call_string_length(Arguments& arguments) {
    const std::string text = arguments.evaluation().text(arguments.value_or_context(0));
    return static_cast<double>(characters_of(text).size());
}

/// From a place counted from 0 to the one before `end`; negative ones count from the end of the
/// text.
Value call_substr(Arguments& arguments) {
    const std::string text = arguments.text(0);
    const auto size = static_cast<double>(characters_of(text).size());
    const auto place = [size](double number) { return number < 0 ? size + number : number; };
    const double begin = place(std::trunc(arguments.number(1)));
    const double end = arguments.has(2) ? place(std::trunc(arguments.number(2))) : size;
    return characters_between(text, 0, begin, end);
}

/// XPath 1.0, 4.2: places are counted from 1; NaN and the infinities fall out of the comparisons.
Value call_substring(Arguments& arguments) {
    const std::string text = arguments.text(0);
    const double begin = rounded_half_up(arguments.number(1));
    const double end = arguments.has(2) ? begin + rounded_half_up(arguments.number(2))
                                        : std::numeric_limits<double>::infinity();
    return characters_between(text, 1, begin, end);
}

Value call_substring_after(Arguments& arguments) {
    const std::string text = arguments.text(0);
    const std::string mark = arguments.text(1);
    const std::size_t at = text.find(mark);
    return at == std::string::npos ? std::string() : text.substr(at + mark.size());
}

Value call_substring_before(Arguments& arguments) {
    const std::string text = arguments.text(0);
    const std::size_t at = text.find(arguments.text(1));
    return at == std::string::npos ? std::string() : text.substr(0, at);
}

Value call_translate(Arguments& arguments) {
    const std::string text = arguments.text(0);
    const std::string from = arguments.text(1);
    const std::string to = arguments.text(2);
    const std::vector<std::string_view> sources = characters_of(from);
    const std::vector<std::string_view> targets = characters_of(to);
    const std::vector<std::string_view> characters = characters_of(text);
    std::string translated;
    if (!arguments.evaluation().spend(characters.size() * sources.size() / 16)) return translated;
    for (const std::string_view character : characters) {
        const auto found = std::find(sources.begin(), sources.end(), character);
        const auto index = static_cast<std::size_t>(found - sources.begin());
        if (found == sources.end()) {
            translated += character;
        } else if (index < targets.size()) {
            translated += targets[index];
        }
    }
    return translated;
}

/// RFC 4122, version 4; with a number so many hexadecimal digits.
Value call_uuid(Arguments& arguments) {
    constexpr double length_max = 256;
    const Environment& environment = arguments.evaluation().environment();
    if (!environment.chance) return arguments.refuse("uuid() has no chance to draw from here");
    const double length = arguments.has(0) ? std::trunc(arguments.number(0)) : 0;
    if (!(length >= 0 && length <= length_max)) {
        return arguments.refuse(format("uuid() has at most {} characters", length_max));
    }
    const auto digit = [&](std::size_t first, std::size_t count) {
        const auto drawn =
            static_cast<std::size_t>(environment.chance() * static_cast<double>(count));
        return hexadecimal[first + std::min(drawn, count - 1)];
    };
    std::string text = arguments.has(0) ? std::string(static_cast<std::size_t>(length), 'x')
                                        : "xxxxxxxx-xxxx-4xxx-yxxx-xxxxxxxxxxxx";
    for (char& c : text) {
        if (c == 'x') c = digit(0, 16);
        if (c == 'y') c = digit(8, 4);
    }
    return text;
}

}  // namespace otk::form
