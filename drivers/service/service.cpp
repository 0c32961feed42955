#include "drivers/service/service.h"

#include <poll.h>
#include <pwd.h>

#include <algorithm>
#include <array>

#include "core/base/folder_lock.h"
#include "core/base/log.h"
#include "core/base/random.h"
#include "core/base/service_notify.h"
#include "drivers/service/configured_port.h"
#include "drivers/service/desk.h"
#include "drivers/service/line_server.h"
#include "drivers/service/stop_signal.h"

namespace otk::service {
namespace {

constexpr std::int64_t status_interval_ms = 5'000;
constexpr int state_ms_max = 1'500;

/// The number of a user; nothing if there is none of that name here.
std::optional<uid_t> user_named(const std::string& name) {
    if (name.empty()) return std::nullopt;
    const passwd* const found = ::getpwnam(name.c_str());
    return found == nullptr ? std::nullopt : std::optional(found->pw_uid);
}

/// The loop: waits for clients, for the port's answers and for the end.
class Loop {
  public:
    struct Parts {
        const config::Config& config;
        const Clock& clock;
        const Descriptor& stop;
        PortWorker& worker;
        Desk& desk;
        LineServer& server;
        ServiceNotify& notify;
    };

    explicit Loop(const Parts& parts) : m_parts(parts) {}

    void run() {
        tell(m_parts.notify.ready());
        bool is_stopping = false;
        while (!is_stopping || !m_parts.desk.is_settled()) {
            m_parts.server.serve([this](std::string_view line, uid_t user) {
                return m_parts.desk.reply_to(line, user);
            });
            const std::int64_t desk_ms = m_parts.desk.step();
            tell_watchers();
            keep_status();
            feed_watchdog();
            const bool is_over = is_stopping && m_parts.desk.is_settled();
            if (!is_over && wait(desk_ms, is_stopping)) {
                is_stopping = true;
                m_parts.desk.stop();
                tell(m_parts.notify.stopping());
            }
        }
    }

  private:
    /// True once the end is asked for.
    bool wait(std::int64_t desk_ms, bool is_stopping) {
        std::vector<pollfd> watched{
            {m_parts.stop.number(), POLLIN, 0}, {m_parts.worker.descriptor(), POLLIN, 0}};
        if (is_stopping) watched.front().fd = -1;
        m_parts.server.watch(watched);
        std::int64_t milliseconds =
            std::min(desk_ms, m_status_due_ms - m_parts.clock.monotonic_ms());
        const std::int64_t clients_ms = m_parts.server.wait_ms();
        if (clients_ms >= 0) milliseconds = std::min(milliseconds, clients_ms);
        if (const auto interval = m_parts.notify.watchdog_interval_ms())
            milliseconds = std::min(milliseconds, *interval);
        // Its failure (EINTR) only ends the wait early.
        const int ready = ::poll(watched.data(), watched.size(),
            static_cast<int>(std::max<std::int64_t>(milliseconds, 0)));
        return ready > 0 && watched.front().revents != 0;
    }

    void tell_watchers() {
        if (m_parts.server.watchers() == 0) return;
        std::string news = m_parts.desk.status_reply().dump();
        if (news == m_told) return;
        m_parts.server.tell(news);
        m_told = std::move(news);
    }

    void keep_status() {
        const std::int64_t now_ms = m_parts.clock.monotonic_ms();
        if (now_ms < m_status_due_ms) return;
        m_status_due_ms = now_ms + status_interval_ms;
        const std::string text = m_parts.desk.status_report().dump() + "\n";
        const auto written =
            write_atomically(m_parts.config.path("printd.status_file"), bytes_of(text), 0644);
        if (!written && !m_status_failed)
            log::warning("the status file cannot be written", {{"error", written.error()}});
        m_status_failed = !written;
    }

    void feed_watchdog() {
        const auto interval = m_parts.notify.watchdog_interval_ms();
        const std::int64_t now_ms = m_parts.clock.monotonic_ms();
        if (!interval || now_ms < m_watchdog_due_ms) return;
        m_watchdog_due_ms = now_ms + *interval;
        tell(m_parts.notify.watchdog());
    }

    void tell(const Result<void>& told) {
        if (!told && !m_notify_failed)
            log::warning("the service manager does not hear us", {{"error", told.error()}});
        m_notify_failed = !told;
    }

    Parts m_parts;
    std::int64_t m_status_due_ms = 0;
    std::int64_t m_watchdog_due_ms = 0;
    std::string m_told;  ///< to those who watch
    bool m_status_failed = false;
    bool m_notify_failed = false;
};

}  // namespace

Result<void> run_service(const config::Config& config) {
    const Descriptor stop = OTK_TRY(stop_signal());
    const SystemClock clock;
    SystemRandom random;
    const Path& state_folder = config.path("printd.state_folder");
    const Path& fonts = config.path("printd.font_folder");
    OTK_TRY(make_folder(state_folder, 0700));
    OTK_TRY(make_folder(config.path("printd.status_file").parent_path(), 0755));
    // One owner of a printer, even if two configurations name two sockets.
    const Descriptor held = OTK_TRY(lock_folder(state_folder));

    const printer::Model* model = OTK_TRY(printer::model_named(config.text("printd.model")));
    SlipPainter painter = OTK_TRY(SlipPainter::create(*model, fonts));
    // A painter of its own: the port draws on the worker's thread.
    SlipPainter port_painter = OTK_TRY(SlipPainter::create(*model, fonts));
    const auto port = OTK_TRY(configured_port(
        config, *model, [&port_painter](ByteView slip) { return port_painter.paint(slip); }));
    SlipMaker maker = OTK_TRY(SlipMaker::create(*model, document_of(config),
        config.path("printd.bundle_folder") / "slips", fonts,
        [&port] { return port->page_dots_per_inch(); }));
    spool::StaffSpool staff = OTK_TRY(spool::StaffSpool::open(state_folder / "spool.db"));
    spool::VisitorQueue visitors(clock, random);
    const auto print_ms = static_cast<int>(config.integer("printd.slip_s_max") * 1000);
    const auto worker = OTK_TRY(PortWorker::start(*port, print_ms, state_ms_max));
    Desk desk({clock, maker, painter, staff, visitors, *worker,
        user_named(config.text("printd.visitor_user")),
        config.integer("printd.take_back_s") * 1000});
    LineServer server = OTK_TRY(LineServer::listen(config.path("printd.socket"), clock));
    ServiceNotify notify = OTK_TRY(ServiceNotify::from_environment());

    log::info("ready",
        {{"model", log::Shown{model->name}}, {"port", log::Shown{config.text("printd.port")}}});
    Loop({config, clock, stop, *worker, desk, server, notify}).run();
    log::info("stopped");
    return {};
}

}  // namespace otk::service
