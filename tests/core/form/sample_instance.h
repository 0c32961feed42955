#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/form/documents.h"
#include "core/form/environment.h"
#include "core/form/expression.h"
#include "tools/xpath_cases/instance_xml.h"

namespace otk::test {

/// An instance from XML, and what expressions give on it. Nodes are named by their paths
/// (XmlInstance). Evaluations that fail end the test, but for `error`.
class SampleInstance {
  public:
    explicit SampleInstance(std::string_view xml = "<data/>");
    SampleInstance(const SampleInstance&) = delete;
    SampleInstance& operator=(const SampleInstance&) = delete;

    std::string text(std::string_view source, std::string_view context = "/") const;
    double number(std::string_view source, std::string_view context = "/") const;
    bool truth(std::string_view source, std::string_view context = "/") const;
    std::vector<std::string> nodes(std::string_view source, std::string_view context = "/") const;
    /// What an evaluation is refused with; unknown functions are left to it.
    std::string error(std::string_view source, std::string_view context = "/") const;

    form::Documents documents;
    form::Environment environment;

  private:
    form::Scope scope(std::string_view context) const;

    xpath_cases::XmlInstance m_instance;
};

}  // namespace otk::test
