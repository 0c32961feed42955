#include "core/store/stored_row.h"

#include <algorithm>

namespace otk::store {
namespace {

void append_number(Bytes& bytes, std::uint64_t number) {
    for (unsigned index = 0; index < 8; ++index) {
        bytes.push_back(static_cast<std::uint8_t>(number >> (8 * index)));
    }
}

void append_part(Bytes& bytes, ByteView part) {
    append_number(bytes, part.size());
    bytes.insert(bytes.end(), part.begin(), part.end());
}

}  // namespace

crypto::Hash128 hash_of(const StoredRow& row) {
    Bytes bytes;
    bytes.reserve(128 + row.sealed.size());
    append_part(bytes, row.id.bytes);
    append_number(bytes, static_cast<std::uint64_t>(row.state));
    append_number(bytes, static_cast<std::uint64_t>(row.period));
    append_part(bytes, bytes_of(row.form));
    append_part(bytes, bytes_of(row.form_version));
    append_part(bytes, bytes_of(row.bucket));
    append_part(bytes, row.sealed);
    return crypto::blake2b_128(bytes);
}

Result<StoredRow> read_row(const database::Statement& statement) {
    StoredRow row;
    row.id = OTK_TRY(wire::RowId::from_bytes(statement.blob(0)));
    row.state = static_cast<RowState>(statement.integer(1));
    row.period = statement.integer(2);
    row.form = statement.text(3);
    row.form_version = statement.text(4);
    row.bucket = statement.text(5);
    const ByteView sealed = statement.blob(6);
    row.sealed.assign(sealed.begin(), sealed.end());
    const ByteView stored_hash = statement.blob(7);
    const crypto::Hash128 hash = hash_of(row);
    if (!std::equal(hash.begin(), hash.end(), stored_hash.begin(), stored_hash.end())) {
        return fail(ErrorKind::Corrupt, "row: wrong hash");
    }
    return row;
}

}  // namespace otk::store
