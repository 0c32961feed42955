// What the recorder does about room on the disk: the reserve, and a disk that is full.

#include <filesystem>
#include <system_error>

#include "core/base/log.h"
#include "core/store/set_aside.h"
#include "kiosk/writer/recorder.h"

namespace otk::kiosk::writer {
namespace {

constexpr std::int64_t mebibyte = std::int64_t{1} << 20;

}  // namespace

/// A disk without room for the reserve is an alarm; answers are taken as long as they fit.
void Recorder::keep_reserve() {
    if (m_wants_room) return;
    const Result<void> held = m_reserve->hold(m_options->reserve_bytes, row_room_bytes());
    if (!held && !m_reserve_waits) log::warning("no whole reserve", {{"why", held.error()}});
    m_reserve_waits = !held;
}

/// The disk is full. The reserve is given up, so that receipts can be taken and what was delivered
/// can be removed; true if a row may be tried again.
bool Recorder::make_room() {
    if (m_reserve->held_bytes() == 0) return false;
    log::error("the disk is full: the reserve is given up");
    m_wants_room = true;
    const Result<void> released = m_reserve->release();
    if (!released) log::error("the reserve cannot be given up", {{"why", released.error()}});
    return released && find_room();
}

/// No answer takes the reserve's room: without it no receipt could be taken, and nothing would ever
/// get better. So the reserve comes back first, with room for answers beside it; half of it, where
/// batches went, as their pages take rows and only the write-ahead log grows.
bool Recorder::find_room() {
    const Result<std::size_t> given_up = m_outbox->relieve();
    if (!given_up) log::warning("nothing can be removed", {{"why", given_up.error()}});
    const bool has_pages = given_up && *given_up > 0;
    if (has_pages) m_storage.batches_given_up += static_cast<std::int64_t>(*given_up);
    const std::int64_t whole = m_options->reserve_bytes;
    Result<void> held = m_reserve->hold(whole, row_room_bytes());
    if (!held && has_pages) held = m_reserve->hold(whole / 2, row_room_bytes());
    m_wants_room = !held;
    return held.has_value();
}

/// Nobody need wait for a record: the next visitor finds rating open, or closed.
void Recorder::wait_for_room() {
    if (!find_room()) return hinder(Hindrance::Disk);
    if (m_hindrance == Hindrance::Disk) recover();
}

void Recorder::look_at_room() {
    const std::int64_t now_ms = m_options->clock->monotonic_ms();
    if (m_room_seen_ms && now_ms - *m_room_seen_ms < m_options->retry_ms) return;
    m_room_seen_ms = now_ms;
    keep_reserve();
    std::error_code problem;
    const std::filesystem::space_info space =
        std::filesystem::space(m_options->state_folder, problem);
    m_storage.free_mib.reset();
    if (!problem) m_storage.free_mib = static_cast<std::int64_t>(space.available / mebibyte);
    m_storage.buffer_mib = store::buffer_bytes(m_options->state_folder) / mebibyte;
    const Budget& budget = m_options->budget;
    const bool is_past = m_storage.buffer_mib > budget.buffer_mib_max ||
                         (m_storage.free_mib && *m_storage.free_mib < budget.disk_free_mib_min);
    if (is_past && !m_is_past_budget) {
        log::warning("the disk fills up",
            {{"free_mib", m_storage.free_mib.value_or(0)}, {"buffer_mib", m_storage.buffer_mib}});
    }
    m_is_past_budget = is_past;
}

Room Recorder::room() const {
    if (m_wants_room) return Room::None;
    const bool is_whole = !m_reserve || m_reserve->held_bytes() == m_options->reserve_bytes;
    return m_is_past_budget || !is_whole ? Room::Low : Room::Fine;
}

}  // namespace otk::kiosk::writer
