#include "server/http/http_server.h"

#include <catch2/catch.hpp>
#include <future>
#include <thread>
#include <utility>

#include "core/base/format.h"
#include "tests/server/support/tls_client.h"
#include "tests/support/temporary_folder.h"

using namespace otk;
using namespace otk::http;
using namespace otk::test;

namespace {

constexpr std::size_t body_bytes_max = 1000;
/// More than a socket's buffers of both ends hold.
constexpr std::size_t large_bytes = std::size_t{32} << 20U;

Response plain(int status, bool /*for_program*/) {
    return {.status = status, .body = "no"};
}

/// A server whose addresses answer at once (/plain, /large), or when the test says so (/later).
class SmallServer {
  public:
    explicit SmallServer(ServerOptions options = {}) {
        write_certificate(certificate(), m_folder.path() / "key.pem");
        options.listen = "127.0.0.1:0";
        options.certificate_file = certificate();
        options.private_key_file = m_folder.path() / "key.pem";
        m_server = HttpServer::create(options, Router(routes(), true, plain)).value();
        m_thread = std::thread([this] {
            m_server->run();
            m_ended.set_value();
        });
    }
    SmallServer(const SmallServer&) = delete;
    SmallServer& operator=(const SmallServer&) = delete;
    ~SmallServer() {
        m_server->stop();
        m_thread.join();
        m_reply = {};  // may hold a connection, which ends before its server
    }

    TlsClient client() const {
        return {m_server->port(), certificate(), TlsClient::Speaks::Newest};
    }
    void stop() { m_server->stop(); }
    /// Waits until a request to /later is in work.
    Reply in_work() {
        m_in_work.get_future().wait();
        return std::exchange(m_reply, {});
    }
    bool has_ended_within(std::chrono::seconds patience) {
        return m_ended.get_future().wait_for(patience) == std::future_status::ready;
    }

  private:
    Path certificate() const { return m_folder.path() / "certificate.pem"; }

    std::vector<Route> routes() {
        const auto at_once = [](const Request&, const Reply& reply) { reply({.body = "yes"}); };
        const auto large = [](const Request&, const Reply& reply) {
            reply({.body = std::string(large_bytes, 'x')});
        };
        const auto later = [this](const Request&, const Reply& reply) {
            m_reply = reply;
            m_in_work.set_value();
        };
        return {{Method::Get, "/plain", Access::Anyone, 0, at_once},
            {Method::Post, "/plain", Access::Anyone, body_bytes_max, at_once},
            {Method::Get, "/large", Access::Anyone, 0, large},
            {Method::Get, "/later", Access::Anyone, 0, later}};
    }

    TemporaryFolder m_folder;
    Reply m_reply;
    std::promise<void> m_in_work;
    std::promise<void> m_ended;
    std::unique_ptr<HttpServer> m_server;
    std::thread m_thread;
};

}  // namespace

TEST_CASE("a header of twice its limit is refused, one at the limit is not") {
    const SmallServer server;
    const auto ask = [&](std::size_t header_bytes) {
        TlsClient client = server.client();
        const std::string begin = "GET /plain HTTP/1.1\r\nHost: a\r\nX-Long: ";
        const std::string end = "\r\n\r\n";
        REQUIRE(
            client.send(begin + std::string(header_bytes - begin.size() - end.size(), 'x') + end));
        return client.read().status;
    };
    CHECK(ask(RequestLimits::header_bytes_max) == 200);
    CHECK(ask(2 * RequestLimits::header_bytes_max) == 431);
}

TEST_CASE("a body is refused by its announced length, before a byte of it came") {
    const SmallServer server;
    const auto announce = [&](std::size_t size) {
        TlsClient client = server.client();
        REQUIRE(client.send(format(
            "POST /plain HTTP/1.1\r\nHost: a\r\nContent-Length: {}\r\nExpect: 100-continue\r\n\r\n",
            size)));
        return client.read(true).status;
    };
    CHECK(announce(body_bytes_max) == 100);
    CHECK(announce(body_bytes_max + 1) == 413);
}

TEST_CASE("a connection asks again and again, whatever the size of what came before") {
    const SmallServer server;
    TlsClient client = server.client();
    for (const std::size_t size : {std::size_t{0}, body_bytes_max, std::size_t{1}}) {
        CHECK(client.post("/plain", "text/plain", std::string(size, 'x')).body == "yes");
        CHECK(client.get("/plain").body == "yes");
    }
}

TEST_CASE("a client that does not take its answer is cut") {
    const SmallServer server({.header_ms_max = 2000, .body_ms_max = 300});
    TlsClient greedy = server.client();
    REQUIRE(greedy.send("GET /large HTTP/1.1\r\nHost: a\r\n\r\n"));
    TlsClient watch = server.client();  // is cut two seconds after its first byte
    REQUIRE(watch.send("G"));
    CHECK(watch.is_closed());
    CHECK(greedy.read().status == 0);  // what the sockets held, and no more
    CHECK(server.client().get("/plain").body == "yes");
}

TEST_CASE("a stop answers the request in work, ends idle connections and takes none anew") {
    SmallServer server;
    TlsClient idle = server.client();
    CHECK(idle.get("/plain").status == 200);
    TlsClient busy = server.client();
    REQUIRE(busy.send("GET /later HTTP/1.1\r\nHost: a\r\n\r\n"));
    Reply reply = server.in_work();
    server.stop();
    CHECK(idle.is_closed());
    reply({.body = "in the end"});
    reply = {};  // who may still answer holds the connection
    CHECK(busy.read().body == "in the end");
    CHECK(busy.is_closed());
    CHECK(server.has_ended_within(std::chrono::seconds(5)));
}

TEST_CASE("a stop does not wait for ever for a request in work") {
    SmallServer server({.stop_ms_max = 200});
    TlsClient busy = server.client();
    REQUIRE(busy.send("GET /later HTTP/1.1\r\nHost: a\r\n\r\n"));
    const Reply never = server.in_work();
    server.stop();
    CHECK(server.has_ended_within(std::chrono::seconds(5)));
}
