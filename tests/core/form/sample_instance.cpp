#include "tests/core/form/sample_instance.h"

#include <catch2/catch.hpp>

namespace otk::test {

SampleInstance::SampleInstance(std::string_view xml)
    : m_instance(xpath_cases::XmlInstance::parse(xml).value()) {
    documents.trees = {&m_instance.tree()};
    documents.namespaces = m_instance.namespaces();
}

form::Scope SampleInstance::scope(std::string_view context) const {
    const auto node = m_instance.find(context);
    REQUIRE(node.has_value());
    return form::Scope::at({0, *node}, documents, environment);
}

std::string SampleInstance::text(std::string_view source, std::string_view context) const {
    return form::Expression::parse(source).value().text(scope(context)).value();
}
double SampleInstance::number(std::string_view source, std::string_view context) const {
    return form::Expression::parse(source).value().number(scope(context)).value();
}
bool SampleInstance::truth(std::string_view source, std::string_view context) const {
    return form::Expression::parse(source).value().truth(scope(context)).value();
}

std::vector<std::string> SampleInstance::nodes(
    std::string_view source, std::string_view context) const {
    const form::Value value = form::Expression::parse(source, form::Refusal::WhenEvaluated)
                                  .value()
                                  .evaluate(scope(context))
                                  .value();
    std::vector<std::string> paths;
    for (const form::NodeRef node : std::get<form::NodeSet>(value)) {
        paths.push_back(m_instance.path_of(node.node));
    }
    return paths;
}

std::string SampleInstance::error(std::string_view source, std::string_view context) const {
    const auto expression = form::Expression::parse(source, form::Refusal::WhenEvaluated);
    return expression.value().evaluate(scope(context)).error().context;
}

}  // namespace otk::test
