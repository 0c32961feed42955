#include "kiosk/shell/status_reporter.h"

#include <chrono>
#include <utility>

#include "core/base/assert.h"
#include "core/base/json.h"
#include "core/base/log.h"

namespace otk::kiosk::shell {
namespace {

constexpr auto every = std::chrono::seconds(10);

std::string_view name_of(writer::Room room) {
    switch (room) {
        case writer::Room::Fine:
            return "fine";
        case writer::Room::Low:
            return "low";
        case writer::Room::None:
            return "none";
    }
    OTK_UNREACHABLE();
}

}  // namespace

StatusReporter::StatusReporter(Path file, Facts facts, Questions questions)
    : m_file(std::move(file)),
      m_facts(std::move(facts)),
      m_ask(std::move(questions)),
      m_thread([this] { serve(); }) {}

StatusReporter::~StatusReporter() {
    {
        const std::lock_guard guard(m_mutex);
        m_stopping = true;
    }
    m_stopped.notify_one();
    m_thread.join();
}

void StatusReporter::serve() {
    bool was_written = true;
    for (;;) {
        const Result<void> written = write_atomically(m_file, bytes_of(text()), 0644);
        if (!written && was_written) {
            log::warning("status file not written", {{"error", written.error()}});
        }
        was_written = written.has_value();
        std::unique_lock lock(m_mutex);
        if (m_stopped.wait_for(lock, every, [this] { return m_stopping; })) return;
    }
}

std::string StatusReporter::text() const {
    const writer::Status status = m_ask.writer();
    Json json = Json::object();
    json.set("process", "kiosk");
    json.set("version", OTK_VERSION);
    json.set("place", m_facts.place);
    json.set("production", m_facts.production);
    json.set("frames_shown", m_frames_shown.load());
    json.set("starting", status.starting);
    json.set("enrolled", status.enrolled);
    json.set("recording", status.recording);
    if (status.revoked) json.set("revoked", true);
    if (status.key_change_waits) json.set("key_change_waits", true);
    if (status.backlog) {
        json.set("unsent", status.backlog->rows_unsent);
        json.set("batches_unsent", status.backlog->batches_unsent);
        json.set("last_batch", static_cast<std::int64_t>(status.backlog->last_number));
    }
    json.set("rows_damaged", status.rows_damaged);
    json.set("files_set_aside", status.files_set_aside);
    json.set("receipts_refused", status.receipts_refused);
    json.set("room", std::string(name_of(status.storage.room)));
    if (status.storage.free_mib) json.set("disk_free_mib", *status.storage.free_mib);
    json.set("buffer_mib", status.storage.buffer_mib);
    if (status.storage.batches_given_up > 0) {
        json.set("batches_given_up", status.storage.batches_given_up);
    }
    const BundleStatus bundles = m_ask.bundles();
    json.set("bundle", m_facts.bundle);
    if (!bundles.next.empty()) {
        json.set("bundle_next", bundles.next).set("bundle_next_from", bundles.next_from);
    }
    if (!bundles.refused.empty()) {
        json.set("bundle_refused", bundles.refused).set("bundle_refused_why", bundles.refused_why);
    }
    return json.dump_pretty() + "\n";
}

}  // namespace otk::kiosk::shell
