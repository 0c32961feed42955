#include "core/store/schema.h"

#include <array>

namespace otk::store {
namespace {

// The key boxes lie twice, in two tables and so on two pages. `damaged` and the batches' day have
// no finer time. A batch keeps its buffer's id, as the file may take in batches of one set aside.
constexpr std::string_view version_1 = R"sql(
CREATE TABLE buffer(
    one INTEGER PRIMARY KEY CHECK(one = 1),
    id BLOB NOT NULL,
    next_number INTEGER NOT NULL,
    incarnation BLOB NOT NULL,
    sequence INTEGER NOT NULL
) STRICT;
CREATE TABLE key_box(period INTEGER PRIMARY KEY, box BLOB NOT NULL) STRICT;
CREATE TABLE key_box_copy(period INTEGER PRIMARY KEY, box BLOB NOT NULL) STRICT;
CREATE TABLE response(
    id BLOB PRIMARY KEY,
    state INTEGER NOT NULL,
    period INTEGER NOT NULL,
    form TEXT NOT NULL,
    form_version TEXT NOT NULL,
    bucket TEXT NOT NULL,
    sealed BLOB NOT NULL,
    hash BLOB NOT NULL
) STRICT, WITHOUT ROWID;
CREATE TABLE batch(
    buffer BLOB NOT NULL,
    number INTEGER NOT NULL,
    state INTEGER NOT NULL,
    row_count INTEGER NOT NULL,
    day TEXT NOT NULL,
    body_hash BLOB NOT NULL,
    body BLOB NOT NULL,
    PRIMARY KEY(buffer, number)
) STRICT;
CREATE TABLE damaged(
    id BLOB, state ANY, period ANY, form ANY, form_version ANY, bucket ANY, sealed ANY, hash ANY,
    box ANY
) STRICT;
CREATE TABLE salvaged(name TEXT PRIMARY KEY) STRICT;
)sql";

// Batches that can never be sent: docs/ARCHITECTURE.md, "Wire". The version before does not look
// here; to it such a batch is frozen still.
constexpr std::string_view version_2 = R"sql(
CREATE TABLE void(
    buffer BLOB NOT NULL,
    number INTEGER NOT NULL,
    state INTEGER NOT NULL,
    day TEXT NOT NULL,
    body_hash BLOB NOT NULL,
    PRIMARY KEY(buffer, number)
) STRICT;
)sql";

constexpr std::array<database::Migration, 2> all{{{version_1}, {version_2}}};

}  // namespace

std::span<const database::Migration> migrations() {
    return all;
}

}  // namespace otk::store
