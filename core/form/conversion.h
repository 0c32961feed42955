#pragma once

#include <string>
#include <string_view>

#include "core/form/documents.h"
#include "core/form/environment.h"
#include "core/form/value.h"

namespace otk::form {

/// The conversions of XPath 1.0 (chapter 4: boolean, number, string) and its comparisons (3.4),
/// with what ODK XForms adds for dates. Node-sets are read in the documents, dates in the
/// environment's time zone; both must outlive this.
class Conversion {
  public:
    Conversion(const Documents& documents, const Environment& environment)
        : m_documents(documents), m_environment(environment) {}

    const Documents& documents() const { return m_documents; }
    const Environment& environment() const { return m_environment; }

    bool truth(const Value& value) const;
    double number(const Value& value) const;  ///< NaN when it is none, an empty text included
    std::string text(const Value& value) const;

    /// Dates count as days since 1970 where the dialect is XForms.
    double number_of(std::string_view text) const;
    /// The text of the value where it is one already, else it is made in `scratch`.
    std::string_view view(const Value& value, std::string& scratch) const;

    /// Node-sets compare if any of their nodes does. Two of them cost the product of their sizes.
    bool compare(const Value& left, Comparison comparison, const Value& right) const;

  private:
    bool compare_single(const Value& left, Comparison comparison, const Value& right) const;
    bool compare_nodes(const NodeSet& nodes, Comparison comparison, const Value& right) const;

    const Documents& m_documents;
    const Environment& m_environment;
};

}  // namespace otk::form
