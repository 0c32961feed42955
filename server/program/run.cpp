#include <malloc.h>
#include <sys/resource.h>

#include "core/base/folder_lock.h"
#include "core/base/json.h"
#include "core/base/log.h"
#include "core/base/service_notify.h"
#include "server/editions/editions.h"
#include "server/handlers/site.h"
#include "server/http/http_server.h"
#include "server/program/bundles.h"
#include "server/program/commands.h"
#include "server/program/enrolment_terms.h"
#include "server/program/store.h"
#include "server/storage/sqlite_storage.h"

namespace otk::program {
namespace {

constexpr int tick_ms = 2000;

/// What a machine gives a process that nobody gave more; the unit asks for 65,536.
constexpr rlim_t descriptors_usual = 1024;

/// Idle connections cost a descriptor each; the hard limit is the administrator's.
Result<void> raise_descriptor_limit() {
    rlimit limit{};
    if (getrlimit(RLIMIT_NOFILE, &limit) != 0)
        return fail(ErrorKind::Io, "the limit of open files cannot be read");
    limit.rlim_cur = limit.rlim_max;
    if (setrlimit(RLIMIT_NOFILE, &limit) != 0)
        return fail(ErrorKind::Io, "the limit of open files cannot be raised to the hard limit");
    if (limit.rlim_max <= descriptors_usual) {
        log::warning("few open files are allowed: kiosks beyond them wait for a connection",
            {{"open_files_max", limit.rlim_max}});
    }
    return {};
}

/// A batch, its rows and its answers come and go with each request, and more than the usual 128 KiB of
/// them: giving that back to the kernel and fetching it anew, page by page, took a tenth of the
/// server's time. So up to 16 MiB of each thread are kept.
void keep_freed_memory() {
    mallopt(M_TRIM_THRESHOLD, 16 << 20);
    mallopt(M_TOP_PAD, 1 << 20);
}

handlers::Audience audience_of(
    const std::string& listen, const std::optional<bundle::Bundle>& bundle) {
    if (http::is_loopback(listen)) return handlers::Audience::Staff;
    const bool published =
        bundle && bundle->profile.publication.surveys == bundle::Publication::Publish;
    return published ? handlers::Audience::Public : handlers::Audience::Nobody;
}

void describe(handlers::Site& site, const std::optional<bundle::Bundle>& bundle) {
    if (!bundle) {
        site.thresholds = handlers::thresholds_for(site.audience, 0, 0);
        return;
    }
    site.thresholds = handlers::thresholds_for(
        site.audience, bundle->profile.k_external, bundle->profile.k_internal);
    site.owner = bundle->owner.name.in("ru");
    for (const bundle::Place& place : bundle->places) {
        site.places.emplace(place.code, place.name.in("ru"));
    }
}

analysis::Rhythm rhythm_of(const config::Config& config) {
    return config.text("server.editions") == "at-once" ? analysis::Rhythm::AtOnce
                                                       : analysis::Rhythm::Daily;
}

editions::Rules rules_of(
    const config::Config& config, const std::optional<bundle::Bundle>& bundle) {
    const std::int64_t external = bundle ? bundle->profile.k_external : 0;
    const std::int64_t internal = bundle ? bundle->profile.k_internal : 0;
    return {.inside = handlers::thresholds_for(handlers::Audience::Staff, external, internal),
        .outside =
            handlers::thresholds_for(handlers::Audience::Public, external, internal).external,
        .rhythm = rhythm_of(config)};
}

/// Everything that lives as long as the server. Members end in reverse order: the queues (whose
/// replies go to the server's loop) before the server, the storages last.
class Service {
  public:
    Service(const config::Config& config, std::unique_ptr<storage::Storage> storage,
        std::unique_ptr<storage::Storage> reader, std::unique_ptr<storage::Storage> opener_reader,
        ingest::KeyRing keys, const wire::Incarnation& incarnation)
        : m_config(config),
          m_storage(std::move(storage)),
          m_reader(std::move(reader)),
          m_opener_reader(std::move(opener_reader)),
          m_keys(std::move(keys)),
          m_opener(*m_opener_reader, m_keys),
          m_ingest(*m_storage, m_keys, incarnation, m_clock),
          m_bundles(rollout_place(config)),
          m_bundle_reports(*m_storage, m_bundles, m_clock) {}

    Result<void> prepare(const std::optional<bundle::Bundle>& bundle) {
        const auto retried = OTK_TRY(m_ingest.retry_parked());
        if (retried.counted > 0)
            log::info("parked rows are counted now", {{"rows", retried.counted}});
        m_retention_months = retention_months(bundle);
        m_editions.emplace(*m_storage, m_clock, rules_of(m_config, bundle));
        m_notify.emplace(OTK_TRY(ServiceNotify::from_environment()));
        m_site.opener = &m_opener;
        m_site.ingest = &m_ingest;
        m_desk.emplace(keys::EnrolmentDesk::Surroundings{.storage = m_storage.get(),
            .keys = &m_keys,
            .clock = &m_clock,
            .random = &m_random,
            .state_folder = m_config.path("server.state_folder"),
            .url = m_config.text("server.public_url"),
            .tls_authority = OTK_TRY(tls_authority(m_config))});
        m_site.enrolment = &*m_desk;
        m_rotation.emplace(keys::RotationDesk::Surroundings{.storage = m_storage.get(),
            .keys = &m_keys,
            .clock = &m_clock,
            .state_folder = m_config.path("server.state_folder")});
        m_site.rotation = &*m_rotation;
        m_site.state_folder = m_config.path("server.state_folder");
        m_site.reader = m_reader.get();
        m_site.bundle_reports = &m_bundle_reports;
        m_site.bundles = &m_bundles;
        m_site.clock = &m_clock;
        m_site.rhythm = rhythm_of(m_config);
        m_site.audience = audience_of(m_config.text("server.listen"), bundle);
        describe(m_site, bundle);
        http::ServerOptions options{.listen = m_config.text("server.listen"),
            .certificate_file = m_config.path("server.certificate_file"),
            .private_key_file = m_config.path("server.private_key_file"),
            .stop_on_signals = true,
            .tick_ms = tick_ms,
            .on_tick = [this] { tick(); }};
        m_server = OTK_TRY(http::HttpServer::create(options, handlers::make_router(m_site)));
        m_writer_queue.emplace(http::RequestLimits::waiting_batch_bytes_max);
        m_opener_queue.emplace(http::RequestLimits::waiting_batch_bytes_max);
        m_reader_queue.emplace(http::RequestLimits::waiting_page_bytes_max);
        m_site.writer_queue = &*m_writer_queue;
        m_site.opener_queue = &*m_opener_queue;
        m_site.reader_queue = &*m_reader_queue;
        return {};
    }

    Result<void> serve() {
        log::info("serving", {{"port", m_server->port()}});
        tick();
        OTK_TRY(m_notify->ready());
        m_server->run();
        const auto told = m_notify->stopping();
        if (!told) log::warning("the end cannot be announced", {{"error", told.error()}});
        m_reader_queue.reset();
        m_opener_queue.reset();  // whose last jobs go to the writer's
        m_writer_queue.reset();
        return remember_newest_batch();
    }

  private:
    /// The storage belongs to the writer's thread, so the status is written there. A full queue
    /// says enough: the next tick tries again.
    void tick() {
        const auto work = [this] {
            make_edition();
            write_status();
        };
        if (!m_writer_queue->post(work)) log::debug("busy: no status this time");
        const auto fed = m_notify->watchdog();
        if (!fed) log::warning("the watchdog cannot be told", {{"error", fed.error()}});
    }

    /// Between batches, on the writer's thread: the storage is its own.
    void make_edition() {
        const auto made = m_editions->make_if_due();
        if (made && *made) forget_what_is_old();
        if (!made && !m_edition_failed)
            log::error("the figures do not move", {{"error", made.error()}});
        m_edition_failed = !made;
    }

    /// Once a day at most; the log's old pages go with its next reset.
    void forget_what_is_old() {
        const Day today = day_of(m_clock.unix_seconds());
        storage::Erased erased;
        const auto work = [&]() -> Result<void> {
            const std::string first_kept =
                otk::to_text(OTK_TRY(first_kept_day(*m_storage, today, m_retention_months)));
            erased = OTK_TRY(m_storage->forget({.responses = first_kept, .texts = first_kept}));
            return {};
        };
        const auto done = m_storage->in_transaction(work);
        if (!done && done.error().kind == ErrorKind::NotFound) {
            log::info("nothing is erased", {{"why", done.error()}});
        } else if (!done) {
            log::error("what is old is not erased", {{"error", done.error()}});
        } else if (erased.responses + erased.texts + erased.parked > 0) {
            log::info("erased what is older than the profile keeps",
                {{"responses", erased.responses}, {"texts", erased.texts},
                    {"parked", erased.parked}});
        }
    }

    void write_status() {
        auto written = write_status_file();
        if (written) written = remember_newest_batch();
        // The folder of the status file is systemd's; without it the server serves all the same.
        if (!written && !m_status_failed) log::warning("status", {{"error", written.error()}});
        m_status_failed = !written;
    }

    Result<void> write_status_file() {
        const ingest::IngestCounters& counters = m_ingest.counters();
        Json parked = Json::array();
        std::int64_t parked_rows = 0;
        const auto counts = OTK_TRY(m_storage->parked_counts());
        for (const storage::ParkedCount& count : counts) {
            Json item = Json::object();
            item.set("reason", count.reason).set("detail", count.detail).set("rows", count.rows);
            parked.push_back(std::move(item));
            parked_rows += count.rows;
        }
        const std::int64_t alarms = OTK_TRY(m_storage->alarm_count());
        const std::int64_t tests = OTK_TRY(m_storage->test_count());
        const std::int64_t disks = OTK_TRY(m_storage->disks_filling_up());
        Json json = Json::object();
        json.set("process", "server").set("version", OTK_VERSION);
        const bool is_well = alarms == 0 && parked_rows == 0 && disks == 0;
        json.set("state", is_well ? "serving" : "attention");
        json.set("port", static_cast<std::int64_t>(m_server->port()));
        json.set("batches", counters.batches).set("repeated", counters.repeated);
        json.set("refused", counters.refused).set("counted", counters.counted);
        json.set("already_held", counters.already_held).set("alarms", alarms).set("tests", tests);
        json.set("voided", counters.voided);
        json.set("disks_filling_up", disks);  // of kiosks
        json.set("parked", parked_rows).set("parked_by_reason", std::move(parked));
        return write_atomically(
            m_config.path("server.status_file"), bytes_of(json.dump_pretty() + "\n"));
    }

    Result<void> remember_newest_batch() {
        const std::int64_t newest = OTK_TRY(m_storage->newest_batch());
        if (newest == m_remembered_batch) return {};
        OTK_TRY(ingest::save_incarnation(
            m_config.path("server.state_folder"), m_ingest.incarnation(), newest));
        m_remembered_batch = newest;
        return {};
    }

    const config::Config& m_config;
    SystemClock m_clock;
    SystemRandom m_random;
    std::unique_ptr<storage::Storage> m_storage;
    std::unique_ptr<storage::Storage> m_reader;
    std::unique_ptr<storage::Storage> m_opener_reader;
    ingest::KeyRing m_keys;
    ingest::BatchOpener m_opener;
    ingest::Ingest m_ingest;
    std::optional<editions::Editions> m_editions;
    bool m_edition_failed = false;
    std::optional<keys::EnrolmentDesk> m_desk;
    std::optional<keys::RotationDesk> m_rotation;
    int m_retention_months = 0;
    rollout::RolloutFolder m_bundles;
    rollout::ReportDesk m_bundle_reports;
    handlers::Site m_site;
    std::optional<ServiceNotify> m_notify;
    std::int64_t m_remembered_batch = -1;
    bool m_status_failed = false;
    std::unique_ptr<http::HttpServer> m_server;
    std::optional<http::WorkQueue> m_writer_queue;
    std::optional<http::WorkQueue> m_opener_queue;
    std::optional<http::WorkQueue> m_reader_queue;
};

Result<void> run_service(const config::Config& config) {
    keep_freed_memory();
    OTK_TRY(raise_descriptor_limit());
    SystemRandom random;
    const Path& state_folder = config.path("server.state_folder");
    OTK_TRY(make_folder(state_folder, 0700));
    // Against a second server, and a restore under a running one.
    const Descriptor held = OTK_TRY(lock_folder(state_folder));
    auto storage = OTK_TRY(open_store(config));
    const auto bundle = OTK_TRY(take_bundle(config, *storage));
    auto reader = OTK_TRY(storage::open_sqlite_reader(config.path("server.database")));
    auto opener_reader = OTK_TRY(storage::open_sqlite_reader(config.path("server.database")));
    ingest::KeyRing keys = OTK_TRY(ingest::KeyRing::open(state_folder, random));
    const std::int64_t newest = OTK_TRY(storage->newest_batch());
    const auto incarnation = OTK_TRY(ingest::open_incarnation(state_folder, newest, random));
    Service service(config, std::move(storage), std::move(reader), std::move(opener_reader),
        std::move(keys), incarnation);
    OTK_TRY(service.prepare(bundle));
    return service.serve();
}

}  // namespace

ExitCode run(const config::Config& config) {
    const auto served = run_service(config);
    if (served) return ExitCode::Ok;
    log::error("otklik-server cannot serve", {{"error", served.error()}});
    return served.error().kind == ErrorKind::InvalidInput ? ExitCode::Configuration
                                                          : ExitCode::Failed;
}

}  // namespace otk::program
