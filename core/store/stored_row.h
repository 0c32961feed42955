#pragma once

#include <cstdint>
#include <string>

#include "core/base/result.h"
#include "core/crypto/hash.h"
#include "core/database/database.h"
#include "core/wire/identity.h"

namespace otk::store {

/// In the clear, so that the next start can close or drop a draft without opening it.
enum class RowState : std::int64_t {
    Open = 0,
    Closed = 1,
    Drop = 2,  ///< its content is gone already; removed by the next freeze or start
};

/// A row as it lies in the table `response`.
struct StoredRow {
    wire::RowId id;
    RowState state = RowState::Open;
    std::int64_t period = 0;
    std::string form;
    std::string form_version;
    std::string bucket;
    Bytes sealed;
};

/// The columns in the order of read_row.
constexpr std::string_view row_columns = "id, state, period, form, form_version, bucket, sealed, hash";

/// BLAKE2b-128 over every stored byte of the row, lengths included: SQLite's own checks do not see a
/// flipped bit in a row.
crypto::Hash128 hash_of(const StoredRow& row);

/// The current row of a SELECT of row_columns. Corrupt if the hash is not that of the rest.
Result<StoredRow> read_row(const database::Statement& statement);

}  // namespace otk::store
