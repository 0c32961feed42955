#pragma once

#include <span>
#include <string_view>

#include "core/form/value.h"

namespace otk::form {

class Scope;

/// One function of the expression language: a row of the table in function.cpp. Arity is checked
/// when the expression is parsed, so `call` may rely on it.
struct Function {
    static constexpr int any_number = 1000;

    std::string_view name;
    int arguments_min;
    int arguments_max;
    Value (*call)(std::span<const Value> arguments, const Scope& scope);
};

/// Null pointer if there is no such function. O(log functions).
const Function* find_function(std::string_view name);

/// All functions, by name.
std::span<const Function> functions();

}  // namespace otk::form
