#include "core/outbox/outbox.h"

#include "core/base/assert.h"
#include "core/base/local_day.h"
#include "core/base/log.h"
#include "core/outbox/cut.h"
#include "core/outbox/folder.h"

namespace otk::outbox {
namespace {

constexpr std::string_view batch_suffix = ".batch";

}  // namespace

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
           wire::batch_stem(name.buffer, name.number).append(batch_suffix);
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
    const Records known = OTK_TRY(records());
    const std::vector<std::string> files =
        OTK_TRY(in_folder(list_files(m_options.outbox_folder, batch_suffix)));
    for (const std::string& file : files) {
        const Result<wire::BatchName> name = wire::parse_batch_file_name(file, batch_suffix);
        if (!name) continue;
        const auto record = known.find(*name);
        // A batch that the buffer does not know came from one set aside: it still has to be sent.
        if (record == known.end()) continue;
        const Path path = m_options.outbox_folder / file;
        const Result<Bytes> body = read_file(path, wire::batch_bytes_max);
        const bool sound = body && wire::batch_hash(*body) == record->second.body_hash;
        if (record->second.state == store::BatchState::Delivered || !sound) {
            OTK_TRY(remove_file("remove batch file", path));
        }
    }
    return export_missing();
}

Result<void> Outbox::export_batch(const store::BatchRecord& record) {
    const Result<Bytes> body = m_buffer->batch_body(record.name);
    if (!body && body.error().kind == ErrorKind::Corrupt) {
        // Beyond repair; the rest goes on. Its number stays, so the server names the gap.
        log::error("a frozen batch is damaged", {{"number", record.name.number}});
        return {};
    }
    if (!body) return tl::make_unexpected(body.error());
    OTK_TRY(before("write batch file"));
    return in("export batch", in_folder(write_durably(batch_file(record.name), *body)));
}

Result<void> Outbox::export_missing() {
    const Records known = OTK_TRY(records());
    count(known);
    for (const auto& [name, record] : known) {
        if (record.state != store::BatchState::Frozen) continue;
        std::error_code problem;
        if (std::filesystem::exists(batch_file(name), problem)) continue;
        OTK_TRY(export_batch(record));
    }
    m_export_pending = false;
    return {};
}

Result<void> Outbox::freeze(const std::vector<std::string>& buckets) {
    std::vector<store::ClosedRow> rows = OTK_TRY(m_buffer->closed_rows(buckets));
    if (rows.empty()) return {};
    std::vector<wire::RowId> ids;
    ids.reserve(rows.size());
    for (const store::ClosedRow& row : rows) {
        ids.push_back(row.id);
    }
    const wire::BatchIdentity first{
        .kiosk = m_options.kiosk, .buffer = m_buffer->id(), .number = m_buffer->next_number()};
    std::vector<store::NewBatch> batches;
    const std::vector<wire::Batch> cuts = cut(std::move(rows), first, *m_options.random);
    batches.reserve(cuts.size());
    for (const wire::Batch& batch : cuts) {
        batches.push_back({.number = batch.identity.number,
            .row_count = static_cast<std::int64_t>(batch.rows.size()),
            .body = wire::encode_batch(batch, *m_options.key)});
    }
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
