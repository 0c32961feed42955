#include "core/form/rounding.h"

#include <cmath>
#include <limits>

namespace otk::form {

/// Not floor(x + 0.5), which errs just below a half and above 2^52.
double rounded_half_up(double number) {
    if (!std::isfinite(number)) return number;
    const double below = std::floor(number);
    return std::copysign(number - below >= 0.5 ? below + 1 : below, number);
}

double rounded_to_digits(double number, double digits) {
    digits = std::trunc(digits);
    if (std::isnan(digits) || std::isnan(number)) return std::numeric_limits<double>::quiet_NaN();
    constexpr double exponent_max = std::numeric_limits<double>::max_exponent10;
    if (std::isinf(number) || digits > exponent_max) return number;
    // Half of the next power of ten is beyond all doubles.
    if (digits < -exponent_max) return std::copysign(0.0, number);
    const double scale = std::pow(10.0, std::fabs(digits));
    if (digits <= 0) {
        const double whole = std::round(number / scale) * scale;
        return std::isfinite(whole) ? whole : number;
    }
    // Above 2^53 a double has no halves: the digit is none that it could lose.
    constexpr double exact_max = 9007199254740992.0;
    const double scaled = number * scale;
    return std::fabs(scaled) < exact_max ? std::round(scaled) / scale : number;
}

}  // namespace otk::form
