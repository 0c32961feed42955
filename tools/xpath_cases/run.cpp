#include "tools/xpath_cases/run.h"

#include <cmath>
#include <utility>

#include "core/base/assert.h"
#include "core/form/expression.h"
#include "tools/xpath_cases/xform.h"

namespace otk::xpath_cases {
namespace {

using form::Expression;
using form::NodeSet;
using form::Scope;
using form::Value;

/// The number of a JSON value; NaN and the infinities stand as texts.
double number_of(const Json& json) {
    const std::string* word = json.if_string();
    if (word == nullptr) return json.number();
    if (*word == "Infinity") return HUGE_VAL;
    if (*word == "-Infinity") return -HUGE_VAL;
    return std::nan("");
}

bool is_same(double a, double b) { return a == b || (std::isnan(a) && std::isnan(b)); }

Result<Json> nodes_of(const Expression& expression, const Scope& scope, const XmlInstance& instance) {
    const Value value = OTK_TRY(expression.evaluate(scope));
    const NodeSet* nodes = std::get_if<NodeSet>(&value);
    if (nodes == nullptr) return fail(ErrorKind::InvalidInput, "a value, no nodes");
    Json paths = Json::array();
    for (const form::NodeRef node : *nodes) paths.push_back(instance.path_of(node.node));
    return paths;
}

Outcome compared(bool passed, std::string got) { return {passed, std::move(got)}; }

Result<Outcome> outcome_of(const Case& given, form::Environment environment) {
    const XmlInstance instance = OTK_TRY(XmlInstance::parse(given.instance));
    const XForm xform(instance, given.language);
    environment.labels = &xform;
    environment.dialect = given.is_xforms ? form::Environment::Dialect::XForms
                                          : form::Environment::Dialect::XPath10;
    const std::optional<form::NodeId> context = instance.find(given.context);
    if (!context) return fail(ErrorKind::InvalidInput, "there is no context node " + given.context);
    const Expression expression =
        OTK_TRY(Expression::parse(given.expression, form::Refusal::WhenEvaluated));
    const Scope scope = Scope::at({0, *context}, xform.documents(), environment);
    switch (given.kind) {
        case Kind::Number: {
            const double got = OTK_TRY(expression.number(scope));
            return compared(is_same(got, number_of(given.expected)), form::text_from_number(got));
        }
        case Kind::Rounded: {
            const double got = OTK_TRY(expression.number(scope));
            const double wanted = number_of(given.expected);
            return compared(is_same(std::round(got * given.factor), std::round(wanted * given.factor)),
                form::text_from_number(got));
        }
        case Kind::Truth: {
            const bool got = OTK_TRY(expression.truth(scope));
            return compared(Json(got) == given.expected, got ? "true" : "false");
        }
        case Kind::Text: {
            std::string got = OTK_TRY(expression.text(scope));
            return compared(Json(got) == given.expected, Json(got).dump());
        }
        case Kind::Nodes: {
            const Json got = OTK_TRY(nodes_of(expression, scope, instance));
            return compared(got == given.expected, got.dump());
        }
    }
    OTK_UNREACHABLE();
}

}  // namespace

Outcome run_case(const Case& given, form::Environment environment) {
    Result<Outcome> outcome = outcome_of(given, std::move(environment));
    return outcome ? std::move(*outcome) : Outcome{false, "error: " + outcome.error().context};
}

std::string expected_text(const Case& given) { return given.expected.dump(); }

}  // namespace otk::xpath_cases
