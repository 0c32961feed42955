#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/result.h"

namespace otk::text {

/// One keyword of a .po file with its joined text.
struct PoField {
    enum class Kind { Id, IdPlural, Text };
    Kind kind = Kind::Id;
    std::optional<std::size_t> form;  ///< the N of msgstr[N]
    std::string value;                ///< all continuation lines joined, escapes resolved
    bool fuzzy = false;               ///< on an Id: the entry carries the flag `fuzzy`
    std::size_t line = 0;             ///< of the keyword, from 1
};

/// The fields of a .po file in order; comments and obsolete entries (#~) are left out. Errors begin
/// with "source:line: ".
Result<std::vector<PoField>> read_po_fields(std::string_view po, std::string_view source);

}  // namespace otk::text
