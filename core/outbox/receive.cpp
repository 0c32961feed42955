#include <algorithm>
#include <iterator>

#include "core/base/local_day.h"
#include "core/base/log.h"
#include "core/outbox/folder.h"
#include "core/outbox/outbox.h"
#include "core/wire/void.h"

/// The half of the outbox that listens to the server.
namespace otk::outbox {
namespace {

std::vector<std::string> ending_in(std::string_view suffix, const std::vector<std::string>& files) {
    std::vector<std::string> found;
    std::copy_if(files.begin(), files.end(), std::back_inserter(found),
        [&](const std::string& file) { return file.ends_with(suffix); });
    return found;
}

}  // namespace

Result<bool> Outbox::receive() {
    const std::vector<std::string> files =
        OTK_TRY(in_folder(list_files(m_options.inbox_folder, "")));
    OTK_TRY(receive_notes(ending_in(wire::too_large_suffix, files)));
    const std::vector<std::string> receipts = ending_in(wire::receipt_suffix, files);
    if (receipts.empty()) return false;
    Records known = OTK_TRY(records());
    const std::size_t taken_max = std::min(receipts.size(), receipts_at_once_max);
    Result<void> received;
    for (std::size_t index = 0; received && index < taken_max; ++index) {
        received = receive_one(receipts[index], known);
    }
    count(known);
    if (!received) return tl::make_unexpected(std::move(received.error()));
    return receipts.size() > taken_max;
}

Result<void> Outbox::receive_one(const std::string& file_name, Records& records) {
    const Path path = m_options.inbox_folder / file_name;
    const Result<wire::BatchName> name =
        wire::parse_batch_file_name(file_name, wire::receipt_suffix);
    Result<wire::Reply> reply = name ? read_reply(path, *name) : tl::make_unexpected(name.error());
    if (reply) {
        const Result<void> checked = check_subject(*reply, *name, records);
        if (!checked) reply = tl::make_unexpected(checked.error());
    }
    if (reply) {
        m_is_revoked = false;
        OTK_TRY(take(*reply, *name, records));
        OTK_TRY(remove_file("remove batch file", batch_file(*name)));
        OTK_TRY(remove_file("remove void file", void_file(*name)));
        return remove_file("remove receipt", path);
    }
    if (reply.error().kind == ErrorKind::Unavailable) {
        return tl::make_unexpected(reply.error());  // the folder's fault, not the receipt's
    }
    if (reply.error().kind == ErrorKind::NotFound) {
        return remove_file("remove late receipt", path);  // delivered and forgotten long ago
    }
    if (name && read_revocation(path, *name, records)) {
        m_is_revoked = true;
        return remove_file("remove revocation", path);
    }
    ++m_receipts_refused;
    log::warning("a receipt is not believed", {{"why", reply.error()}});
    return remove_file("remove refused receipt", path);
}

Result<wire::Reply> Outbox::read_reply(const Path& path, const wire::BatchName& name) const {
    const Result<Bytes> body = read_file(path, wire::reply_bytes_max);
    if (!body && body.error().kind == ErrorKind::InvalidInput) {
        return tl::make_unexpected(body.error());  // too large to be one
    }
    if (!body) return in_folder(Result<wire::Reply>(tl::make_unexpected(body.error())));
    wire::Reply reply = OTK_TRY(wire::decode_reply(*body, m_options.receipt_keys));
    const wire::BatchIdentity expected{
        .kiosk = m_options.kiosk, .buffer = name.buffer, .number = name.number};
    if (reply.subject.batch != expected) {
        return fail(ErrorKind::InvalidInput, "receipt: of another batch than its name says");
    }
    return reply;
}

Result<void> Outbox::check_subject(
    const wire::Reply& reply, const wire::BatchName& name, Records& records) {
    OTK_TRY(check_hash(name, reply.subject.body_hash, records));
    const auto record = records.find(name);
    if (record == records.end()) return {};
    if (!reply.receipt) {
        if (record->second.state != store::BatchState::Delivered) return {};
        return fail(ErrorKind::InvalidInput, "voided: what was received");
    }
    const wire::Receipt& receipt = *reply.receipt;
    const std::int64_t rows = std::int64_t{receipt.counted} + receipt.parked + receipt.already_held;
    OTK_TRY(mend_row_count(record->second));
    if (rows != record->second.row_count) {
        return fail(ErrorKind::InvalidInput, "receipt: of another number of rows");
    }
    return {};
}

/// The server's word must be about exactly the bytes that we froze. Of a batch from a lost buffer
/// only its void or the file is left to compare with; if that is damaged, nothing: then its rows
/// come again in any case, and the server knows each by its id.
Result<void> Outbox::check_hash(
    const wire::BatchName& name, const crypto::Hash256& body_hash, const Records& records) {
    const auto record = records.find(name);
    if (record != records.end()) {
        if (record->second.body_hash == body_hash) return {};
        return fail(ErrorKind::InvalidInput, "receipt: of other bytes");
    }
    const Voids ends = OTK_TRY(voids());
    const auto end = ends.find(name);
    if (end != ends.end() &&
        (end->second.body_hash == wire::unknown_body || end->second.body_hash == body_hash)) {
        return {};
    }
    const Bytes body = OTK_TRY(in_folder(read_file(batch_file(name), wire::batch_bytes_max)));
    if (body_hash != wire::batch_hash(body)) {
        return fail(ErrorKind::InvalidInput, "receipt: of other bytes");
    }
    return {};
}

/// Fails for everything but a revocation of exactly our batch.
Result<void> Outbox::read_revocation(
    const Path& path, const wire::BatchName& name, const Records& records) {
    const Bytes body = OTK_TRY(read_file(path, wire::statement_bytes_max));
    const auto subject = OTK_TRY(wire::decode_revocation(body, m_options.receipt_keys));
    const wire::BatchIdentity expected{
        .kiosk = m_options.kiosk, .buffer = name.buffer, .number = name.number};
    if (subject.batch != expected) return fail(ErrorKind::InvalidInput, "of another batch");
    return check_hash(name, subject.body_hash, records);
}

Result<void> Outbox::take(const wire::Reply& reply, const wire::BatchName& name, Records& records) {
    OTK_TRY(reply.receipt ? take_receipt(*reply.receipt, name, records)
                          : take_voided(name, reply.subject.body_hash, records));
    return take_holdings(reply.holdings, records);
}

Result<void> Outbox::take_receipt(
    const wire::Receipt& receipt, const wire::BatchName& name, Records& records) {
    const Voids ends = OTK_TRY(voids());
    const auto end = ends.find(name);
    const auto record = records.find(name);
    if (end != ends.end()) {
        const bool is_of_these_bytes = end->second.body_hash == receipt.subject.body_hash;
        // Of a body that we do not know: perhaps ours, perhaps a clone's.
        if (record == records.end() && !is_of_these_bytes) {
            return take_voided(name, wire::unknown_body, records);
        }
        OTK_TRY(forget_void(name));
    }
    if (record != records.end() && record->second.state != store::BatchState::Delivered) {
        OTK_TRY(before("mark delivered"));
        OTK_TRY(m_buffer->set_batch_state(name, store::BatchState::Delivered));
        record->second.state = store::BatchState::Delivered;
    }
    if (receipt.order == wire::BufferOrder::BeginNew && name.buffer == m_buffer->id()) {
        log::warning("the server orders a new buffer id: a clone or a restored image", {});
        OTK_TRY(before("begin new id"));
        OTK_TRY(m_buffer->begin_new_id());
    }
    return {};
}

Result<void> Outbox::take_holdings(const wire::Holdings& holdings, Records& records) {
    const std::optional<store::Buffer::Told> told = m_buffer->told();
    const bool same_store = told && told->incarnation == holdings.incarnation;
    if (same_store && holdings.sequence < told->sequence) return {};  // an old reply that came late
    if (told && !same_store) log::warning("the server's store was restored or failed over", {});
    const wire::BatchName subject{holdings.subject.batch.buffer, holdings.subject.batch.number};
    for (auto& [name, record] : records) {
        if (name == subject || record.state != store::BatchState::Delivered) continue;
        // After a restore everything is sent again, and the server takes what it lacks: the
        // statement speaks of one buffer id only, and of a number that a clone took as well it
        // knows one body.
        const bool lost = (told && !same_store) ||
                          (name.buffer == subject.buffer && !wire::holds(holdings, name.number));
        if (!lost) continue;
        OTK_TRY(before("send again"));
        OTK_TRY(m_buffer->set_batch_state(name, store::BatchState::Frozen));
        record.state = store::BatchState::Frozen;
        m_export_pending = true;
    }
    OTK_TRY(take_holdings_of_voids(holdings, told && !same_store));
    // Last: a crash before it finds the same news in the next reply.
    if (!same_store || holdings.sequence != told->sequence) {
        OTK_TRY(before("remember holdings"));
        OTK_TRY(m_buffer->remember(
            {.incarnation = holdings.incarnation, .sequence = holdings.sequence}));
    }
    return forget_old(holdings, records);
}

/// In a backup of the server, or too old to wait for one.
bool Outbox::is_safe(
    const wire::BatchName& name, std::string_view day, const wire::Holdings& holdings) const {
    const bool held =
        name.buffer == holdings.subject.batch.buffer && wire::holds(holdings, name.number);
    if (held && name.number <= holdings.backed_up) return true;
    const Result<Day> since = parse_day(day);
    if (!m_options.clock->is_trusted() || !since) return false;
    const Day today = day_of(m_options.clock->unix_seconds());
    return days_since_epoch(today) - days_since_epoch(*since) > retention_days;
}

Result<void> Outbox::forget_old(const wire::Holdings& holdings, Records& records) {
    std::vector<wire::BatchName> gone;
    for (const auto& [name, record] : records) {
        if (record.state == store::BatchState::Delivered && is_safe(name, record.day, holdings)) {
            gone.push_back(name);
        }
    }
    for (const wire::BatchName& name : gone) {
        OTK_TRY(forget(name));
        records.erase(name);
    }
    return {};
}

/// The file before the record: once that is gone nobody would know the file as delivered.
Result<void> Outbox::forget(const wire::BatchName& name) {
    OTK_TRY(remove_file("remove batch file", batch_file(name)));
    OTK_TRY(before("forget batch"));
    return m_buffer->remove_batch(name);
}

Result<std::size_t> Outbox::relieve() {
    const Records known = OTK_TRY(records());
    std::size_t gone = 0;
    for (const auto& [name, record] : known) {
        if (record.state != store::BatchState::Delivered) continue;
        OTK_TRY(forget(name));
        ++gone;
    }
    if (gone > 0) log::warning("delivered batches go for lack of room", {{"batches", gone}});
    OTK_TRY(before("reset WAL"));
    OTK_TRY(m_buffer->reset_wal());
    return gone;
}

}  // namespace otk::outbox
