#include "sync/service.h"

#include <poll.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <memory>
#include <optional>

#include "core/base/clock.h"
#include "core/base/log.h"
#include "core/base/service_notify.h"
#include "core/wire/enrolment.h"
#include "core/wire/limits.h"
#include "sync/courier.h"
#include "sync/curl_transport.h"
#include "sync/folder_watch.h"
#include "sync/mailbox.h"
#include "sync/status_file.h"
#include "sync/stop_signal.h"

namespace otk::sync {
namespace {

/// How often the status file is rewritten, and the longest sleep: a change that inotify lost (its
/// queue is finite) is seen then.
constexpr std::int64_t status_interval_ms = 15'000;

/// What exists only while a server is known.
struct Route {
    std::unique_ptr<CurlTransport> transport;
    std::unique_ptr<Courier> courier;
};

class Service {
  public:
    Service(const config::Config& config, StopSignal stop, FolderWatch watch, ServiceNotify notify)
        : m_config(config),
          m_stop(std::move(stop)),
          m_watch(std::move(watch)),
          m_notify(std::move(notify)),
          m_mailbox(config.path("syncd.outbox_folder"), config.path("syncd.inbox_folder")) {}

    void run();

  private:
    void follow_enrolment();
    Result<Route> make_route(const wire::Enrolment& enrolment);
    void wait(std::int64_t milliseconds);
    void write_status();
    void feed_watchdog();
    std::int64_t next_wait_ms(std::optional<std::int64_t> courier_ms) const;

    const config::Config& m_config;
    StopSignal m_stop;
    FolderWatch m_watch;
    ServiceNotify m_notify;
    SystemClock m_clock;
    SystemRandom m_random;
    FolderMailbox m_mailbox;

    Bytes m_enrolment;  ///< as read last; empty: none
    std::optional<Route> m_route;
    bool m_notify_failed = false;
    bool m_status_failed = false;
    std::int64_t m_status_due_ms = 0;
};

void Service::run() {
    write_status();
    const auto said = m_notify.ready();
    if (!said) log::warning("the service manager does not hear us", {{"error", said.error()}});
    while (!m_stop.is_raised()) {
        feed_watchdog();
        follow_enrolment();
        std::optional<std::int64_t> courier_ms;
        if (m_route) courier_ms = m_route->courier->step();
        if (m_clock.monotonic_ms() >= m_status_due_ms) write_status();
        wait(next_wait_ms(courier_ms));
    }
    const auto stopping = m_notify.stopping();
    if (!stopping)
        log::warning("the service manager does not hear us", {{"error", stopping.error()}});
    write_status();
}

std::int64_t Service::next_wait_ms(std::optional<std::int64_t> courier_ms) const {
    std::int64_t wait_ms = std::max<std::int64_t>(0, m_status_due_ms - m_clock.monotonic_ms());
    if (courier_ms) wait_ms = std::min(wait_ms, *courier_ms);
    return std::min(wait_ms, m_notify.watchdog_interval_ms().value_or(wait_ms));
}

void Service::feed_watchdog() {
    if (!m_notify.watchdog_interval_ms()) return;
    const auto fed = m_notify.watchdog();
    if (!fed && !m_notify_failed) {
        log::warning("the service manager does not hear us", {{"error", fed.error()}});
    }
    m_notify_failed = !fed;
}

void Service::wait(std::int64_t milliseconds) {
    std::array<pollfd, 2> watched{
        pollfd{m_stop.descriptor(), POLLIN, 0}, pollfd{m_watch.descriptor(), POLLIN, 0}};
    // Its failure (EINTR) only ends the wait early.
    const int ready = ::poll(watched.data(), watched.size(), static_cast<int>(milliseconds));
    if (ready > 0 && watched[1].revents != 0) m_watch.clear();
}

void Service::follow_enrolment() {
    const Path file = m_config.path("syncd.inbox_folder") / "enrolment.json";
    const auto bytes = read_file(file, wire::enrolment_bytes_max);
    if (!bytes) {
        if (bytes.error().kind == ErrorKind::NotFound || m_route) return;
        log::warning("the enrolment cannot be read", {{"error", bytes.error()}});
        return;
    }
    if (*bytes == m_enrolment) return;
    m_enrolment = *bytes;
    const auto enrolment = in("enrolment", wire::decode_enrolment(text_of(m_enrolment)));
    if (!enrolment) {
        log::error("the enrolment is refused", {{"error", enrolment.error()}});
        return;
    }
    auto route = make_route(*enrolment);
    if (!route) {
        log::error("the way to the server cannot be made", {{"error", route.error()}});
        return;
    }
    m_route = std::move(*route);
    log::info("enrolled", {{"server", log::Shown{enrolment->url}}});
}

Result<Route> Service::make_route(const wire::Enrolment& enrolment) {
    CurlOptions curl;
    curl.url = enrolment.url;
    curl.tls_authority = enrolment.tls_authority;
    curl.proxy = m_config.text("syncd.proxy");
    curl.whole_ms_max = m_config.integer("syncd.timeout_s") * 1000;
    curl.is_stopped = [this] {
        feed_watchdog();
        return m_stop.is_raised();
    };
    CourierOptions options;
    options.interval_ms = m_config.integer("syncd.interval_s") * 1000;
    options.backoff.first_ms = m_config.integer("syncd.retry_s_min") * 1000;
    options.backoff.largest_ms =
        std::max(options.backoff.first_ms, m_config.integer("syncd.retry_s_max") * 1000);
    options.receipt_keys = enrolment.receipt_keys;
    Route route;
    route.transport = OTK_TRY(CurlTransport::create(std::move(curl)));
    route.courier = std::make_unique<Courier>(
        std::move(options), m_clock, m_random, m_mailbox, *route.transport);
    return route;
}

void Service::write_status() {
    m_status_due_ms = m_clock.monotonic_ms() + status_interval_ms;
    const CourierStatus status = m_route ? m_route->courier->status() : CourierStatus{};
    const std::string text = status_json(status, m_route.has_value()).dump() + "\n";
    const auto written = write_atomically(m_config.path("syncd.status_file"), bytes_of(text), 0644);
    if (!written && !m_status_failed) {
        log::warning("the status file cannot be written", {{"error", written.error()}});
    }
    m_status_failed = !written;
}

}  // namespace

Result<void> run_service(const config::Config& config) {
    StopSignal stop = OTK_TRY(StopSignal::create());
    const Path& outbox = config.path("syncd.outbox_folder");
    const Path& inbox = config.path("syncd.inbox_folder");
    // On an installed machine tmpfiles.d has made them; the demo starts with nothing.
    for (const Path& folder : {outbox, inbox})
        OTK_TRY(make_folder(folder, 0770));
    OTK_TRY(make_folder(config.path("syncd.status_file").parent_path(), 0755));
    FolderWatch watch = OTK_TRY(FolderWatch::create({outbox, inbox}));
    ServiceNotify notify = OTK_TRY(ServiceNotify::from_environment());
    Service service(config, std::move(stop), std::move(watch), std::move(notify));
    service.run();
    return {};
}

}  // namespace otk::sync
