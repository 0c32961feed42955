#include "kiosk/shell/bundle_desk.h"

#include <utility>

#include "core/base/log.h"
#include "core/wire/bundle_report.h"

namespace otk::kiosk::shell {
namespace {

/// How often the day is looked at, and the folder where the kernel does not tell of new files.
constexpr std::int64_t look_again_ms = 60'000;
/// After what could not be tried now.
constexpr std::int64_t retry_ms = 30'000;

/// What was laid on the shelf by hand has no name that a server would know.
std::string name_of(const std::optional<shelf::Shelved>& shelved) {
    return shelved && wire::is_bundle_name(shelved->folder) ? shelved->folder : std::string();
}

BundleStatus status_of(const shelf::ShelfState& state) {
    BundleStatus status;
    status.shown = name_of(state.current);
    if (state.next) {
        status.next = state.next->folder;
        status.next_from = state.next->valid_from;
    }
    if (state.refused) {
        status.refused = state.refused->name;
        status.refused_why = state.refused->why;
    }
    return status;
}

}  // namespace

BundleDesk::BundleDesk(shelf::Shelf shelf, Path incoming, Options options, const Clock& clock)
    : m_shelf(std::move(shelf)),
      m_incoming(std::move(incoming)),
      m_options(std::move(options)),
      m_clock(clock),
      m_status(status_of(m_shelf.state())),
      m_thread([this] { serve(); }) {}

BundleDesk::~BundleDesk() {
    {
        const std::lock_guard guard(m_mutex);
        m_stopping = true;
    }
    m_doorbell.ring();
    m_thread.join();
}

BundleStatus BundleDesk::status() const {
    const std::lock_guard guard(m_mutex);
    return m_status;
}

bool BundleDesk::is_stopping() const {
    const std::lock_guard guard(m_mutex);
    return m_stopping;
}

void BundleDesk::publish() {
    BundleStatus status = status_of(m_shelf.state());
    const std::lock_guard guard(m_mutex);
    m_status = std::move(status);
}

void BundleDesk::judge_all() {
    const auto trial = [this](const Path& folder) {
        return m_options.trial(folder, [this] { return is_stopping(); });
    };
    const auto judged = [this, &trial]() -> Result<void> {
        const std::vector<crypto::PublicKey> trusted = OTK_TRY(m_options.trusted_keys());
        while (!is_stopping()) {
            const bool was_there = OTK_TRY(m_shelf.judge_one(trusted, trial));
            publish();
            if (!was_there) break;
        }
        return {};
    }();
    // Once a change: a disk that is full for weeks must not fill the journal too.
    if (!judged && !m_was_hindered && !is_stopping()) {
        log::warning(
            "a new bundle is not taken yet, it will be tried again", {{"error", judged.error()}});
    }
    m_was_hindered = !judged;
}

void BundleDesk::serve() {
    if (const Result<void> proved = m_shelf.prove(); !proved) {
        log::warning("the bundle works and could not be marked so", {{"error", proved.error()}});
    }
    publish();
    const bool watched = m_doorbell.watch(m_incoming);
    if (!watched) log::info("bundles: incoming/ is looked at once a minute", {});
    while (!is_stopping()) {
        judge_all();
        if (m_shelf.is_due(day_of(m_clock.unix_seconds()))) m_options.on_due();
        m_doorbell.sleep(m_was_hindered ? retry_ms : look_again_ms);
    }
}

}  // namespace otk::kiosk::shell
