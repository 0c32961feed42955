#include "core/xlsform/xlsx_value.h"

#include <array>
#include <charconv>
#include <chrono>
#include <cmath>
#include <cstdint>

#include "core/base/format.h"

namespace otk::xlsform {
namespace {

constexpr double seconds_a_day = 86'400;
constexpr double serial_max = 2'958'466;  // the day behind 31 December 9999

/// The day of a serial number of at least 1 (1900) or 0 (1904).
std::chrono::sys_days day_of(std::int64_t serial, DateSystem system) {
    using std::chrono::days;
    using std::chrono::sys_days;
    using std::chrono::year;
    if (system == DateSystem::From1904) return sys_days(year(1904) / 1 / 1) + days(serial);
    // Day 60 is the 29 February that never was: the day before stands for it.
    const std::int64_t behind_the_gap = serial >= 60 ? serial - 1 : serial;
    return sys_days(year(1899) / 12 / 31) + days(behind_the_gap);
}

std::string day_text(std::chrono::sys_days day) {
    const std::chrono::year_month_day date(day);
    return format("{:04}-{:02}-{:02}", static_cast<int>(date.year()),
        static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()));
}

bool is_date_letter(char c) {
    constexpr std::string_view letters = "yYmMdDhHsS";
    return letters.find(c) != std::string_view::npos;
}

std::optional<unsigned> hexadecimal(std::string_view digits) {
    unsigned value = 0;
    const auto [end, error] =
        std::from_chars(digits.data(), digits.data() + digits.size(), value, 16);
    if (error != std::errc() || end != digits.data() + digits.size()) return std::nullopt;
    return value;
}

void append_utf8(std::string& text, unsigned code) {
    if (code < 0x80) {
        text += static_cast<char>(code);
    } else if (code < 0x800) {
        text += static_cast<char>(0xC0U | (code >> 6U));
        text += static_cast<char>(0x80U | (code & 0x3FU));
    } else {
        text += static_cast<char>(0xE0U | (code >> 12U));
        text += static_cast<char>(0x80U | ((code >> 6U) & 0x3FU));
        text += static_cast<char>(0x80U | (code & 0x3FU));
    }
}

}  // namespace

std::string number_text(double number) {
    constexpr double exact_max = 1e15;
    if (std::fabs(number) < exact_max && number == std::floor(number)) {
        return format("{}", static_cast<std::int64_t>(number));
    }
    std::array<char, 40> buffer{};
    const auto [end, error] = std::to_chars(
        buffer.data(), buffer.data() + buffer.size(), number, std::chars_format::general, 15);
    return error == std::errc() ? std::string(buffer.data(), end) : std::string();
}

std::optional<std::string> date_text(double serial, DateSystem system) {
    if (!(serial >= 0) || serial >= serial_max) return std::nullopt;
    // To the second: what spreadsheets show, and half of one is lost in the number already.
    const double total = std::round(serial * seconds_a_day);
    const auto days = static_cast<std::int64_t>(total / seconds_a_day);
    const auto seconds =
        static_cast<std::int64_t>(total) - days * static_cast<std::int64_t>(seconds_a_day);
    const std::string time =
        format("{:02}:{:02}:{:02}", seconds / 3600, seconds / 60 % 60, seconds % 60);
    if (days == 0 && (system == DateSystem::From1900 || seconds != 0)) return time;
    const std::string day = day_text(day_of(days, system));
    return seconds == 0 ? day : day + "T" + time;
}

bool is_date_format(std::string_view code) {
    for (std::size_t at = 0; at < code.size(); ++at) {
        const char c = code[at];
        if (c == '"') {
            at = code.find('"', at + 1);
        } else if (c == '[') {
            // [h] counts hours beyond a day: a time. [Red], [$-419] and [>5] are none.
            const std::string_view inside = code.substr(at + 1, code.find(']', at) - at - 1);
            if (inside.find_first_not_of("hHmMsS") == std::string_view::npos && !inside.empty())
                return true;
            at = code.find(']', at);
        } else if (c == '\\' || c == '_' || c == '*') {
            ++at;
        } else if (is_date_letter(c)) {
            return true;
        }
        if (at == std::string_view::npos) return false;
    }
    return false;
}

bool is_builtin_date_format(int id) {
    return (id >= 14 && id <= 22) || (id >= 27 && id <= 36) || (id >= 45 && id <= 47) ||
           (id >= 50 && id <= 58);
}

std::string unescaped(std::string_view text) {
    constexpr std::size_t escape_size = 7;  // _xHHHH_
    std::string plain;
    while (true) {
        const std::size_t at = text.find("_x");
        plain += text.substr(0, at);
        if (at == std::string_view::npos) return plain;
        text.remove_prefix(at);
        const std::string_view escape = text.substr(0, escape_size);
        const std::optional<unsigned> code = escape.size() == escape_size && escape.back() == '_'
                                                 ? hexadecimal(escape.substr(2, 4))
                                                 : std::nullopt;
        const bool is_letter = code && (*code < 0xD800 || *code > 0xDFFF);
        if (is_letter) {
            append_utf8(plain, *code);
        } else {
            plain += text.substr(0, 2);
        }
        text.remove_prefix(is_letter ? escape_size : 2);
    }
}

std::optional<CellAddress> cell_address(std::string_view text) {
    constexpr std::size_t column_letters_max = 3;
    constexpr std::size_t row_digits_max = 7;
    CellAddress address;
    std::size_t letters = 0;
    for (; letters < text.size() && text[letters] >= 'A' && text[letters] <= 'Z'; ++letters) {
        if (letters == column_letters_max) return std::nullopt;
        address.column = address.column * 26 + static_cast<std::size_t>(text[letters] - 'A') + 1;
    }
    const std::string_view digits = text.substr(letters);
    if (letters == 0 || digits.empty() || digits.size() > row_digits_max) return std::nullopt;
    const auto [end, error] =
        std::from_chars(digits.data(), digits.data() + digits.size(), address.row);
    if (error != std::errc() || end != digits.data() + digits.size() || address.row == 0) {
        return std::nullopt;
    }
    --address.row;
    --address.column;
    return address;
}

}  // namespace otk::xlsform
