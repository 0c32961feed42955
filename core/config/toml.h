#pragma once

#include <cstdint>
#include <initializer_list>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/file.h"
#include "core/base/result.h"

namespace otk::config {

/// Where in a file something stands; both count from 1.
struct Position {
    std::uint32_t line = 1;
    std::uint32_t column = 1;
};

struct TomlValue;
struct TomlTree;

/// Read access to one table of a TOML 1.0 document (profiles, places, owner, theme, configuration).
/// Every error is InvalidInput and begins with "source:line:column: ".
///
/// A key may be dotted: `name.ru` reads `ru` of the table `name`. The functions ending in `_if`
/// give nothing for an absent key; the others demand it. Dates and times are not used by any of our
/// files and are refused by every reader; write them as text.
///
/// A cheap value: copies share the parsed document, which lives as long as any of them.
class TomlTable {
  public:
    static constexpr std::size_t size_bytes_max = 1U << 20U;

    /// `source` names the text in errors; a file's path, say.
    static Result<TomlTable> parse(std::string_view text, std::string source);
    static Result<TomlTable> load(const Path& path);

    Result<std::string> text(std::string_view key) const;
    Result<std::int64_t> integer(std::string_view key) const;
    Result<double> decimal(std::string_view key) const;  ///< an integer will do
    Result<bool> boolean(std::string_view key) const;
    Result<TomlTable> table(std::string_view key) const;
    Result<std::vector<std::string>> texts(std::string_view key) const;
    Result<std::vector<std::int64_t>> integers(std::string_view key) const;
    /// The tables of `[[key]]`, in their order; none if the key is absent.
    Result<std::vector<TomlTable>> tables(std::string_view key) const;

    Result<std::optional<std::string>> text_if(std::string_view key) const;
    Result<std::optional<TomlTable>> table_if(std::string_view key) const;
    Result<std::optional<std::vector<std::string>>> texts_if(std::string_view key) const;

    bool has(std::string_view key) const;
    /// The keys of this table (not of tables within), in the order of the alphabet.
    std::vector<std::string> keys() const;

    /// Refuses the first key of this table that is not in the list, with the one probably meant.
    Result<void> allow_only(std::initializer_list<std::string_view> keys) const;

    /// An error that points at the key's value, or at this table when it is absent.
    [[nodiscard]] Failure fail_at(std::string_view key, std::string_view message) const;

    /// Where the key's value stands; this table's place when it is absent.
    Position position(std::string_view key) const;

  private:
    TomlTable(std::shared_ptr<const TomlTree> tree, const TomlValue* value)
        : m_tree(std::move(tree)), m_value(value) {}

    const TomlValue* find(std::string_view key) const;
    const TomlValue* find_own(std::string_view key) const;
    [[nodiscard]] Failure fail_at(Position position, std::string_view message) const;
    [[nodiscard]] Failure fail_kind(
        std::string_view key, const TomlValue& value, std::string_view expected) const;
    [[nodiscard]] Failure fail_missing(std::string_view key) const;

    std::shared_ptr<const TomlTree> m_tree;
    const TomlValue* m_value;  ///< a table within m_tree
};

}  // namespace otk::config
