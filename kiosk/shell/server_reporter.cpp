#include "kiosk/shell/server_reporter.h"

#include <chrono>
#include <utility>

#include "core/base/log.h"

namespace otk::kiosk::shell {
namespace {

/// How soon the server can hear that a bundle was refused.
constexpr auto every = std::chrono::seconds(10);

}  // namespace

ServerReporter::ServerReporter(ServerReport report, Questions questions)
    : m_report(std::move(report)), m_ask(std::move(questions)), m_thread([this] { serve(); }) {}

ServerReporter::~ServerReporter() {
    {
        const std::lock_guard guard(m_mutex);
        m_stopping = true;
    }
    m_stopped.notify_one();
    m_thread.join();
}

void ServerReporter::tell() {
    const Result<void> told = m_report.tell(m_ask.bundles(), m_ask.writer());
    if (!told && !m_has_failed) {
        log::warning("the server is not told how the kiosk fares", {{"error", told.error()}});
    }
    m_has_failed = !told;
}

void ServerReporter::serve() {
    for (;;) {
        tell();
        std::unique_lock lock(m_mutex);
        if (m_stopped.wait_for(lock, every, [this] { return m_stopping; })) return;
    }
}

}  // namespace otk::kiosk::shell
