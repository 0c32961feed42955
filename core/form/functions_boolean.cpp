#include "core/form/functions_boolean.h"

#include <algorithm>
#include <cmath>
#include <memory>
#include <vector>

#include "core/form/arguments.h"

namespace otk::form {
namespace {

// What a pattern costs in steps of StepBudget.
constexpr std::size_t steps_to_compile = 500;
constexpr std::uint32_t attempts_per_step = 1;
constexpr std::size_t text_bytes_per_step = 16;

bool is_empty(const Value& value, Evaluation& evaluation) {
    const double* number = std::get_if<double>(&value);
    return (number != nullptr && std::isnan(*number)) || evaluation.text(value).empty();
}

/// What counts in a checklist: true(), a number above 0, and the "yes" of ODK's documentation.
bool counts(const Value& value, Evaluation& evaluation) {
    return evaluation.number(value) > 0 || evaluation.text(value) == "yes";
}

/// Whether a total lies between the first two arguments; -1 sets no bound.
bool is_between_bounds(Arguments& arguments, double total) {
    const double least = arguments.number(0);
    const double most = arguments.number(1);
    return (least == -1 || total >= least) && (most == -1 || total <= most);
}

/// The nodes of a node-set as values of their own; anything else is one value.
std::vector<Value> single_values(Value value, Evaluation& evaluation) {
    const NodeSet* nodes = std::get_if<NodeSet>(&value);
    std::vector<Value> values;
    if (nodes == nullptr) {
        values.push_back(std::move(value));
        return values;
    }
    for (const NodeRef node : *nodes)
        values.emplace_back(evaluation.text_of(node));
    return values;
}

}  // namespace

Value call_boolean(Arguments& arguments) {
    return arguments.truth(0);
}

Value call_boolean_from_string(Arguments& arguments) {
    const std::string text = arguments.text(0);
    return text == "true" || text == "1";
}

Value call_checklist(Arguments& arguments) {
    Evaluation& evaluation = arguments.evaluation();
    double total = 0;
    for (std::size_t index = 2; index < arguments.count(); ++index) {
        for (const Value& value : single_values(arguments.value(index), evaluation)) {
            if (counts(value, evaluation)) ++total;
        }
    }
    return is_between_bounds(arguments, total);
}

Value call_coalesce(Arguments& arguments) {
    Value first = arguments.value(0);
    return is_empty(first, arguments.evaluation()) ? arguments.value(1) : first;
}

Value call_false(Arguments&) {
    return false;
}

Value call_if(Arguments& arguments) {
    return arguments.truth(0) ? arguments.value(1) : arguments.value(2);
}

Value call_not(Arguments& arguments) {
    return !arguments.truth(0);
}

Value call_once(Arguments& arguments) {
    std::string before = arguments.evaluation().text_of(arguments.context().node);
    return before.empty() ? arguments.value(0) : Value(std::move(before));
}

Value call_regex(Arguments& arguments) {
    const std::string text = arguments.text(0);
    std::shared_ptr<const RegularExpression> pattern = arguments.call().pattern;
    if (pattern == nullptr) {
        if (!arguments.evaluation().spend(steps_to_compile)) return false;
        Result<RegularExpression> compiled = RegularExpression::compile(arguments.text(1));
        if (!compiled) return arguments.refuse(compiled.error().context);
        pattern = std::make_shared<const RegularExpression>(std::move(*compiled));
    }
    // The library does not tell how much it did: ten times as many attempts are paid for, each time
    // that they did not suffice.
    for (std::uint32_t attempts = 100; attempts <= RegularExpression::attempts_max;
         attempts *= 10) {
        const std::size_t steps = attempts / attempts_per_step + text.size() / text_bytes_per_step;
        if (!arguments.evaluation().spend(steps)) return false;
        if (const std::optional<bool> found = pattern->matches(text, attempts)) return *found;
    }
    return arguments.evaluation().refuse(
        ErrorKind::Unavailable, "a regular expression takes too many attempts");
}

Value call_true(Arguments&) {
    return true;
}

/// After the bounds come pairs of a value and its weight; node-sets are paired node by node, the
/// last weight standing for all that follow.
Value call_weighted_checklist(Arguments& arguments) {
    if (arguments.count() % 2 != 0) {
        return arguments.refuse("weighted-checklist() takes a weight after each value");
    }
    Evaluation& evaluation = arguments.evaluation();
    double total = 0;
    for (std::size_t index = 2; index < arguments.count(); index += 2) {
        const std::vector<Value> values = single_values(arguments.value(index), evaluation);
        const std::vector<Value> weights = single_values(arguments.value(index + 1), evaluation);
        for (std::size_t at = 0; at < values.size() && !weights.empty(); ++at) {
            if (!counts(values[at], evaluation)) continue;
            total += evaluation.number(weights[std::min(at, weights.size() - 1)]);
        }
    }
    return is_between_bounds(arguments, total);
}

}  // namespace otk::form
