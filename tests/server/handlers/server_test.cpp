#include <sys/resource.h>

#include <catch2/catch.hpp>
#include <future>
#include <thread>

#include "core/base/json.h"
#include "core/base/log.h"
#include "server/handlers/site.h"
#include "server/http/http_server.h"
#include "server/storage/sqlite_storage.h"
#include "tests/server/support/sample_kiosk.h"
#include "tests/server/support/tls_client.h"

using namespace otk;
using namespace otk::test;

namespace {

constexpr std::size_t queue_bytes_max = 16 * http::RequestLimits::waiting_bytes_least;

/// Keeps a queue from working, and as many jobs waiting as it takes, until it is let go.
class Jam {
  public:
    explicit Jam(http::WorkQueue& queue) {
        std::promise<void> begun;
        REQUIRE(queue.post([&begun, end = m_end.get_future().share()] {
            begun.set_value();
            end.wait();
        }));
        begun.get_future().wait();
        while (queue.post([] {})) {}
    }
    Jam(const Jam&) = delete;
    Jam& operator=(const Jam&) = delete;
    ~Jam() { m_end.set_value(); }

  private:
    std::promise<void> m_end;
};

/// The real server on a free port of loopback, with its queues and both database connections.
class RunningServer {
  public:
    explicit RunningServer(
        handlers::Audience audience = handlers::Audience::Staff, http::ServerOptions options = {}) {
        m_store.put_form("reception");
        m_store.enrol(kiosk);
        m_reader = storage::open_sqlite_reader(m_store.database()).value();
        write_certificate(certificate(), m_store.folder() / "key.pem");
        m_opener_reader = storage::open_sqlite_reader(m_store.database()).value();
        m_opener.emplace(*m_opener_reader, m_store.keys());
        m_site.opener = &*m_opener;
        m_site.ingest = &m_store.ingest();
        m_site.reader = m_reader.get();
        m_site.clock = &m_store.clock();
        m_site.audience = audience;
        m_site.thresholds = handlers::thresholds_for(audience, 0, 0);
        m_site.rotation = &m_rotation;
        m_site.bundles = &m_bundles;
        m_site.bundle_reports = &m_reports;
        m_site.places = {{"reception-7", "Приёмная, окно <7>"}};
        m_store.clock().jump_to(1'795'300'000);  // 2026-11-22
        options.listen = "127.0.0.1:0";
        options.certificate_file = certificate();
        options.private_key_file = m_store.folder() / "key.pem";
        m_server = http::HttpServer::create(options, handlers::make_router(m_site)).value();
        m_writer.emplace(queue_bytes_max);
        m_opening.emplace(queue_bytes_max);
        m_pages.emplace(queue_bytes_max);
        m_site.writer_queue = &*m_writer;
        m_site.opener_queue = &*m_opening;
        m_site.reader_queue = &*m_pages;
        m_thread = std::thread([this] { m_server->run(); });
    }
    RunningServer(const RunningServer&) = delete;
    RunningServer& operator=(const RunningServer&) = delete;
    ~RunningServer() {
        m_server->stop();
        m_thread.join();
        m_pages.reset();
        m_opening.reset();
        m_writer.reset();
    }

    TlsClient client(TlsClient::Speaks speaks = TlsClient::Speaks::Newest) {
        return {m_server->port(), certificate(), speaks};
    }
    Path certificate() const { return m_store.folder() / "certificate.pem"; }
    void stop() { m_server->stop(); }
    http::WorkQueue& writer() { return *m_writer; }
    http::WorkQueue& opening() { return *m_opening; }
    /// On the writer's thread, as the server's timer does; today's answers too.
    void make_edition() {
        std::promise<void> made;
        REQUIRE(m_writer->post([&] {
            m_store.make_edition();
            made.set_value();
        }));
        made.get_future().wait();
    }

    /// Sends so many marks of the reception's form in one batch.
    HttpReply answer(std::uint32_t number, std::size_t count, const char* mark = "5") {
        std::vector<SampleKiosk::Row> rows;
        for (std::size_t index = 0; index < count; ++index)
            rows.push_back(kiosk.row(reception_response(mark)));
        return post(kiosk.body(number, rows, m_store.keys()));
    }
    HttpReply post(const Bytes& body) {
        return client().post("/api/v1/batches", "application/octet-stream", text_of(body));
    }
    const ingest::KeyRing& keys() const { return m_store.keys(); }

    SampleKiosk kiosk;

  private:
    SampleServer m_store;
    std::unique_ptr<storage::Storage> m_reader;
    std::unique_ptr<storage::Storage> m_opener_reader;
    std::optional<ingest::BatchOpener> m_opener;
    keys::RotationDesk m_rotation{{.storage = &m_store.storage(),
        .keys = &m_store.keys(),
        .clock = &m_store.clock(),
        .state_folder = m_store.folder() / "state"}};
    rollout::RolloutFolder m_bundles{m_store.folder() / "bundles"};
    rollout::ReportDesk m_reports{m_store.storage(), m_bundles, m_store.clock()};
    handlers::Site m_site;
    std::unique_ptr<http::HttpServer> m_server;
    std::optional<http::WorkQueue> m_writer;
    std::optional<http::WorkQueue> m_opening;
    std::optional<http::WorkQueue> m_pages;
    std::thread m_thread;
};

Json figures(RunningServer& server, const char* query = "?period=2026-W47") {
    server.make_edition();
    const HttpReply reply = server.client().get(std::string("/api/v1/figures") + query);
    REQUIRE(reply.status == 200);
    return Json::parse(reply.body).value();
}

const Json& first_cell(const Json& json) {
    return json.find("questions")->if_array()->at(0).find("places")->if_array()->at(0);
}

}  // namespace

TEST_CASE("a batch sent over TLS 1.3 is answered with a signed receipt") {
    RunningServer server;
    TlsClient client = server.client();
    REQUIRE(client.is_connected());
    CHECK(client.version() == "TLSv1.3");
    const HttpReply reply = server.answer(1, 6);
    REQUIRE(reply.status == 200);
    const std::vector<crypto::PublicKey> trusted{server.keys().receipt_key().public_key()};
    const auto opened = wire::decode_reply(bytes_of(reply.body), trusted);
    REQUIRE(opened);
    CHECK(opened->receipt->counted == 6);
}

TEST_CASE("who speaks no TLS newer than 1.2 is not listened to") {
    RunningServer server;
    CHECK_FALSE(server.client(TlsClient::Speaks::AtMostTls12).is_connected());
    CHECK(server.client().version() == "TLSv1.3");
}

TEST_CASE("batches of many kiosks at once are each answered with their own receipt") {
    RunningServer server;
    constexpr std::uint32_t count = 12;
    std::vector<Bytes> bodies;
    for (std::uint32_t number = 1; number <= count; ++number) {
        bodies.push_back(
            server.kiosk.body(number, {server.kiosk.row(reception_response("5"))}, server.keys()));
    }
    std::vector<HttpReply> replies(count);
    std::vector<std::thread> senders;
    for (std::uint32_t index = 0; index < count; ++index) {
        senders.emplace_back([&, index] { replies[index] = server.post(bodies[index]); });
    }
    for (std::thread& sender : senders)
        sender.join();
    const std::vector<crypto::PublicKey> trusted{server.keys().receipt_key().public_key()};
    for (std::uint32_t index = 0; index < count; ++index) {
        REQUIRE(replies[index].status == 200);
        const auto opened = wire::decode_reply(bytes_of(replies[index].body), trusted);
        REQUIRE(opened);
        CHECK(opened->subject.body_hash == wire::batch_hash(bodies[index]));
        CHECK(opened->receipt->counted == 1);
    }
    CHECK(first_cell(figures(server)).integer_at("n").value() == count);
}

TEST_CASE("a batch that finds a queue full is put off with a time, and counts once when it comes again") {
    RunningServer server;
    std::vector<SampleKiosk::Row> rows;
    for (int index = 0; index < 6; ++index)
        rows.push_back(server.kiosk.row(reception_response("5")));
    const Bytes body = server.kiosk.body(1, rows, server.keys());
    for (const auto queue : {&RunningServer::opening, &RunningServer::writer}) {
        const Jam jam((server.*queue)());
        const HttpReply reply = server.post(body);
        CHECK(reply.status == 503);
        // Sixteen small requests are no second's work.
        CHECK(reply.has("\r\nRetry-After: 1\r\n"));
        // Nothing that a kiosk could take for a receipt.
        CHECK(reply.has("\r\nContent-Type: application/json"));
    }
    // What was waiting beside it is done first; the kiosk asks as often as it takes.
    HttpReply reply = server.post(body);
    while (reply.status == 503)
        reply = server.post(body);
    REQUIRE(reply.status == 200);
    CHECK(first_cell(figures(server)).integer_at("n").value() == 6);
}

TEST_CASE("batches that wait for a busy writer take no more of its queue than their bytes, and none once answered") {
    RunningServer server;
    constexpr std::uint32_t rounds = 3;
    constexpr std::uint32_t at_once = 12;  // of the sixteen places, beside the one at work
    for (std::uint32_t round = 0; round < rounds; ++round) {
        std::vector<std::thread> senders;
        std::vector<HttpReply> replies(at_once);
        std::promise<void> end;
        std::promise<void> begun;
        REQUIRE(server.writer().post([&] {
            begun.set_value();
            end.get_future().wait();
        }));
        begun.get_future().wait();
        for (std::uint32_t index = 0; index < at_once; ++index) {
            const Bytes body = server.kiosk.body(1 + round * at_once + index,
                {server.kiosk.row(reception_response("5"))}, server.keys());
            senders.emplace_back([&, index, body] { replies[index] = server.post(body); });
        }
        while (server.writer().admit(queue_bytes_max / 2)) std::this_thread::yield();
        end.set_value();
        for (std::thread& sender : senders)
            sender.join();
        for (const HttpReply& reply : replies)
            CHECK(reply.status == 200);
    }
    CHECK(first_cell(figures(server)).integer_at("n").value() == rounds * at_once);
}

TEST_CASE("a repeated batch counts once in the figures") {
    RunningServer server;
    std::vector<SampleKiosk::Row> rows;
    for (const char* mark : {"5", "5", "4", "4", "4", "1"})
        rows.push_back(server.kiosk.row(reception_response(mark)));
    const Bytes body = server.kiosk.body(1, rows, server.keys());
    CHECK(server.post(body).status == 200);
    CHECK(server.post(body).status == 200);
    const Json json = figures(server);
    const Json& cell = first_cell(json);
    CHECK(cell.integer_at("n").value() == 6);
    CHECK(cell.integer_at("asked").value() == 6);
    CHECK(cell.find("distribution")->integer_at("4").value() == 3);
    CHECK(cell.find("distribution")->integer_at("2").value() == 0);
    CHECK(cell.find("mean")->number() == Approx(23.0 / 6));
    CHECK(cell.find("share45")->number() == Approx(5.0 / 6));
    CHECK(cell.find("wilson")->if_array()->size() == 2);
}

TEST_CASE("a cell below five shows no number, on the page or in the JSON") {
    RunningServer server;
    CHECK(server.answer(1, 4).status == 200);
    const Json json = figures(server);
    const Json& cell = first_cell(json);
    CHECK(cell.bool_at("suppressed").value());
    CHECK(cell.if_object()->size() == 3);
    CHECK(cell.find("n") == nullptr);
    const HttpReply page = server.client().get("/?period=2026-W47");
    CHECK(page.body.find("Скрыто: меньше 5") != std::string::npos);
    CHECK(page.body.find("class=\"figure\"") == std::string::npos);
    CHECK(server.answer(2, 1).status == 200);
    CHECK_FALSE(first_cell(figures(server)).bool_at("suppressed").value());
}

TEST_CASE("the page is Russian, whole without scripts and escapes every name") {
    RunningServer server;
    CHECK(server.answer(1, 8).status == 200);
    server.make_edition();
    const HttpReply page = server.client().get("/?period=2026-W47");
    CHECK(page.status == 200);
    CHECK(page.has("Content-Security-Policy: default-src 'none'"));
    CHECK(page.body.find("<html lang=\"ru\">") != std::string::npos);
    CHECK(page.body.find("<script") == std::string::npos);
    CHECK(page.body.find("style=\"") == std::string::npos);
    CHECK(page.body.find("Приёмная, окно &lt;7&gt;") != std::string::npos);
    CHECK(page.body.find("Как вас сегодня обслужили?") != std::string::npos);
    CHECK(page.body.find("Посетители сами решают") != std::string::npos);
}

TEST_CASE("a wrong period is refused with the reason") {
    RunningServer server;
    TlsClient client = server.client();
    const HttpReply json = client.get("/api/v1/figures?period=2026-W60");
    CHECK(json.status == 400);
    CHECK(json.body.find("2026-Q4") != std::string::npos);
    CHECK(client.get("/api/v1/figures?audience=cats").status == 400);
    CHECK(client.get("/api/v1/figures?flagged=maybe").status == 400);
    CHECK(client.get("/api/v1/figures?flagged=without").status == 200);
    CHECK(client.get("/api/v1/figures?colour=red").status == 400);
    CHECK(client.get("/api/v1/figures?place=%3Cb%3E").status == 400);
    const HttpReply page = client.get("/?period=%3Cscript%3E");
    CHECK(page.status == 400);
    CHECK(page.body.find("<script") == std::string::npos);
}

TEST_CASE("unknown addresses, wrong methods and large bodies are refused politely") {
    RunningServer server;
    const HttpReply lost = server.client().get("/nowhere");
    CHECK(lost.status == 404);
    CHECK(lost.body.find("Такой страницы нет") != std::string::npos);
    const HttpReply method = server.client().post("/", "text/plain", "");
    CHECK(method.status == 405);
    CHECK(method.has("Allow: GET, HEAD"));
    CHECK(server.client().get("/api/v1/batches").status == 405);
    const std::string large(handlers::batch_body_bytes_max + 1, 'x');
    CHECK(server.client().post("/api/v1/batches", "application/octet-stream", large).status == 413);
    CHECK(server.client().post("/api/v1/batches", "text/html", "<html>").status == 415);
    CHECK(server.post({'<', 'h', 't', 'm', 'l', '>'}).status == 400);
}

TEST_CASE("a body in chunks cannot be larger than its address takes") {
    RunningServer server;
    TlsClient client = server.client();
    REQUIRE(
        client.send("POST /api/v1/batches HTTP/1.1\r\nHost: a\r\nContent-Type: "
                    "application/octet-stream\r\nTransfer-Encoding: chunked\r\n\r\n"));
    const std::string chunk = "4000\r\n" + std::string(0x4000, 'x') + "\r\n";
    for (int count = 0; count < 5; ++count)
        REQUIRE(client.send(chunk));
    CHECK(client.read().status == 413);
}

TEST_CASE("a batch with a wrong signature is refused without a signature") {
    RunningServer server;
    Bytes body = server.kiosk.body(1, {server.kiosk.row(reception_response("5"))}, server.keys());
    body[body.size() - 3] ^= 4U;
    const HttpReply reply = server.post(body);
    CHECK(reply.status == 403);
    CHECK(reply.has("application/json"));
}

TEST_CASE("a kiosk's word on its bundles is answered with an offer, a stranger's with a refusal") {
    RunningServer server;
    TlsClient client = server.client();
    const auto say = [&](const Bytes& report) {
        return client.post("/api/v1/bundle", "application/octet-stream", text_of(report));
    };
    wire::BundleReport report;
    report.kiosk = server.kiosk.id();
    const HttpReply offer = say(server.kiosk.sign(report));
    CHECK(offer.status == 200);
    CHECK(offer.body == "{}");
    Bytes altered = server.kiosk.sign(report);
    altered.back() ^= 1U;
    CHECK(say(altered).status == 403);
    report.kiosk.bytes.fill(1);
    CHECK(say(server.kiosk.sign(report)).status == 404);
    CHECK(say({'<', 'h', 't', 'm', 'l', '>'}).status == 400);
    CHECK(say(Bytes(wire::bundle_report_bytes_max + 1, 'x')).status == 413);
    CHECK(server.client().post("/api/v1/bundle", "text/html", "<html>").status == 415);
    CHECK(server.client().get("/api/v1/bundle?name=12-0a1b2c3d4e5f6071&at=0").status == 404);
    CHECK(server.client().get("/api/v1/bundle?name=../state/box.key").status == 400);
}

TEST_CASE("a kiosk's new key is answered with a signed word, a stranger's with a refusal") {
    RunningServer server;
    const crypto::SigningKey next = crypto::SigningKey::from_seed(Bytes(32, 5)).value();
    const auto ask = [&](const Bytes& body) {
        return server.client().post(
            "/api/v1/kiosk-keys", "application/octet-stream", text_of(body));
    };
    CHECK(ask(wire::encode_key_rotation(server.kiosk.id(), next, server.kiosk.key())).status ==
          403);
    const Bytes request =
        wire::encode_key_rotation(server.kiosk.id(), server.kiosk.key(), next);
    const HttpReply reply = ask(request);
    REQUIRE(reply.status == 200);
    const std::vector<crypto::PublicKey> trusted{server.keys().receipt_key().public_key()};
    CHECK(wire::check_key_rotation_answer(
        bytes_of(reply.body), wire::key_rotation_hash(request), trusted));
    CHECK(ask(Bytes(wire::key_rotation_bytes + 1, 'x')).status == 413);
    CHECK(ask({'<', 'h', 't', 'm', 'l', '>'}).status == 400);
}

TEST_CASE("one connection serves many requests, HEAD included") {
    RunningServer server;
    TlsClient client = server.client();
    for (int count = 0; count < 5; ++count)
        CHECK(client.get("/healthz").status == 200);
    REQUIRE(client.send("HEAD / HTTP/1.1\r\nHost: a\r\n\r\n"));
    const HttpReply head = client.read(true);
    CHECK(head.status == 200);
    CHECK(head.body.empty());
    CHECK(client.get("/style.css").status == 200);
}

TEST_CASE("a client that drips is cut off and others are served meanwhile") {
    RunningServer server(handlers::Audience::Staff, {.header_ms_max = 300, .body_ms_max = 300});
    TlsClient header = server.client();
    REQUIRE(header.send("GET /healthz HTT"));
    TlsClient body = server.client();
    REQUIRE(
        body.send("POST /api/v1/batches HTTP/1.1\r\nHost: a\r\nContent-Type: "
                  "application/octet-stream\r\nContent-Length: 50000\r\n\r\nOTK"));
    CHECK(server.client().get("/healthz").status == 200);
    CHECK(header.is_closed());
    CHECK(body.is_closed());
}

TEST_CASE("a thousand idle connections leave the server answering") {
    constexpr std::size_t connections = 1000;
    rlimit limit{};
    REQUIRE(getrlimit(RLIMIT_NOFILE, &limit) == 0);
    limit.rlim_cur = limit.rlim_max;
    REQUIRE(setrlimit(RLIMIT_NOFILE, &limit) == 0);
    REQUIRE(limit.rlim_cur >= 2 * connections + 100);  // both ends are this process's
    // On a busy machine the first are older than two minutes when the last has come.
    RunningServer server(handlers::Audience::Staff, {.idle_ms_max = 3'600'000});
    std::vector<TlsClient> idle;
    for (std::size_t count = 0; count < connections; ++count) {
        idle.push_back(server.client());
        REQUIRE(idle.back().is_connected());
    }
    CHECK(server.answer(1, 5).status == 200);
    CHECK(idle.front().get("/healthz").status == 200);
    CHECK(idle.back().get("/healthz").status == 200);
    server.stop();
    CHECK(idle[7].is_closed());
}

TEST_CASE("the public sees closed months of external surveys only") {
    RunningServer server(handlers::Audience::Public);
    TlsClient client = server.client();
    CHECK(client.get("/api/v1/figures?period=2026-10").status == 200);
    CHECK(client.get("/api/v1/figures?period=2026-11").status == 403);
    CHECK(client.get("/api/v1/figures?period=2026-W40").status == 403);
    CHECK(client.get("/api/v1/figures?period=2026-10&audience=internal").status == 403);
    CHECK(client.get("/").status == 200);
    CHECK(handlers::thresholds_for(handlers::Audience::Public, 5, 10).external == 10);
}

TEST_CASE("where surveys are internal an outside reader gets no figure") {
    RunningServer server(handlers::Audience::Nobody);
    CHECK(server.client().get("/").status == 403);
    CHECK(server.client().get("/api/v1/figures").status == 403);
    CHECK(server.client().get("/healthz").status == 200);
    CHECK(server.answer(1, 1).status == 200);
}

TEST_CASE("a certificate that is not there and a wrong address are named") {
    const http::Router router(
        {}, true, [](int status, bool) { return http::json_response(status, "{}"); });
    const auto unlisted = http::HttpServer::create(
        {.listen = "nowhere", .certificate_file = "/nope", .private_key_file = "/nope"}, router);
    REQUIRE_FALSE(unlisted);
    CHECK(unlisted.error().context.find("certificate_file /nope") != std::string::npos);
    CHECK(http::is_loopback("127.0.0.1:8443"));
    CHECK(http::is_loopback("[::1]:8443"));
    CHECK_FALSE(http::is_loopback("0.0.0.0:8443"));
    CHECK_FALSE(http::is_loopback("127.0.0.1"));
}
