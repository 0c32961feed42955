#include <algorithm>
#include <set>

#include "core/base/local_day.h"
#include "core/base/log.h"
#include "core/outbox/folder.h"
#include "core/outbox/outbox.h"
#include "core/wire/loose_rows.h"
#include "core/wire/void.h"

/// The part of the outbox for batches that can never be sent.
namespace otk::outbox {
namespace {

store::ClosedRow closed_row(const wire::Batch& batch, const wire::SealedRow& row) {
    return {.id = row.id, .box = batch.boxes.at(row.box), .sealed = row.sealed};
}

/// Adds what is not there yet.
void add_rows(std::vector<store::ClosedRow>& rows, std::vector<wire::LooseRow> found) {
    std::set<wire::RowId> known;
    for (const store::ClosedRow& row : rows)
        known.insert(row.id);
    for (wire::LooseRow& row : found) {
        if (!known.insert(row.id).second) continue;
        rows.push_back({.id = row.id, .box = row.box, .sealed = std::move(row.sealed)});
    }
}

}  // namespace

Result<Outbox::Voids> Outbox::voids() {
    const std::vector<store::VoidRecord> listed = OTK_TRY(m_buffer->voids());
    Voids ends;
    for (const store::VoidRecord& record : listed)
        ends.emplace(record.name, record);
    return ends;
}

Result<void> Outbox::ask_void(const wire::BatchName& name, const crypto::Hash256& body_hash) {
    OTK_TRY(before("ask void"));
    OTK_TRY(m_buffer->put_void({.name = name,
        .state = store::VoidState::Asked,
        .day = today_if_trusted(),
        .body_hash = body_hash}));
    m_export_pending = true;
    return {};
}

Result<void> Outbox::export_voids() {
    const Voids ends = OTK_TRY(voids());
    for (const auto& [name, end] : ends) {
        if (end.state != store::VoidState::Asked) continue;
        const wire::BatchIdentity identity{
            .kiosk = m_options.kiosk, .buffer = name.buffer, .number = name.number};
        const Bytes statement = wire::encode_void({identity, end.body_hash}, *m_options.key);
        const Result<Bytes> written = read_file(void_file(name), wire::statement_bytes_max);
        if (written && *written == statement) continue;
        OTK_TRY(before("write void file"));
        OTK_TRY(in("export void", in_folder(write_durably(void_file(name), statement))));
    }
    return {};
}

Result<void> Outbox::receive_notes(const std::vector<std::string>& notes) {
    if (notes.empty()) return {};
    const Records known = OTK_TRY(records());
    const Voids ends = OTK_TRY(voids());
    const std::size_t taken_max = std::min(notes.size(), receipts_at_once_max);
    for (std::size_t index = 0; index < taken_max; ++index) {
        const auto name = wire::parse_batch_file_name(notes[index], wire::too_large_suffix);
        if (name) OTK_TRY(take_note(*name, known, ends));
        OTK_TRY(remove_file("remove note", m_options.inbox_folder / notes[index]));
    }
    return {};
}

/// The note is unsigned, and need not be: what it leads to is decided by the server's signature.
Result<void> Outbox::take_note(
    const wire::BatchName& name, const Records& records, const Voids& voids) {
    const auto record = records.find(name);
    const Result<Day> today = parse_day(today_if_trusted());
    if (!today || record == records.end() || record->second.state != store::BatchState::Frozen)
        return {};
    if (record->second.row_count == 1) return {};  // it cannot come in smaller ones
    const auto end = voids.find(name);
    const bool is_noted = end != voids.end();
    if (is_noted && end->second.state != store::VoidState::TooLarge) return {};
    const Result<Day> first = parse_day(is_noted ? end->second.day : std::string());
    if (!first) {
        OTK_TRY(before("remember refusal"));
        return m_buffer->put_void({.name = name,
            .state = store::VoidState::TooLarge,
            .day = to_text(*today),
            .body_hash = record->second.body_hash});
    }
    if (days_since_epoch(*today) - days_since_epoch(*first) < too_large_days_min) return {};
    log::warning(
        "a batch was refused for its size for a day and is voided", {{"number", name.number}});
    return ask_void(name, record->second.body_hash);
}

/// What the rows of a voided batch are taken from: the buffer, or the file; if neither is sound,
/// what can be made out in both.
Result<Outbox::LeftRows> Outbox::left_rows(const wire::BatchName& name, const Records& records) {
    LeftRows left;
    std::vector<Bytes> bodies;
    if (records.contains(name)) bodies.push_back(OTK_TRY(m_buffer->unchecked_body(name)));
    Result<Bytes> file = in_folder(read_file(batch_file(name), wire::batch_bytes_max));
    if (file) bodies.push_back(std::move(*file));
    if (!file && file.error().kind == ErrorKind::Unavailable) {
        return tl::make_unexpected(file.error());
    }
    for (const Bytes& body : bodies) {
        const auto batch = wire::decode_batch(body, m_options.key->public_key());
        if (!batch) continue;
        for (const wire::SealedRow& row : batch->rows)
            left.rows.push_back(closed_row(*batch, row));
        left.bytes_max = body.size() / 2;  // somebody found it too large
        return left;
    }
    for (const Bytes& body : bodies)
        add_rows(left.rows, wire::loose_rows(body));
    if (!bodies.empty()) left.rest = bodies.front();
    return left;
}

Result<void> Outbox::take_voided(
    const wire::BatchName& name, const crypto::Hash256& body_hash, Records& records) {
    LeftRows left = OTK_TRY(left_rows(name, records));
    const auto record = records.find(name);
    // A second answer to the same void finds no record any more, and no file.
    const std::int64_t lost =
        record == records.end()
            ? 0
            : std::clamp<std::int64_t>(
                  record->second.row_count - static_cast<std::int64_t>(left.rows.size()), 0,
                  wire::batch_rows_max);  // the count, too, may be what was hit
    const auto batches = left.rows.empty() ? std::vector<store::NewBatch>()
                                           : signed_batches(std::move(left.rows), left.bytes_max);
    log::warning("a batch is voided, its rows come under new numbers",
        {{"number", name.number}, {"batches", batches.size()}, {"rows_lost", lost}});
    OTK_TRY(before("renumber"));
    OTK_TRY(m_buffer->renumber({.name = name,
                                   .state = store::VoidState::Voided,
                                   .day = today_if_trusted(),
                                   .body_hash = body_hash},
        batches, lost, left.rest));
    records.erase(name);
    m_export_pending = true;
    return {};
}

Result<void> Outbox::forget_void(const wire::BatchName& name) {
    OTK_TRY(remove_file("remove void file", void_file(name)));
    OTK_TRY(before("forget void"));
    return m_buffer->remove_void(name);
}

/// What was voided is asked again where the server may have forgotten it, and forgotten when it is
/// as safe there as a delivered batch.
Result<void> Outbox::take_holdings_of_voids(const wire::Holdings& holdings, bool is_other_store) {
    const Voids ends = OTK_TRY(voids());
    const wire::BatchName subject{holdings.subject.batch.buffer, holdings.subject.batch.number};
    for (const auto& [name, end] : ends) {
        if (end.state != store::VoidState::Voided) continue;
        const bool lost = is_other_store ||
                          (name.buffer == subject.buffer && !wire::holds(holdings, name.number));
        if (lost && name != subject) {
            OTK_TRY(ask_void(name, end.body_hash));
        } else if (is_safe(name, end.day, holdings)) {
            OTK_TRY(forget_void(name));
        }
    }
    return {};
}

}  // namespace otk::outbox
