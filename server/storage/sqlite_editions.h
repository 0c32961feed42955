#pragma once

#include <optional>
#include <string>
#include <vector>

#include "server/storage/statements.h"
#include "server/storage/storage.h"

namespace otk::storage {

/// The tables behind the figures, for SqliteStorage; see Storage for what each function promises.
class SqliteEditions {
  public:
    explicit SqliteEditions(Statements& statements) : m_statements(statements) {}

    Result<std::vector<std::string>> slots_due(
        analysis::Readers readers, const std::string& end, int count);
    Result<analysis::Gathered> arrived(analysis::Readers readers, const std::string& slot);
    Result<analysis::Gathered> taken(analysis::Readers readers, const std::string& slot);
    Result<analysis::Gathered> waiting(analysis::Readers readers);
    Result<void> put_release(analysis::Readers readers, const std::string& slot,
        const analysis::Gathered& taken, const analysis::Gathered& released);
    Result<void> put_waiting(analysis::Readers readers, const analysis::Gathered& waiting);
    Result<void> put_edition(const std::string& day);
    Result<std::optional<Edition>> newest_edition();
    Result<void> make_due(const std::string& day);
    /// Not from one snapshot unless its caller makes one.
    Result<analysis::Tally> tally(
        const analysis::Period& period, analysis::Readers readers, analysis::Variant variant);

  private:
    Result<analysis::Gathered> read(
        analysis::Readers readers, std::string_view kind, const std::string& slot);
    Result<analysis::Gathered> read_with(database::Statement& cells, database::Statement& options,
        std::initializer_list<database::Value> values);
    Result<void> erase(analysis::Readers readers, std::string_view kind, const std::string& slot);
    Result<void> add(analysis::Readers readers, std::string_view kind, const std::string& slot,
        const analysis::Gathered& counts);
    Result<void> list_what_may_be_hidden(
        const analysis::Period& period, analysis::Readers readers, analysis::Tally& tally);

    Statements& m_statements;
};

}  // namespace otk::storage
