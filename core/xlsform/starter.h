#pragma once

#include <vector>

#include "core/xlsform/xlsx_writer.h"

namespace otk::xlsform {

/// The workbook that an office begins with: a rating with faces, follow-up questions, a comment and
/// the slip of the last page, in Russian and English, with drop-down lists, explained headers and a
/// sheet of help. It compiles as it is; its words are a document for staff and therefore Russian.
std::vector<DesignedSheet> starter_form();

}  // namespace otk::xlsform
