#pragma once

namespace otk::form {

/// XPath 1.0, 4.4: a half goes up, towards positive infinity; what rounds to nothing keeps its sign
/// (1 div round(-0.2) is -Infinity). NaN and the infinities stay.
double rounded_half_up(double number);

/// With so many decimals, or with so many zeros where `digits` is negative; a half goes away from
/// zero, as money is rounded. A number that has no such digit to lose stays as it is; NaN where
/// either is.
double rounded_to_digits(double number, double digits);

}  // namespace otk::form
