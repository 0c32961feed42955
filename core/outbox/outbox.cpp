#include "core/outbox/outbox.h"

#include "core/base/assert.h"
#include "core/base/local_day.h"
#include "core/base/log.h"
#include "core/outbox/cut.h"
#include "core/outbox/folder.h"
#include "core/wire/loose_rows.h"
#include "core/wire/void.h"

namespace otk::outbox {

Outbox::Outbox(store::Buffer& buffer, Options options)
    : m_buffer(&buffer),
      m_options(std::move(options)),
      m_freeze_clock(m_options.freeze, *m_options.clock, *m_options.random) {
    OTK_ASSERT(m_options.key != nullptr);
}

Result<void> Outbox::before(std::string_view step) const {
    if (m_options.before_step) return m_options.before_step(step);
    return {};
}

Result<void> Outbox::remove_file(std::string_view step, const Path& path) const {
    OTK_TRY(before(step));
    return in_folder(remove_durably(path));
}

Path Outbox::batch_file(const wire::BatchName& name) const {
    return m_options.outbox_folder /
           wire::batch_stem(name.buffer, name.number).append(wire::batch_suffix);
}

Path Outbox::void_file(const wire::BatchName& name) const {
    return m_options.outbox_folder /
           wire::batch_stem(name.buffer, name.number).append(wire::void_suffix);
}

std::string Outbox::today_if_trusted() const {
    if (!m_options.clock->is_trusted()) return {};
    return to_text(day_of(m_options.clock->unix_seconds()));
}

Result<Outbox::Records> Outbox::records() {
    const std::vector<store::BatchRecord> listed = OTK_TRY(m_buffer->batches());
    Records records;
    for (const store::BatchRecord& record : listed) {
        records.emplace(record.name, record);
    }
    return records;
}

void Outbox::count(const Records& records) {
    m_batches_unsent = 0;
    m_rows_unsent = 0;
    for (const auto& [name, record] : records) {
        if (record.state != store::BatchState::Frozen) continue;
        ++m_batches_unsent;
        m_rows_unsent += record.row_count;
    }
}

Result<void> Outbox::start() {
    Records known = OTK_TRY(records());
    const Voids ends = OTK_TRY(voids());
    const std::vector<std::string> files =
        OTK_TRY(in_folder(list_files(m_options.outbox_folder, wire::batch_suffix)));
    for (const std::string& file : files)
        OTK_TRY(look_at_file(file, known, ends));
    for (auto& [name, record] : known)
        if (record.state == store::BatchState::Frozen) OTK_TRY(mend_row_count(record));
    const std::vector<std::string> void_files =
        OTK_TRY(in_folder(list_files(m_options.outbox_folder, wire::void_suffix)));
    for (const std::string& file : void_files) {
        const auto name = wire::parse_batch_file_name(file, wire::void_suffix);
        const auto end = name ? ends.find(*name) : ends.end();
        const bool is_asked = end != ends.end() && end->second.state == store::VoidState::Asked;
        if (!is_asked) OTK_TRY(remove_file("remove void file", m_options.outbox_folder / file));
    }
    return export_missing();
}

Result<void> Outbox::look_at_file(
    const std::string& file, const Records& records, const Voids& ends) {
    const Result<wire::BatchName> name = wire::parse_batch_file_name(file, wire::batch_suffix);
    if (!name) return {};
    const Path path = m_options.outbox_folder / file;
    const Result<Bytes> body = read_file(path, wire::batch_bytes_max);
    const auto record = records.find(*name);
    if (record == records.end()) return look_at_stray_file(*name, path, body, ends);
    if (record->second.state == store::BatchState::Delivered) {
        return remove_file("remove batch file", path);
    }
    const bool is_sound = body && wire::batch_hash(*body) == record->second.body_hash;
    return is_sound ? Result<void>() : export_batch(record->second);
}

/// A batch that the buffer does not know came from one set aside: it still has to be sent, unless
/// it was voided and only its file was left.
Result<void> Outbox::look_at_stray_file(
    const wire::BatchName& name, const Path& path, const Result<Bytes>& body, const Voids& ends) {
    const auto end = ends.find(name);
    if (end != ends.end() && end->second.state == store::VoidState::Voided) {
        return remove_file("remove batch file", path);
    }
    if (!body && body.error().kind != ErrorKind::InvalidInput) return {};  // the folder's fault
    if (body && is_ours(*body, name)) return {};
    log::error("a batch of a lost buffer is damaged", {{"number", name.number}});
    return ask_void(name, wire::unknown_body);
}

bool Outbox::is_ours(ByteView body, const wire::BatchName& name) const {
    const auto batch = wire::decode_batch(body, m_options.key->public_key());
    return batch && batch->identity == wire::BatchIdentity{.kiosk = m_options.kiosk,
                                           .buffer = name.buffer,
                                           .number = name.number};
}

/// The body out of the buffer; if that is damaged it is mended, from what is sound by our own
/// signature: the stored body (then its hash was hit), or the file. Corrupt if there is nothing.
Result<Bytes> Outbox::sound_body(const store::BatchRecord& record) {
    Result<Bytes> stored = m_buffer->batch_body(record.name);
    if (stored || stored.error().kind != ErrorKind::Corrupt) return stored;
    Result<Bytes> body = m_buffer->unchecked_body(record.name);
    if (!body || !is_ours(*body, record.name)) {
        body = read_file(batch_file(record.name), wire::batch_bytes_max);
    }
    if (!body || !is_ours(*body, record.name)) return stored;
    log::warning("a frozen batch is mended", {{"number", record.name.number}});
    OTK_TRY(before("mend batch"));
    OTK_TRY(m_buffer->mend_batch(record.name, *body));
    return body;
}

/// The number of rows is in the record for counting only; the body, which is what its hash says,
/// has it for good: a receipt must not be refused for ever because of a bit in the record. Read
/// without its signature, as that may be of a key that was replaced since. Of a body beyond repair:
/// nothing, its void is export_batch's matter.
Result<void> Outbox::mend_row_count(store::BatchRecord& record) {
    const Result<Bytes> body = sound_body(record);
    if (!body && body.error().kind == ErrorKind::Corrupt) return {};
    if (!body) return tl::make_unexpected(body.error());
    const auto rows = static_cast<std::int64_t>(wire::loose_rows(*body).size());
    if (rows == record.row_count) return {};
    log::warning("a frozen batch's number of rows is mended", {{"number", record.name.number}});
    OTK_TRY(before("mend batch"));
    OTK_TRY(m_buffer->set_row_count(record.name, rows));
    record.row_count = rows;
    return {};
}

Result<void> Outbox::export_batch(const store::BatchRecord& record) {
    const Result<Bytes> body = sound_body(record);
    if (!body && body.error().kind == ErrorKind::Corrupt) {
        log::error("a frozen batch is damaged beyond repair", {{"number", record.name.number}});
        return ask_void(record.name, record.body_hash);
    }
    if (!body) return tl::make_unexpected(body.error());
    OTK_TRY(before("write batch file"));
    return in("export batch", in_folder(write_durably(batch_file(record.name), *body)));
}

Result<void> Outbox::export_missing() {
    const Records known = OTK_TRY(records());
    const Voids ends = OTK_TRY(voids());
    count(known);
    for (const auto& [name, record] : known) {
        // One that was voided and came back (out of a file set aside) is sent: the server says
        // `voided` again, and what rows it has come under new numbers.
        const auto end = ends.find(name);
        const bool is_asked = end != ends.end() && end->second.state == store::VoidState::Asked;
        if (record.state != store::BatchState::Frozen || is_asked) continue;
        std::error_code problem;
        if (std::filesystem::exists(batch_file(name), problem)) continue;
        OTK_TRY(export_batch(record));
    }
    OTK_TRY(export_voids());
    m_export_pending = false;
    return {};
}

/// Under the buffer's next numbers.
std::vector<store::NewBatch> Outbox::signed_batches(
    std::vector<store::ClosedRow> rows, std::size_t bytes_max) {
    const wire::BatchIdentity first{
        .kiosk = m_options.kiosk, .buffer = m_buffer->id(), .number = m_buffer->next_number()};
    std::vector<store::NewBatch> batches;
    const std::vector<wire::Batch> cuts = cut(std::move(rows), first, *m_options.random, bytes_max);
    batches.reserve(cuts.size());
    for (const wire::Batch& batch : cuts) {
        batches.push_back({.number = batch.identity.number,
            .row_count = static_cast<std::int64_t>(batch.rows.size()),
            .body = wire::encode_batch(batch, *m_options.key)});
    }
    return batches;
}

Result<void> Outbox::freeze(const std::vector<std::string>& buckets) {
    std::vector<store::ClosedRow> rows = OTK_TRY(m_buffer->closed_rows(buckets));
    if (rows.empty()) return {};
    std::vector<wire::RowId> ids;
    ids.reserve(rows.size());
    for (const store::ClosedRow& row : rows) {
        ids.push_back(row.id);
    }
    const auto batches = signed_batches(std::move(rows), wire::batch_bytes_max);
    m_export_pending = true;
    OTK_TRY(before("freeze"));
    OTK_TRY(in("freeze", m_buffer->freeze(batches, ids)));
    m_wal_day.clear();  // the order of rows is still in the WAL
    return {};
}

Result<void> Outbox::tick() {
    const auto due = m_freeze_clock.due(m_buffer->closed_buckets());
    if (due) OTK_TRY(freeze(*due));
    if (m_export_pending) OTK_TRY(export_missing());
    std::string today = to_text(day_of(m_options.clock->unix_seconds()));
    if (m_wal_day != today) {
        OTK_TRY(before("reset WAL"));
        OTK_TRY(m_buffer->reset_wal());
        m_wal_day = std::move(today);
    }
    return {};
}

}  // namespace otk::outbox
