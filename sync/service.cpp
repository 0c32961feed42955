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
#include "core/wire/ticket.h"
#include "sync/bundle_follower.h"
#include "sync/courier.h"
#include "sync/curl_transport.h"
#include "sync/errands.h"
#include "sync/folder_watch.h"
#include "sync/key_follower.h"
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
    std::unique_ptr<BundleFollower> bundles;
    std::unique_ptr<Errand> rotation;
    std::unique_ptr<KeyFollower> keys;  ///< none if the kiosk has no root to follow
};

/// What exists only while a ticket waits.
struct Invitation {
    std::unique_ptr<CurlTransport> transport;
    std::unique_ptr<Errand> errand;
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
    Result<Bytes> read_enrolment() const;
    void follow_enrolment();
    void follow_ticket();
    CurlOptions curl_options();
    BackoffLimits backoff() const;
    Folders folders() const;
    Result<Route> make_route(const wire::Enrolment& enrolment);
    Result<Invitation> make_invitation(const wire::Ticket& ticket);
    std::optional<std::int64_t> step();
    void wait(std::int64_t milliseconds);
    void write_status();
    void feed_watchdog();
    std::int64_t next_wait_ms(std::optional<std::int64_t> work_ms) const;

    const config::Config& m_config;
    StopSignal m_stop;
    FolderWatch m_watch;
    ServiceNotify m_notify;
    SystemClock m_clock;
    SystemRandom m_random;
    FolderMailbox m_mailbox;

    Bytes m_enrolment;  ///< as read last; empty: none
    std::optional<Route> m_route;
    Bytes m_ticket;  ///< as read last; empty: none
    std::optional<Invitation> m_invitation;
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
        follow_ticket();
        const std::optional<std::int64_t> work_ms = step();
        if (m_clock.monotonic_ms() >= m_status_due_ms) write_status();
        wait(next_wait_ms(work_ms));
    }
    const auto stopping = m_notify.stopping();
    if (!stopping)
        log::warning("the service manager does not hear us", {{"error", stopping.error()}});
    write_status();
}

/// In how many milliseconds somebody has something to do. Answers go before bundles.
std::optional<std::int64_t> Service::step() {
    std::optional<std::int64_t> soonest_ms;
    const auto include = [&](std::optional<std::int64_t> wait_ms) {
        if (wait_ms) soonest_ms = std::min(*wait_ms, soonest_ms.value_or(*wait_ms));
    };
    if (m_invitation) include(m_invitation->errand->step());
    if (m_route) include(m_route->courier->step());
    if (m_route) include(m_route->rotation->step());
    if (m_route) include(m_route->bundles->step());
    if (m_route && m_route->keys) include(m_route->keys->step());
    return soonest_ms;
}

std::int64_t Service::next_wait_ms(std::optional<std::int64_t> work_ms) const {
    std::int64_t wait_ms = std::max<std::int64_t>(0, m_status_due_ms - m_clock.monotonic_ms());
    if (work_ms) wait_ms = std::min(wait_ms, *work_ms);
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

/// What the kiosk says that it believes; before it says anything, what it was given.
Result<Bytes> Service::read_enrolment() const {
    auto believed =
        read_file(m_config.path("syncd.outbox_folder") / "server.json", wire::enrolment_bytes_max);
    if (believed || believed.error().kind != ErrorKind::NotFound) return believed;
    return read_file(
        m_config.path("syncd.inbox_folder") / "enrolment.json", wire::enrolment_bytes_max);
}

void Service::follow_enrolment() {
    const auto bytes = read_enrolment();
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

void Service::follow_ticket() {
    const auto bytes =
        read_file(m_config.path("syncd.inbox_folder") / "enrolment.ticket", wire::ticket_bytes_max);
    if (!bytes) {
        m_invitation.reset();
        m_ticket.clear();
        return;
    }
    if (*bytes == m_ticket) return;
    m_ticket = *bytes;
    m_invitation.reset();
    const auto ticket = wire::decode_ticket(text_of(m_ticket));
    auto invitation =
        ticket ? make_invitation(*ticket) : Result<Invitation>(tl::make_unexpected(ticket.error()));
    if (!invitation) {
        log::error("the ticket is refused", {{"error", invitation.error()}});
        return;
    }
    m_invitation = std::move(*invitation);
}

CurlOptions Service::curl_options() {
    CurlOptions curl;
    curl.proxy = m_config.text("syncd.proxy");
    curl.whole_ms_max = m_config.integer("syncd.timeout_s") * 1000;
    curl.is_stopped = [this] {
        feed_watchdog();
        return m_stop.is_raised();
    };
    return curl;
}

BackoffLimits Service::backoff() const {
    BackoffLimits limits;
    limits.first_ms = m_config.integer("syncd.retry_s_min") * 1000;
    limits.largest_ms = std::max(limits.first_ms, m_config.integer("syncd.retry_s_max") * 1000);
    return limits;
}

Folders Service::folders() const {
    return {m_config.path("syncd.outbox_folder"), m_config.path("syncd.inbox_folder")};
}

Result<Invitation> Service::make_invitation(const wire::Ticket& ticket) {
    CurlOptions curl = curl_options();
    curl.url = ticket.url;
    curl.tls_authority = ticket.tls_authority;
    Invitation invitation;
    invitation.transport = OTK_TRY(CurlTransport::create(std::move(curl)));
    invitation.errand = std::make_unique<Errand>(
        enrolment_errand(folders(), ticket.root, *invitation.transport, backoff()), m_clock,
        m_random);
    return invitation;
}

Result<Route> Service::make_route(const wire::Enrolment& enrolment) {
    CurlOptions curl = curl_options();
    curl.url = enrolment.url;
    curl.tls_authority = enrolment.tls_authority;
    if (enrolment.trust) curl.tls_pins = enrolment.trust->list.tls_pins;
    CourierOptions options;
    options.interval_ms = m_config.integer("syncd.interval_s") * 1000;
    options.backoff = backoff();
    options.receipt_keys = enrolment.receipt_keys;
    Route route;
    route.transport = OTK_TRY(CurlTransport::create(std::move(curl)));
    route.courier = std::make_unique<Courier>(
        std::move(options), m_clock, m_random, m_mailbox, *route.transport);
    if (enrolment.trust) {
        route.keys = std::make_unique<KeyFollower>(
            KeyFollower::Surroundings{.inbox = m_config.path("syncd.inbox_folder"),
                .trust = *enrolment.trust,
                .spread_ms = m_config.integer("syncd.interval_s") * 1000,
                .backoff = backoff()},
            m_clock, m_random, *route.transport);
    }
    route.rotation = std::make_unique<Errand>(
        rotation_errand(folders(), enrolment.receipt_keys, *route.transport, backoff()), m_clock,
        m_random);
    route.bundles = std::make_unique<BundleFollower>(
        BundleFollower::Surroundings{
            .report = m_config.path("syncd.outbox_folder") / "bundle.report",
            .incoming = m_config.path("syncd.incoming_folder"),
            .interval_ms = m_config.integer("syncd.bundle_interval_s") * 1000,
            .backoff = backoff()},
        m_clock, m_random, *route.transport);
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
