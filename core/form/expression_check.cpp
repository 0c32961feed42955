#include "core/form/expression_check.h"

#include <string_view>
#include <vector>

#include "core/base/assert.h"
#include "core/base/format.h"
#include "core/base/nearest_word.h"
#include "core/form/lexer.h"
#include "core/form/reads.h"
#include "core/form/seeded_chance.h"

namespace otk::form {
namespace {

/// The question that was probably meant.
std::string known_question(std::string_view name, const Documents& documents) {
    std::vector<std::string_view> names;
    for (const auto& [question, node] : documents.questions)
        names.push_back(question);
    const std::optional<std::string_view> nearest = nearest_word(name, names);
    return nearest ? format("write ${{{}}}", *nearest) : "write the name of a question";
}

std::string list_of(NodeRef choice, const Documents& documents) {
    for (const auto& [list, root] : documents.instances) {
        if (root.tree == choice.tree) return list;
    }
    return {};
}

Mistake told(const Reads::DeadEnd& end, const Expression& expression, const Documents& documents,
    NodeRef context) {
    using Kind = Reads::DeadEnd::Kind;
    switch (end.kind) {
        case Kind::Question:
            return {format("there is no question ${{{}}}", end.name),
                known_question(end.name, documents)};
        case Kind::BareName:
            return {format("\"{}\" is no value", end.name),
                format("write ${{{0}}} for a question or '{0}' for a text", end.name)};
        case Kind::Column:
            return {format("the list \"{}\" has no column \"{}\"", list_of(context, documents),
                        end.name),
                "write a column of the choices sheet that the list fills"};
        case Kind::List:
            return {format("there is no choice list \"{}\"", end.name),
                "write the list_name of a list in the choices sheet"};
        case Kind::Path: {
            const Failure shown =
                refuse_at(expression.source(), end.position, "the path leads to nothing from here");
            return {shown.value().context, "write ${name} for a question"};
        }
        case Kind::TooLong:
            return {format("its paths pass more than {} nodes", StepBudget::steps_max),
                "write a path by names instead of //, or make the list shorter"};
    }
    OTK_UNREACHABLE();
}

/// A value that is stored holds no chance: it could tell one visitor's row from all others.
std::optional<Mistake> chance_in(const Expression& expression) {
    for (const std::string& name : expression.functions()) {
        if (name != "uuid" && name != "random" && name != "randomize") continue;
        return Mistake{format("{}() cannot be stored: no response may be told from others", name),
            "use it in a condition, or leave it out"};
    }
    return std::nullopt;
}

std::optional<Mistake> failure_of(
    const Expression& expression, const FormInstance& instance, const Standing& standing) {
    Environment environment;
    environment.chance = SeededChance(1);
    Scope scope = Scope::at(standing.context, instance.documents(), environment);
    scope.current = standing.current;
    const Result<Value> value = expression.evaluate(scope);
    if (value) return std::nullopt;
    return Mistake{value.error().context, "write a simpler expression"};
}

}  // namespace

std::optional<Mistake> mistake_in(
    const Expression& expression, const FormInstance& instance, const Standing& standing) {
    const Reads reads = reads_of(expression, instance, standing.context, standing.current);
    if (reads.dead_end) {
        return told(*reads.dead_end, expression, instance.documents(), standing.context);
    }
    if (expression.uses_self() && standing.use != Standing::Use::Constraint) {
        return Mistake{"\".\" stands only in a constraint", "write ${name} for an answer"};
    }
    if (standing.use == Standing::Use::Stored) {
        if (std::optional<Mistake> chance = chance_in(expression)) return chance;
    }
    return failure_of(expression, instance, standing);
}

}  // namespace otk::form
