#pragma once

#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "core/config/toml.h"

namespace otk::config {

/// A parsed value with its place. Inside core/config only.
struct TomlValue {
    using Array = std::vector<TomlValue>;
    using Member = std::pair<std::string, TomlValue>;
    using Table = std::vector<Member>;
    struct Moment {};  ///< a date or time: refused by every reader

    std::variant<Table, Array, std::string, std::int64_t, double, bool, Moment> content;
    Position position;
};

struct TomlTree {
    std::string source;
    TomlValue root;
};

/// The one place that speaks toml++. `source` becomes the tree's.
Result<TomlTree> parse_toml(std::string_view text, std::string source);

/// "source:line:column: message", kind InvalidInput.
[[nodiscard]] Failure fail_in(
    std::string_view source, Position position, std::string_view message);

}  // namespace otk::config
