#include "core/form/functions_math.h"

#include <cmath>
#include <numbers>

#include "core/form/arguments.h"

namespace otk::form {

Value call_acos(Arguments& arguments) {
    return std::acos(arguments.number(0));
}
Value call_asin(Arguments& arguments) {
    return std::asin(arguments.number(0));
}
Value call_atan(Arguments& arguments) {
    return std::atan(arguments.number(0));
}
Value call_atan2(Arguments& arguments) {
    return std::atan2(arguments.number(0), arguments.number(1));
}
Value call_cos(Arguments& arguments) {
    return std::cos(arguments.number(0));
}
Value call_exp(Arguments& arguments) {
    return std::exp(arguments.number(0));
}
Value call_exp10(Arguments& arguments) {
    return std::pow(10.0, arguments.number(0));
}
Value call_log(Arguments& arguments) {
    return std::log(arguments.number(0));
}
Value call_log10(Arguments& arguments) {
    return std::log10(arguments.number(0));
}
Value call_pi(Arguments&) {
    return std::numbers::pi;
}
Value call_sin(Arguments& arguments) {
    return std::sin(arguments.number(0));
}
Value call_sqrt(Arguments& arguments) {
    return std::sqrt(arguments.number(0));
}
Value call_tan(Arguments& arguments) {
    return std::tan(arguments.number(0));
}

}  // namespace otk::form
