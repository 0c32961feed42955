#pragma once

#include <string>
#include <variant>
#include <vector>

#include "core/config/toml.h"

namespace otk::config {

struct TomlMember;

/// A parsed value with its place. Inside core/config only.
struct TomlValue {
    using Array = std::vector<TomlValue>;
    using Table = std::vector<TomlMember>;  // no std::pair: clang 14 asks it while it is incomplete
    struct Moment {};                       ///< a date or time: refused by every reader

    std::variant<Table, Array, std::string, std::int64_t, double, bool, Moment> content;
    Position position;
};

struct TomlMember {
    std::string key;
    TomlValue value;
};

struct TomlTree {
    std::string source;
    TomlValue root;
};

/// The one place that speaks toml++. `source` becomes the tree's.
Result<TomlTree> parse_toml(std::string_view text, std::string source);

/// "source:line:column: message", kind InvalidInput.
[[nodiscard]] Failure fail_in(std::string_view source, Position position, std::string_view message);

}  // namespace otk::config
