#pragma once

#include <map>
#include <string_view>

#include "core/database/database.h"

namespace otk::storage {

/// Statements of one database, each compiled at its first use. Gone before the database.
class Statements {
  public:
    explicit Statements(database::Database& database) : m_database(database) {}

    /// `sql` is a literal: its address is the key.
    Result<database::Statement*> use(std::string_view sql) {
        const auto found = m_statements.find(sql.data());
        if (found != m_statements.end()) return &found->second;
        database::Statement statement = OTK_TRY(m_database.prepare(sql));
        return &m_statements.emplace(sql.data(), std::move(statement)).first->second;
    }

  private:
    database::Database& m_database;
    std::map<const char*, database::Statement> m_statements;
};

}  // namespace otk::storage
