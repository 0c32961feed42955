#pragma once

#include <string_view>

#include "core/base/result.h"
#include "core/xlsform/limits.h"

namespace otk::xlsform {

/// Whether a parser may build the tree of this XML text: UTF-8 without a document type (and so
/// without entities of its own), nesting, elements and attributes within the limits. It reads marks
/// only; whether the text is well-formed is the parser's business.
Result<void> guard_xml(std::string_view xml, const SourceLimits& limits);

}  // namespace otk::xlsform
