#include "server/http/http_server.h"

#include <openssl/ssl.h>

#include <algorithm>
#include <array>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/signal_set.hpp>
#include <boost/asio/ssl/context.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/core/flat_stream.hpp>
#include <boost/beast/http/parser.hpp>
#include <boost/beast/http/read.hpp>
#include <boost/beast/http/string_body.hpp>
#include <boost/beast/http/vector_body.hpp>
#include <boost/beast/http/write.hpp>
#include <csignal>
#include <optional>
#include <unordered_set>

#include "core/base/assert.h"
#include "core/base/format.h"
#include "core/base/log.h"
#include "server/http/handshake_turns.h"
#include "server/http/tls_stream.h"

namespace otk::http {
namespace {

namespace asio = boost::asio;
namespace beast = boost::beast;
namespace bhttp = boost::beast::http;
using asio::ip::tcp;
using ErrorCode = boost::system::error_code;
using std::chrono::milliseconds;

/// After an accept that failed for want of descriptors.
constexpr int accept_pause_ms = 100;

/// What one read can bring: a record of TLS.
constexpr std::uint64_t record_bytes_max = 16 * 1024;

class Session;

/// What the sessions share; all of it lives on the loop's thread.
struct Shared {
    ServerOptions options;
    Router router;
    HandshakeTurns turns;
    std::function<void()> take_turns;  ///< after each change of them
    std::unordered_set<Session*> sessions = {};
    bool stopping = false;
};

std::string_view view_of(beast::string_view text) {
    return {text.data(), text.size()};
}

std::int64_t now_ms() {
    const auto now = std::chrono::steady_clock::now().time_since_epoch();
    return std::chrono::duration_cast<milliseconds>(now).count();
}

/// True if the bytes are no HTTP; false for timeouts and connections that went away.
bool is_protocol_error(const ErrorCode& error) {
    return error && error.category() == bhttp::make_error_code(bhttp::error::bad_version).category();
}

std::string media_type(std::string_view content_type) {
    std::string type(content_type.substr(0, content_type.find(';')));
    while (!type.empty() && type.back() == ' ')
        type.pop_back();
    for (char& letter : type) {
        if (letter >= 'A' && letter <= 'Z') letter = static_cast<char>(letter - 'A' + 'a');
    }
    return type;
}

/// One connection. It keeps itself alive through the handler of the operation that it waits for.
class Session final : public std::enable_shared_from_this<Session> {
  public:
    Session(tcp::socket socket, asio::ssl::context& tls, Shared& shared)
        : m_stream(std::move(socket), tls.native_handle()), m_shared(shared) {
        m_shared.sessions.insert(this);
    }
    Session(const Session&) = delete;
    Session& operator=(const Session&) = delete;
    ~Session() { m_shared.sessions.erase(this); }

    void start() {
        expire_after(m_shared.options.header_ms_max);
        m_stream.next_layer().async_wait_for_peer([self = shared_from_this()](ErrorCode error) {
            if (error) return;
            self->m_shared.turns.wait([self](HandshakeTurns::Turn turn) { self->shake_hands(turn); });
            self->m_shared.take_turns();
        });
    }

    /// Ends an idle connection; one with a request in work ends after its reply.
    void stop() {
        if (m_idle) m_stream.next_layer().close();
    }

  private:
    using Parser = bhttp::request_parser<bhttp::vector_body<std::uint8_t>>;
    using Message = bhttp::response<bhttp::string_body>;

    void shake_hands(HandshakeTurns::Turn turn) {
        expire_after(m_shared.options.header_ms_max);  // it was us whom it waited for
        m_stream.next_layer().async_handshake([self = shared_from_this(), turn](ErrorCode error) {
            self->m_shared.turns.end(turn);
            self->m_shared.take_turns();
            if (!error) self->wait_for_request();
        });
    }

    void expire_after(int timeout_ms) {
        m_stream.next_layer().expires_after(milliseconds(timeout_ms));
    }

    /// The first byte of a request has the patience of an idle connection; from then on the whole
    /// header must come within header_ms_max, however slowly it drips. While it waits, a connection
    /// keeps no buffer of its own: what a body needed would be held eighteen thousand times.
    void wait_for_request() {
        if (m_shared.stopping) return shut_down();
        m_parser.emplace();
        m_parser->header_limit(RequestLimits::header_bytes_max);
        if (m_buffer.size() > 0) return read_header();
        m_buffer.shrink_to_fit();
        m_idle = true;
        expire_after(m_shared.options.idle_ms_max);
        m_stream.async_read_some(asio::buffer(m_first_byte),
            [self = shared_from_this()](ErrorCode error, std::size_t size) {
                self->m_idle = false;
                if (error) return;
                self->m_buffer.commit(
                    asio::buffer_copy(self->m_buffer.prepare(size), asio::buffer(self->m_first_byte)));
                self->read_header();
            });
    }

    void read_header() {
        expire_after(m_shared.options.header_ms_max);
        bhttp::async_read_header(m_stream, m_buffer, *m_parser,
            [self = shared_from_this()](ErrorCode error, std::size_t) { self->on_header(error); });
    }

    void on_header(ErrorCode error) {
        if (error == bhttp::error::header_limit) return refuse(431);
        if (error == bhttp::error::end_of_stream) return shut_down();
        if (is_protocol_error(error)) return refuse(400);
        if (error) return;
        const auto& head = m_parser->get();
        const std::string_view target = view_of(head.target());
        const std::size_t question = std::min(target.find('?'), target.size());
        m_request.path = target.substr(0, question);
        m_request.query = target.substr(std::min(question + 1, target.size()));
        m_request.content_type = media_type(view_of(head[bhttp::field::content_type]));
        m_head_only = head.method() == bhttp::verb::head;
        const Router::Match match =
            m_shared.router.find(view_of(head.method_string()), m_request.path);
        if (match.route == nullptr) return refuse(match.status, match.allow);
        m_route = match.route;
        m_request.method = m_route->method;
        m_parser->body_limit(m_route->body_bytes_max);
        const auto length = m_parser->content_length();
        if (length && *length > m_route->body_bytes_max) return refuse(413);
        if (view_of(head[bhttp::field::expect]) == "100-continue") return send_continue();
        read_body();
    }

    void send_continue() {
        static constexpr std::string_view go_on = "HTTP/1.1 100 Continue\r\n\r\n";
        asio::async_write(m_stream, asio::buffer(go_on.data(), go_on.size()),
            [self = shared_from_this()](ErrorCode error, std::size_t) {
                if (!error) self->read_body();
            });
    }

    /// Beast reads as much at once as the buffer holds already: after a header that is half a
    /// kilobyte, and a batch took a hundred and twenty reads.
    void read_body() {
        expire_after(m_shared.options.body_ms_max);
        const std::uint64_t length = m_parser->content_length().value_or(0);
        m_buffer.reserve(static_cast<std::size_t>(std::min(length, record_bytes_max)));
        bhttp::async_read(m_stream, m_buffer, *m_parser,
            [self = shared_from_this()](ErrorCode error, std::size_t) { self->on_body(error); });
    }

    void on_body(ErrorCode error) {
        if (error == bhttp::error::body_limit) return refuse(413);
        if (is_protocol_error(error)) return refuse(400);
        if (error) return;
        m_stream.next_layer().expires_never();
        m_keep_alive = m_parser->get().keep_alive() && !m_shared.stopping;
        m_request.body = std::move(m_parser->get().body());
        m_parser.reset();
        // The reply may come from another thread: it only posts to the loop.
        m_route->handler(std::exchange(m_request, {}),
            [self = given_up_in_loop(), loop = m_stream.get_executor()](Response response) {
                asio::post(loop, [self, sent = std::move(response)] { self->send(sent); });
            });
    }

    /// This session, for another thread: should that thread give it up last, it ends in the loop
    /// all the same, where its connection and the set of sessions live.
    std::shared_ptr<Session> given_up_in_loop() {
        return {this, [self = shared_from_this(), loop = m_stream.get_executor()](
                          Session*) mutable { asio::post(loop, [self = std::move(self)] {}); }};
    }

    /// A refusal before the body was read ends the connection: what follows on it is not a request.
    void refuse(int status, std::string_view allow = {}) {
        m_keep_alive = false;
        send(m_shared.router.refusal(status, m_request.path, allow));
    }

    void send(const Response& response) {
        auto message = std::make_shared<Message>(static_cast<bhttp::status>(response.status), 11);
        message->set(bhttp::field::content_type, response.content_type);
        message->set(bhttp::field::cache_control, "no-store");
        message->set("X-Content-Type-Options", "nosniff");
        message->set("Referrer-Policy", "no-referrer");
        message->set("Content-Security-Policy",
            "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'; base-uri "
            "'none'; "
            "frame-ancestors 'none'");
        for (const auto& [name, value] : response.headers)
            message->set(name, value);
        message->keep_alive(m_keep_alive);
        message->content_length(response.body.size());
        if (!m_head_only) message->body() = response.body;
        expire_after(m_shared.options.body_ms_max);
        write(message);
    }

    void write(const std::shared_ptr<Message>& message) {
        const auto after = [self = shared_from_this(), message](ErrorCode error, std::size_t) {
            if (error) return;
            if (self->m_keep_alive) return self->wait_for_request();
            self->drain();
        };
        if (!m_head_only) return bhttp::async_write(m_stream, *message, after);
        // A HEAD reply announces the length of the body that it does not carry.
        auto serializer =
            std::make_shared<bhttp::response_serializer<bhttp::string_body>>(*message);
        bhttp::async_write_header(m_stream, *serializer,
            [after, serializer](ErrorCode error, std::size_t size) { after(error, size); });
    }

    /// Closing with unread bytes makes the kernel reset the connection, and the peer may lose the
    /// refusal: so read on for a moment, into nothing.
    void drain() {
        if (m_parser == std::nullopt) return shut_down();
        expire_after(RequestLimits::drain_ms_max);
        m_buffer.clear();
        read_into_nothing(0);
    }

    void read_into_nothing(std::size_t so_far) {
        if (so_far > RequestLimits::drained_bytes_max) return;
        m_stream.async_read_some(m_buffer.prepare(RequestLimits::header_bytes_max),
            [self = shared_from_this(), so_far](ErrorCode error, std::size_t size) {
                if (!error) self->read_into_nothing(so_far + size);
            });
    }

    void shut_down() {
        expire_after(RequestLimits::drain_ms_max);
        m_stream.next_layer().async_shutdown([self = shared_from_this()](ErrorCode) {});
    }

    beast::flat_stream<TlsStream> m_stream;  ///< a short reply's head and body in one record
    Shared& m_shared;
    beast::flat_buffer m_buffer;
    std::array<std::uint8_t, 1> m_first_byte{};  ///< of the next request
    std::optional<Parser> m_parser;
    const Route* m_route = nullptr;
    Request m_request;
    bool m_idle = false;
    bool m_keep_alive = false;
    bool m_head_only = false;
};

Result<tcp::endpoint> endpoint_of(const std::string& listen) {
    const std::size_t colon = listen.rfind(':');
    const auto wrong = [&] {
        return fail(ErrorKind::InvalidInput, format("listen: '{}' is not address:port", listen));
    };
    if (colon == std::string::npos) return wrong();
    std::string host = listen.substr(0, colon);
    if (host.size() > 2 && host.front() == '[' && host.back() == ']')
        host = host.substr(1, host.size() - 2);
    ErrorCode error;
    const auto address = asio::ip::make_address(host, error);
    const std::string port = listen.substr(colon + 1);
    const bool digits = !port.empty() && port.size() <= 5 &&
                        std::all_of(port.begin(), port.end(),
                            [](char letter) { return letter >= '0' && letter <= '9'; });
    if (error || !digits || std::stoul(port) > 65535) return wrong();
    return tcp::endpoint(address, static_cast<std::uint16_t>(std::stoul(port)));
}

class BeastServer final : public HttpServer {
  public:
    BeastServer(const ServerOptions& options, Router router)
        : m_shared{.options = options,
              .router = std::move(router),
              .turns = HandshakeTurns(
                  {.at_once_max = RequestLimits::handshakes_at_once_max,
                      .waiting_max = RequestLimits::waiting_handshakes_max,
                      .counted_ms_max = RequestLimits::handshake_counted_ms_max}),
              .take_turns = [this] { take_turns(); }},
          m_tls(asio::ssl::context::tls_server),
          m_acceptor(m_loop),
          m_pause(m_loop),
          m_turn(m_loop),
          m_tick(m_loop),
          m_deadline(m_loop),
          m_signals(m_loop) {}

    Result<void> prepare() {
        OTK_TRY(load_keys());
        OTK_TRY(bind());
        return {};
    }

    std::uint16_t port() const override { return m_port; }

    void run() override {
        accept();
        tick();
        if (m_shared.options.stop_on_signals) wait_for_signal();
        m_loop.run();
        m_shared.turns.clear();  // they hold sessions, which end before the loop
    }

    void stop() override {
        asio::post(m_loop, [this] { begin_stop(); });
    }

  private:
    Result<void> load_keys() {
        SSL_CTX* native = m_tls.native_handle();
        SSL_CTX_set_min_proto_version(native, TLS1_3_VERSION);
        TlsStream::prepare(native);
        ErrorCode error;
        m_tls.use_certificate_chain_file(m_shared.options.certificate_file.string(), error);
        if (error)
            return fail(ErrorKind::InvalidInput,
                format("certificate_file {}: {}", m_shared.options.certificate_file.string(),
                    error.message()));
        m_tls.use_private_key_file(
            m_shared.options.private_key_file.string(), asio::ssl::context::pem, error);
        if (error)
            return fail(ErrorKind::InvalidInput,
                format("private_key_file {}: {}", m_shared.options.private_key_file.string(),
                    error.message()));
        return {};
    }

    Result<void> bind() {
        const tcp::endpoint endpoint = OTK_TRY(endpoint_of(m_shared.options.listen));
        ErrorCode error;
        m_acceptor.open(endpoint.protocol(), error);
        if (!error) m_acceptor.set_option(asio::socket_base::reuse_address(true), error);
        if (!error) m_acceptor.bind(endpoint, error);
        if (!error) m_acceptor.listen(asio::socket_base::max_listen_connections, error);
        if (error)
            return fail(ErrorKind::Unavailable,
                format("listen {}: {}", m_shared.options.listen, error.message()));
        m_port = m_acceptor.local_endpoint(error).port();
        return {};
    }

    void accept() {
        if (m_accepts || !m_shared.turns.has_room()) return;
        m_accepts = true;
        m_acceptor.async_accept([this](ErrorCode error, tcp::socket socket) {
            m_accepts = false;
            if (m_shared.stopping || error == asio::error::operation_aborted) return;
            if (error) return accept_later();
            ErrorCode ignored_option;  // a connection without it is slower, not wrong
            socket.set_option(tcp::no_delay(true), ignored_option);
            std::make_shared<Session>(std::move(socket), m_tls, m_shared)->start();
            accept();
        });
    }

    /// Out of descriptors: those who are connected go on, the rest wait in the kernel's queue.
    void accept_later() {
        m_pauses = true;
        m_pause.expires_after(milliseconds(accept_pause_ms));
        m_pause.async_wait([this](ErrorCode error) {
            m_pauses = false;
            if (!error) accept();
        });
    }

    void take_turns() {
        m_shared.turns.begin(now_ms());
        const auto next_ms = m_shared.turns.next_ms();
        if (next_ms) {
            m_turn.expires_after(milliseconds(std::max<std::int64_t>(0, *next_ms - now_ms())));
            m_turn.async_wait([this](ErrorCode error) {
                if (!error) take_turns();
            });
        }
        if (!m_shared.stopping && !m_pauses) accept();
    }

    void tick() {
        if (m_shared.options.tick_ms <= 0 || m_shared.stopping) return;
        m_tick.expires_after(milliseconds(m_shared.options.tick_ms));
        m_tick.async_wait([this](ErrorCode error) {
            if (error) return;
            m_shared.options.on_tick();
            tick();
        });
    }

    void wait_for_signal() {
        ErrorCode error;
        m_signals.add(SIGTERM, error);
        OTK_ASSERT(!error);
        m_signals.add(SIGINT, error);
        OTK_ASSERT(!error);
        m_signals.async_wait([this](ErrorCode waiting_error, int) {
            if (!waiting_error) begin_stop();
        });
    }

    void begin_stop() {
        if (m_shared.stopping) return;
        m_shared.stopping = true;
        ErrorCode error;
        m_acceptor.close(error);
        if (error) log::warning("closing the listening socket failed");
        m_pause.cancel();
        m_tick.cancel();
        m_turn.cancel();
        m_signals.cancel(error);
        for (Session* session : m_shared.sessions)
            session->stop();
        m_deadline.expires_after(milliseconds(m_shared.options.stop_ms_max));
        m_deadline.async_wait([this](ErrorCode wait_error) {
            if (!wait_error) m_loop.stop();
        });
        wait_for_sessions();
    }

    /// The loop would end by itself without work; the deadline's timer is work, so it is taken away
    /// when the last session is gone.
    void wait_for_sessions() {
        if (m_shared.sessions.empty()) {
            m_deadline.cancel();
            return;
        }
        m_pause.expires_after(milliseconds(20));
        m_pause.async_wait([this](ErrorCode error) {
            if (!error) wait_for_sessions();
        });
    }

    // Sessions strike themselves off m_shared when the loop goes: the loop stands after it.
    Shared m_shared;
    asio::ssl::context m_tls;
    std::uint16_t m_port = 0;
    asio::io_context m_loop{1};
    tcp::acceptor m_acceptor;
    asio::steady_timer m_pause;
    asio::steady_timer m_turn;
    bool m_accepts = false;  ///< waits for the next connection
    bool m_pauses = false;   ///< out of descriptors
    asio::steady_timer m_tick;
    asio::steady_timer m_deadline;
    asio::signal_set m_signals;
};

}  // namespace

Result<std::unique_ptr<HttpServer>> HttpServer::create(
    const ServerOptions& options, Router router) {
    auto server = std::make_unique<BeastServer>(options, std::move(router));
    OTK_TRY(server->prepare());
    return std::unique_ptr<HttpServer>(std::move(server));
}

bool is_loopback(const std::string& listen) {
    const auto endpoint = endpoint_of(listen);
    return endpoint && endpoint->address().is_loopback();
}

}  // namespace otk::http
