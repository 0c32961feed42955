#include "core/staff/pin_rule.h"

#include <algorithm>
#include <array>
#include <set>
#include <string>

#include "core/base/format.h"

namespace otk::staff {
namespace {

bool is_digit(char letter) {
    return letter >= '0' && letter <= '9';
}

/// "123123", "1212121": the PIN is its own beginning over and over.
bool repeats_a_part(std::string_view pin) {
    for (std::size_t part = 1; part <= pin.size() / 2; ++part) {
        if (pin.substr(part) == pin.substr(0, pin.size() - part)) return true;
    }
    return false;
}

/// "123456", "987654", "890123".
bool counts(std::string_view pin) {
    for (const int step : {1, 9}) {
        const auto breaks = std::adjacent_find(pin.begin(), pin.end(),
            [step](char one, char next) { return (one - '0' + step) % 10 != next - '0'; });
        if (breaks == pin.end()) return true;
    }
    return false;
}

bool reads_backwards_the_same(std::string_view pin) {
    return std::equal(pin.begin(), pin.end(), pin.rbegin());
}

/// The columns of the pad, downwards and upwards, and its diagonals: "147258", "159357".
bool follows_the_pad(std::string_view pin) {
    constexpr std::array<std::string_view, 10> lines{
        "147", "258", "369", "741", "852", "963", "159", "357", "951", "753"};
    constexpr std::size_t length = 3;
    for (std::size_t at = 0; at + length <= pin.size(); at += length) {
        if (std::find(lines.begin(), lines.end(), pin.substr(at, length)) == lines.end()) {
            return false;
        }
    }
    return true;
}

}  // namespace

Result<void> check_pin(std::string_view pin) {
    const bool is_number = std::all_of(pin.begin(), pin.end(), is_digit);
    if (!is_number || pin.size() < pin_digits_min || pin.size() > pin_digits_max) {
        return fail(ErrorKind::InvalidInput,
            format("PIN: {} to {} digits expected", pin_digits_min, pin_digits_max));
    }
    const std::set<char> different(pin.begin(), pin.end());
    constexpr std::size_t different_min = 3;
    if (different.size() < different_min || repeats_a_part(pin) || counts(pin) ||
        reads_backwards_the_same(pin) || follows_the_pad(pin)) {
        return fail(ErrorKind::InvalidInput,
            "PIN: too easy to guess; take digits that neither count, repeat, mirror nor follow "
            "the lines of the number pad");
    }
    return {};
}

}  // namespace otk::staff
