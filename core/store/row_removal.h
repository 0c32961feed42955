#pragma once

#include <utility>

#include "core/base/bytes.h"
#include "core/base/result.h"
#include "core/database/database.h"

namespace otk::store {

/// Takes rows out of `response`, and makes sure that it was them. In a tree that is out of order (a
/// flipped bit in an id) SQLite's DELETE by key finds nothing, or takes away a sound neighbour and
/// says that one row is gone. Used within a transaction, which the Corrupt of run() must undo.
class RowRemoval {
  public:
    static Result<RowRemoval> prepare(database::Database& database);

    /// Corrupt if the row was not there or is there still: then it is the file that is damaged.
    Result<void> run(ByteView id);

  private:
    RowRemoval(database::Database& database, database::Statement remove, database::Statement look)
        : m_database(&database), m_remove(std::move(remove)), m_look(std::move(look)) {}

    database::Database* m_database;
    database::Statement m_remove;
    database::Statement m_look;
};

}  // namespace otk::store
