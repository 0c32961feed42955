#include <algorithm>

#include "core/base/assert.h"
#include "core/store/buffer.h"
#include "core/store/stored_name.h"

/// Batches that can never be sent.
namespace otk::store {
namespace {

bool is_known(VoidState state) {
    switch (state) {
        case VoidState::TooLarge:
        case VoidState::Asked:
        case VoidState::Voided:
            return true;
    }
    return false;  // what lay in the file
}

}  // namespace

Result<std::vector<VoidRecord>> Buffer::voids() {
    database::Statement read = OTK_TRY(m_database.prepare(
        "SELECT buffer, number, state, day, body_hash FROM void ORDER BY buffer, number"));
    std::vector<VoidRecord> records;
    bool more = OTK_TRY(read.first());
    while (more) {
        VoidRecord record;
        record.name = OTK_TRY(stored_name(read.blob(0), read.integer(1)));
        record.state = static_cast<VoidState>(read.integer(2));
        record.day = read.text(3);
        const ByteView hash = read.blob(4);
        if (!is_known(record.state) || hash.size() != record.body_hash.size()) {
            return fail(ErrorKind::Corrupt, "a void that none of ours wrote");
        }
        std::copy(hash.begin(), hash.end(), record.body_hash.begin());
        records.push_back(std::move(record));
        more = OTK_TRY(read.step());
    }
    return records;
}

Result<void> Buffer::put_void(const VoidRecord& record) {
    database::Statement put = OTK_TRY(m_database.prepare(
        "INSERT INTO void(buffer, number, state, day, body_hash) VALUES(?1, ?2, ?3, ?4, ?5) "
        "ON CONFLICT(buffer, number) DO UPDATE SET state = ?3, day = ?4, body_hash = ?5"));
    return put.run({ByteView(record.name.buffer.bytes), std::int64_t{record.name.number},
        static_cast<std::int64_t>(record.state), std::string_view(record.day),
        ByteView(record.body_hash)});
}

Result<void> Buffer::remove_void(const wire::BatchName& name) {
    database::Statement remove =
        OTK_TRY(m_database.prepare("DELETE FROM void WHERE buffer = ?1 AND number = ?2"));
    return remove.run({ByteView(name.buffer.bytes), std::int64_t{name.number}});
}

Result<void> Buffer::renumber(
    const VoidRecord& voided, std::span<const NewBatch> batches, std::int64_t lost, ByteView rest) {
    OTK_ASSERT(voided.state == VoidState::Voided);
    database::Transaction transaction = OTK_TRY(database::Transaction::begin(m_database));
    const std::uint32_t number = OTK_TRY(insert_batches(batches));
    OTK_TRY(remove_batch(voided.name));
    OTK_TRY(put_void(voided));
    OTK_TRY(keep_damaged_body(lost, rest));
    OTK_TRY(transaction.commit());
    m_next_number = number;
    return {};
}

/// One entry for each row that is lost; the first holds what is left of all of them.
Result<void> Buffer::keep_damaged_body(std::int64_t lost, ByteView rest) {
    database::Statement keep =
        OTK_TRY(m_database.prepare("INSERT INTO damaged(sealed) VALUES(?1)"));
    for (std::int64_t row = 0; row < lost; ++row)
        OTK_TRY(keep.run({row == 0 ? rest : ByteView()}));
    return {};
}

}  // namespace otk::store
