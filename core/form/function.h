#pragma once

#include <cstdint>
#include <span>
#include <string_view>

#include "core/form/value.h"

namespace otk::form {

class Arguments;

/// One function of the expression language: a row of the table in function.cpp. The number of
/// arguments is checked before `call`, which may rely on it; it evaluates those that it wants.
struct Function {
    static constexpr int any_number = 1000;
    /// What an evaluation gives, where that is known before it. `Chosen` is one of the arguments.
    enum class Returns { Text, Number, Truth, Day, Chosen, Nodes };
    /// Whether the first argument has to be a node-set.
    enum class Wants { Values, NodesFirst };
    /// Some are for the instances of other programs' forms (positions, repeats): an author cannot
    /// mean them, so a form that has one is refused.
    enum class Use { Forms, Instances };

    std::string_view name;
    int arguments_min;
    int arguments_max;
    Value (*call)(Arguments& arguments);
    Returns returns = Returns::Text;
    Wants wants = Wants::Values;
    Use use = Use::Forms;
};

/// Null pointer if there is no such function. O(log functions).
const Function* find_function(std::string_view name);

/// All functions, by name.
std::span<const Function> functions();

}  // namespace otk::form
