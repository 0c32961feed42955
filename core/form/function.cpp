#include "core/form/function.h"

#include <algorithm>
#include <array>

#include "core/form/functions_boolean.h"
#include "core/form/functions_date.h"
#include "core/form/functions_math.h"
#include "core/form/functions_node_set.h"
#include "core/form/functions_number.h"
#include "core/form/functions_repeat.h"
#include "core/form/functions_select.h"
#include "core/form/functions_text.h"

namespace otk::form {
namespace {

constexpr int any = Function::any_number;
constexpr auto gives_text = Function::Returns::Text;
constexpr auto gives_number = Function::Returns::Number;
constexpr auto gives_truth = Function::Returns::Truth;
constexpr auto gives_day = Function::Returns::Day;
constexpr auto gives_one_of_them = Function::Returns::Chosen;
constexpr auto gives_nodes = Function::Returns::Nodes;
constexpr auto values = Function::Wants::Values;
constexpr auto nodes_first = Function::Wants::NodesFirst;
constexpr auto instances = Function::Use::Instances;

/// Sorted by name (the static_assert below), so that looking one up is a binary search.
constexpr std::array table = {
    Function{"abs", 1, 1, call_abs, gives_number},
    Function{"acos", 1, 1, call_acos, gives_number},
    Function{"area", 1, 1, call_area, gives_number, values, instances},
    Function{"asin", 1, 1, call_asin, gives_number},
    Function{"atan", 1, 1, call_atan, gives_number},
    Function{"atan2", 2, 2, call_atan2, gives_number},
    Function{"base64-decode", 1, 1, call_base64_decode, gives_text, values, instances},
    Function{"boolean", 1, 1, call_boolean, gives_truth},
    Function{"boolean-from-string", 1, 1, call_boolean_from_string, gives_truth},
    Function{"ceiling", 1, 1, call_ceiling, gives_number},
    Function{"checklist", 2, any, call_checklist, gives_truth},
    Function{"coalesce", 2, 2, call_coalesce, gives_one_of_them},
    Function{"concat", 1, any, call_concat},
    Function{"contains", 2, 2, call_contains, gives_truth},
    Function{"cos", 1, 1, call_cos, gives_number},
    Function{"count", 1, 1, call_count, gives_number, nodes_first},
    Function{"count-non-empty", 1, 1, call_count_non_empty, gives_number, nodes_first},
    Function{"count-selected", 1, 1, call_count_selected, gives_number},
    Function{"current", 0, 0, call_current, gives_nodes},
    Function{"date", 1, 1, call_date, gives_day},
    Function{"date-time", 1, 1, call_date, gives_day},
    Function{"decimal-date-time", 1, 1, call_decimal_date_time, gives_number},
    Function{"decimal-time", 1, 1, call_decimal_time, gives_number},
    Function{"distance", 1, 1, call_distance, gives_number, values, instances},
    Function{"ends-with", 2, 2, call_ends_with, gives_truth},
    Function{"exp", 1, 1, call_exp, gives_number},
    Function{"exp10", 1, 1, call_exp10, gives_number},
    Function{"false", 0, 0, call_false, gives_truth},
    Function{"floor", 1, 1, call_floor, gives_number},
    Function{"format-date", 2, 2, call_format_date},
    Function{"format-date-time", 2, 2, call_format_date},
    Function{"geofence", 2, 2, call_geofence, gives_truth, values, instances},
    Function{"id", 1, 1, call_id, gives_nodes, values, instances},
    Function{"if", 3, 3, call_if, gives_one_of_them},
    Function{"indexed-repeat", 3, 7, call_indexed_repeat, gives_nodes, values, instances},
    Function{"instance", 1, 1, call_instance, gives_nodes},
    Function{"int", 1, 1, call_int, gives_number},
    Function{"join", 1, any, call_join},
    Function{"jr:choice-name", 2, 2, call_choice_name},
    Function{"jr:itext", 1, 1, call_itext, gives_text, values, instances},
    Function{"lang", 1, 1, call_lang, gives_truth, values, instances},
    Function{"last", 0, 0, call_last, gives_number},
    Function{"local-name", 0, 1, call_local_name, gives_text, nodes_first},
    Function{"log", 1, 1, call_log, gives_number},
    Function{"log10", 1, 1, call_log10, gives_number},
    Function{"max", 1, any, call_max, gives_number},
    Function{"min", 1, any, call_min, gives_number},
    Function{"name", 0, 1, call_name, gives_text, nodes_first},
    Function{"namespace-uri", 0, 1, call_namespace_uri, gives_text, nodes_first, instances},
    Function{"normalize-space", 0, 1, call_normalize_space},
    Function{"not", 1, 1, call_not, gives_truth},
    Function{"now", 0, 0, call_now, gives_day},
    Function{"number", 0, 1, call_number, gives_number},
    Function{"once", 1, 1, call_once, gives_one_of_them},
    Function{"pi", 0, 0, call_pi, gives_number},
    Function{"position", 0, 1, call_position, gives_number, nodes_first},
    Function{"pow", 2, 2, call_pow, gives_number},
    Function{"random", 0, 0, call_random, gives_number},
    Function{"randomize", 1, 2, call_randomize, gives_nodes, nodes_first},
    Function{"regex", 2, 2, call_regex, gives_truth},
    Function{"round", 1, 2, call_round, gives_number},
    Function{"selected", 2, 2, call_selected, gives_truth},
    Function{"selected-at", 2, 2, call_selected_at},
    Function{"sin", 1, 1, call_sin, gives_number},
    Function{"sqrt", 1, 1, call_sqrt, gives_number},
    Function{"starts-with", 2, 2, call_starts_with, gives_truth},
    Function{"string", 0, 1, call_string},
    Function{"string-length", 0, 1, call_string_length, gives_number},
    Function{"substr", 2, 3, call_substr},
    Function{"substring", 2, 3, call_substring},
    Function{"substring-after", 2, 2, call_substring_after},
    Function{"substring-before", 2, 2, call_substring_before},
    Function{"sum", 1, any, call_sum, gives_number},
    Function{"tan", 1, 1, call_tan, gives_number},
    Function{"today", 0, 0, call_today, gives_day},
    Function{"translate", 3, 3, call_translate},
    Function{"true", 0, 0, call_true, gives_truth},
    Function{"uuid", 0, 1, call_uuid},
    Function{"weighted-checklist", 2, any, call_weighted_checklist, gives_truth},
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

std::span<const Function> functions() {
    return table;
}

}  // namespace otk::form
