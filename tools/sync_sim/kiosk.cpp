#include "tools/sync_sim/kiosk.h"

#include <algorithm>

#include "core/base/format.h"
#include "core/base/local_day.h"
#include "core/form/response.h"
#include "core/store/set_aside.h"

namespace otk::sync_sim {
namespace {

constexpr int marks = 5;

}  // namespace

SimKiosk::SimKiosk(const Surroundings& surroundings, KioskIdentity identity, Path disk)
    : m_surroundings(surroundings),
      m_identity(std::move(identity)),
      m_disk(std::move(disk)),
      m_clock(surroundings.time),
      m_network(
          surroundings.server, surroundings.random, surroundings.stranger, surroundings.nonces),
      m_same_nonce(surroundings.random),
      m_unreliable_disk(m_disk, surroundings.random) {
    if (surroundings.mutation == Mutation::LogNotSynced) m_unreliable_disk.ignore_syncs_of_log();
}

Result<void> SimKiosk::start() {
    m_steps_left = 0;
    m_is_dying = false;
    OTK_TRY(make_folder(m_disk / "outbox"));
    OTK_TRY(make_folder(m_disk / "inbox"));
    Random& random = m_surroundings.mutation == Mutation::NonceReused
                         ? static_cast<Random&>(m_same_nonce)
                         : m_surroundings.random;
    const store::Surroundings around{
        .server_key = m_identity.server_key, .clock = &m_clock, .random = &random};
    m_buffer = std::make_unique<store::Buffer>(OTK_TRY(store::open_buffer(m_disk, around)));
    std::vector<crypto::PublicKey> believed{m_identity.receipt_key};
    if (m_surroundings.mutation == Mutation::BelieveAnybody)
        believed.push_back(m_surroundings.stranger.public_key());
    m_outbox = std::make_unique<outbox::Outbox>(
        *m_buffer, outbox::Options{.outbox_folder = m_disk / "outbox",
                       .inbox_folder = m_disk / "inbox",
                       .freeze = outbox::Freeze::Batched,
                       .kiosk = m_identity.id,
                       .key = m_identity.key.get(),
                       .receipt_keys = believed,
                       .clock = &m_clock,
                       .random = &m_surroundings.random,
                       .before_step = [this](std::string_view) { return before_step(); }});
    m_mailbox = std::make_unique<RingingMailbox>(m_disk / "outbox", m_disk / "inbox");
    start_courier();
    return m_outbox->start();
}

Result<void> SimKiosk::kill() {
    m_courier.reset();
    m_mailbox.reset();
    m_outbox.reset();
    m_buffer.reset();
    m_unreliable_disk.have_room();
    if (m_unreliable_disk.is_off()) return m_unreliable_disk.power_returns();
    m_unreliable_disk.settle();
    return {};
}

void SimKiosk::kill_courier() {
    if (is_running()) start_courier();
}

void SimKiosk::start_courier() {
    std::vector<crypto::PublicKey> believed{m_identity.receipt_key};
    if (m_surroundings.mutation == Mutation::BelieveAnybody)
        believed.push_back(m_surroundings.stranger.public_key());
    m_courier = std::make_unique<sync::Courier>(
        sync::CourierOptions{.interval_ms = 300'000, .backoff = {}, .receipt_keys = believed},
        m_clock, m_surroundings.random, *m_mailbox, m_network);
    m_outbox_rings = true;
}

Result<void> SimKiosk::before_step() {
    m_outbox_rings = true;
    if (m_steps_left == 0 || --m_steps_left > 0) return {};
    m_is_dying = true;
    return fail(ErrorKind::Unavailable, "killed here");
}

Result<void> SimKiosk::put(
    const wire::RowId& row, const std::string& word, int mark, store::RowState state) {
    form::Response response;
    response.form_id = "reception";
    response.form_version = m_identity.form_version;
    response.place = "hall";
    response.channel = "kiosk";
    response.language = "ru";
    if (m_clock.is_trusted()) response.day = to_text(day_of(m_clock.unix_seconds()));
    response.partial = state == store::RowState::Open;
    response.asked = {"rating", "wish"};
    response.answers = {{"rating", format("{}", mark)}, {"wish", word}};
    const std::string content =
        state == store::RowState::Drop ? std::string() : form::encode_response(response);
    return m_buffer->put({.id = row,
        .state = state,
        .form = response.form_id,
        .form_version = response.form_version,
        .bucket = response.day,
        .content = content});
}

Result<void> SimKiosk::receives_visitor() {
    Random& random = m_surroundings.random;
    Chronicle& chronicle = m_surroundings.chronicle;
    const std::string word = chronicle.begin_visit();
    if (m_surroundings.mutation == Mutation::ThankWithoutCommit && random.below(100) == 0) {
        chronicle.committed(word);
        chronicle.thanked(word);
        return {};
    }
    const Mutation mutation = m_surroundings.mutation;
    wire::RowId row = wire::RowId::random(random);
    chronicle.stored_as(row, word);
    const auto mark = [&] { return 1 + static_cast<int>(random.below(marks)); };
    OTK_TRY(put(row, word, mark(), store::RowState::Open));
    chronicle.committed(word);
    m_new_words.push_back(word);
    if (random.below(50) == 0) {  // the kiosk dies under the visitor's finger
        m_is_dying = true;
        return {};
    }
    if (mutation == Mutation::NewRowEachSave) row = wire::RowId::random(random);
    chronicle.stored_as(row, word);
    if (random.below(5) == 0) OTK_TRY(put(row, word, mark(), store::RowState::Open));
    if (random.below(20) == 0) {
        chronicle.in_doubt(word);
        if (mutation != Mutation::TakenBackStays) OTK_TRY(put(row, word, 1, store::RowState::Drop));
        chronicle.taken_back(word);
        return {};
    }
    OTK_TRY(put(row, word, mark(), store::RowState::Closed));
    chronicle.thanked(word);
    return {};
}

Result<void> SimKiosk::attend() {
    bool more = m_mailbox->rang();
    while (more) {
        const Result<bool> received = m_outbox->receive();
        if (!received) m_mailbox->ring();
        more = OTK_TRY(received);
    }
    OTK_TRY(m_outbox->tick());
    return break_batches();
}

void SimKiosk::courier_steps() {
    const std::int64_t now_ms = m_clock.monotonic_ms();
    const bool is_due = m_courier_due_ms && now_ms >= *m_courier_due_ms;
    if (!m_outbox_rings && !is_due) return;
    m_outbox_rings = false;
    const auto wait_ms = m_courier->step();
    m_courier_due_ms.reset();
    if (wait_ms) m_courier_due_ms = now_ms + *wait_ms;
}

bool SimKiosk::knows(const wire::Incarnation& store) const {
    return m_buffer->told() && m_buffer->told()->incarnation == store;
}

Result<bool> SimKiosk::is_drained() {
    const bool is_all_sent = m_outbox->batches_unsent() == 0 &&
                             m_buffer->count(store::RowState::Open) == 0 &&
                             m_buffer->count(store::RowState::Closed) == 0;
    if (!is_all_sent) return false;
    const auto files = OTK_TRY(list_files(m_disk / "outbox", ""));
    return std::none_of(files.begin(), files.end(), [](const std::string& name) {
        return name.ends_with(".batch") || name.ends_with(".void");
    });
}

}  // namespace otk::sync_sim
