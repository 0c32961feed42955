#include "core/form/function.h"

#include <algorithm>
#include <array>

#include "core/form/functions_number.h"
#include "core/form/functions_select.h"
#include "core/form/functions_text.h"

namespace otk::form {
namespace {

constexpr int any = Function::any_number;

/// Sorted by name (the static_assert below), so that looking one up is a binary search.
constexpr std::array table = {
    Function{"abs", 1, 1, call_abs},
    Function{"boolean", 1, 1, call_boolean},
    Function{"boolean-from-string", 1, 1, call_boolean_from_string},
    Function{"ceiling", 1, 1, call_ceiling},
    Function{"coalesce", 2, 2, call_coalesce},
    Function{"concat", 1, any, call_concat},
    Function{"contains", 2, 2, call_contains},
    Function{"count-non-empty", 1, 1, call_count_non_empty},
    Function{"count-selected", 1, 1, call_count_selected},
    Function{"ends-with", 2, 2, call_ends_with},
    Function{"false", 0, 0, call_false},
    Function{"floor", 1, 1, call_floor},
    Function{"if", 3, 3, call_if},
    Function{"int", 1, 1, call_int},
    Function{"join", 1, any, call_join},
    Function{"max", 1, any, call_max},
    Function{"min", 1, any, call_min},
    Function{"normalize-space", 0, 1, call_normalize_space},
    Function{"not", 1, 1, call_not},
    Function{"number", 0, 1, call_number},
    Function{"pow", 2, 2, call_pow},
    Function{"round", 1, 2, call_round},
    Function{"selected", 2, 2, call_selected},
    Function{"selected-at", 2, 2, call_selected_at},
    Function{"starts-with", 2, 2, call_starts_with},
    Function{"string", 0, 1, call_string},
    Function{"string-length", 0, 1, call_string_length},
    Function{"substring-after", 2, 2, call_substring_after},
    Function{"substring-before", 2, 2, call_substring_before},
    Function{"sum", 1, any, call_sum},
    Function{"translate", 3, 3, call_translate},
    Function{"true", 0, 0, call_true},
};

constexpr bool is_sorted_by_name() {
    for (std::size_t index = 1; index < table.size(); ++index) {
        if (!(table[index - 1].name < table[index].name)) return false;
    }
    return true;
}
static_assert(is_sorted_by_name(), "find_function searches by halves");

}  // namespace

const Function* find_function(std::string_view name) {
    const auto found = std::lower_bound(table.begin(), table.end(), name,
        [](const Function& function, std::string_view wanted) { return function.name < wanted; });
    return found != table.end() && found->name == name ? &*found : nullptr;
}

std::span<const Function> functions() { return table; }

}  // namespace otk::form
