#include "kiosk/writer/recorder.h"

#include "core/base/assert.h"
#include "core/base/local_day.h"
#include "core/base/log.h"
#include "core/outbox/folder.h"
#include "core/store/set_aside.h"
#include "kiosk/writer/identity.h"
#include "kiosk/writer/rotation.h"

namespace otk::kiosk::writer {
namespace {

/// A dying disk must not fill the folder with buffers set aside: after so many, each begun well and
/// failed, it is left alone for a while.
constexpr int set_asides_max = 6;
constexpr std::int64_t set_aside_pause_ms = std::int64_t{10} * 60 * 1000;

/// What is needed grows only with a newer keys.json, at which it is looked at anyway.
constexpr std::int64_t look_at_keys_ms = std::int64_t{60} * 60 * 1000;

store::RowState state_of(SaveKind kind) {
    switch (kind) {
        case SaveKind::Open:
            return store::RowState::Open;
        case SaveKind::Close:
            return store::RowState::Closed;
        case SaveKind::Drop:
            return store::RowState::Drop;
    }
    OTK_UNREACHABLE();
}

bool means_damage(const Error& error) {
    return error.kind == ErrorKind::Io || error.kind == ErrorKind::Corrupt;
}

}  // namespace

Recorder::Recorder(const Options& options, Emit emit)
    : m_options(&options), m_emit(std::move(emit)) {}

void Recorder::hinder(Hindrance hindrance) {
    m_retry_at_ms = m_options->clock->monotonic_ms() + m_options->retry_ms;
    announce(hindrance);
}

void Recorder::announce(Hindrance hindrance) {
    if (m_hindrance == hindrance) return;
    m_hindrance = hindrance;
    m_announced = true;
    m_emit(CannotRecord{hindrance});
}

/// A revoked kiosk still commits what a visitor is in the middle of, but begins no visit.
void Recorder::recover() {
    if (m_is_revoked) return announce(Hindrance::Revoked);
    if (m_announced && !m_hindrance) return;
    m_hindrance.reset();
    m_announced = true;
    m_emit(Recovered{});
}

void Recorder::admit() {
    if (m_hindrance == Hindrance::Queue && m_buffer) recover();
}

Result<std::set<wire::ServerKeyId>> Recorder::needed_keys() {
    const bool waits = OTK_TRY(store::waits_for_salvage(m_options->state_folder));
    if (waits) return fail(ErrorKind::Unavailable, "a buffer set aside could not be read yet");
    return m_outbox->needed_keys();
}

/// Both are told together: the keys of one moment and the list of another would say too little.
void Recorder::look_at_keys() {
    if (!m_outbox) return;  // what was needed last may be needed still
    const std::int64_t now_ms = m_options->clock->monotonic_ms();
    const bool is_fresh = m_keys_seen_ms && now_ms - *m_keys_seen_ms < look_at_keys_ms;
    if (is_fresh) return;
    m_keys_seen_ms = now_ms;
    const Result<std::set<wire::ServerKeyId>> needed = needed_keys();
    if (!needed && !m_keys_untold)
        log::warning("which server keys are needed cannot be told", {{"why", needed.error()}});
    m_keys_untold = !needed;
    m_server_keys = {
        .sequence = m_enrolment->trust ? m_enrolment->trust->list.sequence : 0, .needed = {}};
    if (needed) m_server_keys.needed.assign(needed->begin(), needed->end());
}

/// Logs what hinders when it begins, not every ten seconds.
void Recorder::fail_with(const Error& error) {
    const bool new_trouble = !m_hindrance;
    hinder(Hindrance::Disk);
    if (new_trouble) log::error("answers cannot be recorded", {{"why", error}});
}

Result<void> Recorder::open() {
    OTK_TRY(make_folder(m_options->state_folder, 0700));
    OTK_TRY(make_folder(m_options->outbox_folder, 0750));
    OTK_TRY(make_folder(m_options->inbox_folder, 0770));
    if (!m_reserve) m_reserve.emplace(m_options->state_folder / store::reserve_file_name);
    if (!m_key) {
        m_key.emplace(
            OTK_TRY(in("identity", open_identity(m_options->state_folder, *m_options->random))));
    }
    OTK_TRY(in("identity", publish_identity(m_options->outbox_folder, m_key->public_key())));
    if (!m_enrolment) {
        m_enrolment.emplace(OTK_TRY(in("enrolment", open_enrolment(folders(), *m_key))));
    }
    OTK_TRY(in("enrolment", publish_enrolment(folders(), *m_enrolment)));
    m_is_revoked = OTK_TRY(in("enrolment", read_revoked(folders())));
    return open_buffer();
}

Folders Recorder::folders() const {
    return {.state = m_options->state_folder,
        .inbox = m_options->inbox_folder,
        .outbox = m_options->outbox_folder};
}

Result<void> Recorder::follow_revocation() {
    const std::optional<bool> told = m_outbox->is_revoked();
    if (!told || *told == m_is_revoked) return {};
    OTK_TRY(outbox::in_folder(keep_revoked(folders(), *told)));
    m_is_revoked = *told;
    // Another hindrance says more; when it ends, recover() looks at this one.
    if (m_is_revoked) {
        log::warning("the server has revoked this kiosk: what it holds stays here");
        if (!m_hindrance) announce(Hindrance::Revoked);
    } else {
        log::info("the server takes this kiosk's answers again");
        if (m_hindrance == Hindrance::Revoked) recover();
    }
    return {};
}

/// What is frozen from now on is signed with the new key; what is frozen stays as it is.
Result<void> Recorder::follow_new_identity() {
    const RotationTerms terms{.folders = folders(),
        .kiosk = m_enrolment->kiosk,
        .receipt_keys = m_enrolment->receipt_keys};
    OTK_TRY(in(
        "identity", outbox::in_folder(follow_rotation(terms, *m_key, *m_options->random))));
    m_key_change_waits = is_rotation_open(folders());
    return {};
}

/// The buffer begins a period under the new box key: what was sealed to the old one stays so.
Result<void> Recorder::follow_newer_keys() {
    const bool changed =
        OTK_TRY(in("keys.json", outbox::in_folder(follow_keys(folders(), *m_enrolment))));
    if (!changed) return {};
    close();
    return open_buffer();
}

Result<void> Recorder::set_aside() {
    const std::int64_t now_ms = m_options->clock->monotonic_ms();
    if (now_ms - m_set_aside_at_ms >= set_aside_pause_ms) m_set_asides = 0;
    if (m_set_asides >= set_asides_max) return fail(ErrorKind::Io, "the disk fails again and again");
    OTK_TRY(store::set_buffer_aside(m_options->state_folder, *m_options->random));
    ++m_set_asides;
    m_set_aside_at_ms = now_ms;
    m_buffer_failed = false;
    return {};
}

Result<void> Recorder::open_buffer() {
    if (m_buffer_failed) OTK_TRY(set_aside());
    const store::Surroundings surroundings{
        .server_key = {.id = m_enrolment->server_key_id, .key = m_enrolment->server_key},
        .clock = m_options->clock.get(),
        .random = m_options->random.get()};
    // A visit that goes on writes its row again: frozen now, it would stay half.
    const store::Drafts drafts = m_visits.empty() ? store::Drafts::Close : store::Drafts::Keep;
    m_buffer.emplace(
        OTK_TRY(store::open_buffer(m_options->state_folder, surroundings, drafts)));
    m_outbox.emplace(*m_buffer,
        outbox::Options{.outbox_folder = m_options->outbox_folder,
            .inbox_folder = m_options->inbox_folder,
            .freeze = m_options->freeze,
            .kiosk = m_enrolment->kiosk,
            .key = &*m_key,
            .receipt_keys = m_enrolment->receipt_keys,
            .clock = m_options->clock.get(),
            .random = m_options->random.get()});
    const Result<void> started = m_outbox->start();
    // The way out may be blocked (a full disk) while rows can still be taken.
    if (!started) log::warning("the outbox is not in order", {{"why", started.error()}});
    look_at_damage();
    m_keys_seen_ms.reset();
    return {};
}

void Recorder::close() {
    m_outbox.reset();
    m_buffer.reset();
}

void Recorder::look_at_damage() {
    const Result<std::int64_t> rows = m_buffer->damaged_count();
    if (rows) m_rows_damaged = *rows;
    const Result<std::int64_t> files = store::count_set_aside(m_options->state_folder);
    if (files) m_files_set_aside = *files;
}

bool Recorder::may_open() const {
    return m_hindrance != Hindrance::Disk ||
           m_options->clock->monotonic_ms() >= m_retry_at_ms;
}

bool Recorder::is_open_or_opens() {
    if (m_buffer) return true;
    if (!may_open()) return false;
    const Result<void> opened = open();
    if (!opened) {
        close();
        tell_why_closed(opened.error());
    }
    return opened.has_value();
}

void Recorder::tell_why_closed(const Error& error) {
    const bool waits = !m_enrolment && (error.kind == ErrorKind::NotFound ||
                                           error.kind == ErrorKind::InvalidInput ||
                                           error.kind == ErrorKind::Unsupported);
    if (!waits) return fail_with(error);
    if (m_hindrance != Hindrance::NotEnrolled) {
        log::warning("not enrolled: no answer can be recorded", {{"why", error}});
    }
    hinder(Hindrance::NotEnrolled);
}

void Recorder::attend() {
    if (m_buffer) {
        attend_outbox();
        look_at_room();
        return look_at_keys();
    }
    if (!is_open_or_opens()) return;
    look_at_room();
    // After a failed commit only a commit proves that the disk takes rows again; if nobody waits for
    // one, that the buffer could be opened has to do.
    recover();
    // A record that waits comes first: its row, salvaged, must not be frozen in an older state.
    m_has_more = true;
}

Result<void> Recorder::receive_and_tick() {
    m_has_more = false;
    m_has_more = OTK_TRY(m_outbox->receive());
    OTK_TRY(follow_revocation());
    return m_outbox->tick();
}

void Recorder::attend_outbox() {
    Result<void> done = follow_new_identity();
    if (done) done = follow_newer_keys();
    if (done) done = receive_and_tick();
    if (!done && done.error().kind == ErrorKind::NoSpace && m_outbox &&
        m_reserve->held_bytes() > 0) {
        static_cast<void>(make_room());  // receipts may take its room, whether it comes back or not
        done = receive_and_tick();
    }
    if (m_wants_room && m_outbox) wait_for_room();
    if (!done && means_damage(done.error())) {
        log::error("the buffer fails and is set aside", {{"why", done.error()}});
        done = begin_anew();
        if (!done) fail_with(done.error());
    }
    if (!done) {
        if (!m_outbox_waits) log::warning("the outbox waits", {{"why", done.error()}});
        // A record that waits keeps its earlier moment.
        const std::int64_t now_ms = m_options->clock->monotonic_ms();
        if (m_retry_at_ms <= now_ms) m_retry_at_ms = now_ms + m_options->retry_ms;
    }
    m_outbox_waits = !done;
}

const Recorder::Visit& Recorder::visit_of(std::uint64_t visit_id) {
    const auto known = m_visits.find(visit_id);
    if (known != m_visits.end()) return known->second;
    std::string day;
    if (m_options->clock->is_trusted()) day = to_text(day_of(m_options->clock->unix_seconds()));
    return m_visits
        .emplace(visit_id,
            Visit{.row = wire::RowId::random(*m_options->random), .day = std::move(day)})
        .first->second;
}

Result<void> Recorder::put(const Visit& visit, const form::Response& response, SaveKind kind) {
    form::Response dated = response;
    dated.day = visit.day;
    std::string content = kind == SaveKind::Drop ? std::string() : form::encode_response(dated);
    Result<void> written = m_buffer->put({.id = visit.row,
        .state = state_of(kind),
        .form = response.form_id,
        .form_version = response.form_version,
        .bucket = visit.day,
        .content = content});
    crypto::wipe({reinterpret_cast<std::uint8_t*>(content.data()), content.size()});
    return written;
}

/// After a failed write or sync nobody knows what the file holds: it is never written again.
Result<void> Recorder::begin_anew() {
    close();
    m_buffer_failed = true;
    return open_buffer();
}

/// A file whose second write failed too is set aside by the next try. One that cannot be written is
/// only closed: its file system may be mounted anew meanwhile, and nothing of ours must hold the old
/// one busy. A full one stays open, as opening it would need room.
void Recorder::give_up_file(const Error& error) {
    if (!m_buffer) return;
    m_buffer_failed = means_damage(error);
    if (m_buffer_failed || error.kind == ErrorKind::Permission) close();
}

Recorder::Outcome Recorder::record(std::uint64_t visit_id, std::uint64_t revision,
    const form::Response& response, SaveKind kind) {
    if (!is_open_or_opens()) return Outcome::Later;
    if (m_wants_room && !find_room()) {
        hinder(Hindrance::Disk);
        return Outcome::Later;
    }
    const Visit& visit = visit_of(visit_id);
    Result<void> written = put(visit, response, kind);
    if (!written && written.error().kind == ErrorKind::NoSpace && make_room()) {
        written = put(visit, response, kind);
    }
    if (!written && means_damage(written.error())) {
        log::error("the buffer fails and is set aside", {{"why", written.error()}});
        written = begin_anew();
        if (written) written = put(visit, response, kind);
    }
    if (!written && written.error().kind == ErrorKind::InvalidInput) {
        log::error("a response can never be stored", {{"why", written.error()}});
        return Outcome::Done;
    }
    if (!written) {
        fail_with(written.error());
        give_up_file(written.error());
        return Outcome::Later;
    }
    if (kind != SaveKind::Open) m_visits.erase(visit_id);
    if (m_hindrance != Hindrance::Queue) recover();
    m_emit(Saved{visit_id, revision});
    return Outcome::Done;
}

void Recorder::finish() {
    if (!m_buffer) return;
    m_buffer->end_period();
    const Result<void> reset = m_buffer->reset_wal();
    if (!reset) log::warning("the write-ahead log stays", {{"why", reset.error()}});
    close();
}

Status Recorder::status() const {
    Status status;
    status.starting = !m_buffer && !m_hindrance;
    status.enrolled = m_enrolment.has_value();
    status.revoked = m_is_revoked;
    status.key_change_waits = m_key_change_waits;
    status.recording = m_buffer.has_value() && !m_hindrance;
    status.rows_damaged = m_rows_damaged;
    status.files_set_aside = m_files_set_aside;
    status.storage = m_storage;
    status.storage.room = room();
    status.server_keys = m_server_keys;
    if (!m_buffer) return status;
    const auto rows_not_frozen = static_cast<std::int64_t>(
        m_buffer->count(store::RowState::Open) + m_buffer->count(store::RowState::Closed));
    status.backlog = Backlog{.rows_unsent = rows_not_frozen + m_outbox->rows_in_unsent_batches(),
        .batches_unsent = m_outbox->batches_unsent(),
        .last_number = m_buffer->next_number() - 1};
    status.receipts_refused = m_outbox->receipts_refused();
    return status;
}

}  // namespace otk::kiosk::writer
