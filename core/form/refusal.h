#pragma once

namespace otk::form {

/// When an unknown function or a wrong number of arguments is refused. A form is refused as a
/// whole; XPath itself minds them only if they come to be evaluated (`false() and unknown()` is
/// false).
enum class Refusal { AtOnce, WhenEvaluated };

}  // namespace otk::form
