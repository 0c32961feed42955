#include "tools/fleet_sim/network.h"

#include <netinet/tcp.h>
#include <openssl/ssl.h>

#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/ssl/context.hpp>
#include <boost/asio/ssl/host_name_verification.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/write.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/core/tcp_stream.hpp>
#include <boost/beast/http/parser.hpp>
#include <boost/beast/http/read.hpp>
#include <boost/beast/http/string_body.hpp>
#include <boost/beast/ssl/ssl_stream.hpp>
#include <charconv>
#include <utility>

#include "core/base/assert.h"
#include "core/base/format.h"
#include "core/wire/limits.h"

namespace otk::fleet_sim {
namespace {

namespace asio = boost::asio;
namespace beast = boost::beast;
namespace bhttp = boost::beast::http;
using asio::ip::tcp;
using ErrorCode = boost::system::error_code;
using std::chrono::milliseconds;

/// A courier's own (sync/curl_transport.h, syncd.timeout_s).
constexpr int connect_ms_max = 15'000;
constexpr int request_ms_max = 120'000;
/// 127.0.0.2 … 127.0.0.17: with 28,000 ports each, of which closed connections keep theirs for a
/// minute.
constexpr std::size_t sources = 16;
constexpr std::size_t buffer_bytes_max = 2 * wire::reply_bytes_max;

asio::ip::address source_address(std::size_t index) {
    const auto last = static_cast<std::uint32_t>(2 + index % sources);
    return asio::ip::address_v4(0x7F000000U + last);
}

std::optional<std::int64_t> seconds_in(beast::string_view text) {
    std::int64_t number = 0;
    const auto read = std::from_chars(text.data(), text.data() + text.size(), number);
    if (text.empty() || read.ec != std::errc() || read.ptr != text.data() + text.size())
        return std::nullopt;
    return number;
}

/// A socket of the fleet at one of its addresses of loopback.
ErrorCode open_at_source(tcp::socket& socket, std::size_t index) {
    ErrorCode error;
    socket.open(tcp::v4(), error);
    if (error) return error;
    // The port is chosen when it connects: one that is free towards this server.
    const int yes = 1;
    ::setsockopt(socket.native_handle(), IPPROTO_IP, IP_BIND_ADDRESS_NO_PORT, &yes, sizeof yes);
    socket.bind(tcp::endpoint(source_address(index), 0), error);
    return error;
}

bool is_established(int socket) {
    tcp_info state{};
    socklen_t size = sizeof state;
    return socket >= 0 && ::getsockopt(socket, IPPROTO_TCP, TCP_INFO, &state, &size) == 0 &&
           state.tcpi_state == TCP_ESTABLISHED;
}

class TlsLine final : public Line, public std::enable_shared_from_this<TlsLine> {
  public:
    TlsLine(asio::io_context& loop, asio::ssl::context& tls, const tcp::endpoint& server,
        std::size_t index)
        : m_loop(loop), m_tls(tls), m_server(server), m_index(index) {}

    void open(Opened opened) override {
        m_stream.emplace(m_loop, m_tls);
        m_buffer.emplace(buffer_bytes_max);
        auto& lowest = beast::get_lowest_layer(*m_stream);
        if (open_at_source(lowest.socket(), m_index)) return fail_later(std::move(opened));
        lowest.expires_after(milliseconds(connect_ms_max));
        lowest.async_connect(m_server,
            [self = shared_from_this(), opened = std::move(opened)](ErrorCode error) mutable {
                if (error) return opened(false);
                self->shake_hands(std::move(opened));
            });
    }

    void post(std::string_view path, ByteView body, Answered answered) override {
        m_request = format(
            "POST {} HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/octet-stream\r\n"
            "Content-Length: {}\r\n\r\n",
            path, body.size());
        m_request += text_of(body);
        send(std::move(answered));
    }

    void get(std::string_view path, Answered answered) override {
        m_request = format("GET {} HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n", path);
        send(std::move(answered));
    }

    void close() override {
        if (m_stream) beast::get_lowest_layer(*m_stream).close();
    }

    bool is_open() const override {
        return m_stream &&
               is_established(const_cast<Stream&>(*m_stream).next_layer().socket().native_handle());
    }

    void drip(std::string_view bytes, std::function<void(bool)> sent) override {
        m_request = bytes;
        beast::get_lowest_layer(*m_stream).expires_after(milliseconds(request_ms_max));
        asio::async_write(*m_stream, asio::buffer(m_request),
            [self = shared_from_this(), sent = std::move(sent)](
                ErrorCode error, std::size_t) { sent(!error); });
    }

  private:
    using Stream = beast::ssl_stream<beast::tcp_stream>;

    void fail_later(Opened opened) {
        asio::post(m_loop, [opened = std::move(opened)] { opened(false); });
    }

    void shake_hands(Opened opened) {
        ErrorCode slower;
        beast::get_lowest_layer(*m_stream).socket().set_option(tcp::no_delay(true), slower);
        m_stream->async_handshake(asio::ssl::stream_base::client,
            [self = shared_from_this(), opened = std::move(opened)](ErrorCode error) {
                beast::get_lowest_layer(*self->m_stream).expires_never();
                opened(!error);
            });
    }

    void send(Answered answered) {
        if (!m_stream)
            return asio::post(m_loop, [answered = std::move(answered)] { answered({}); });
        beast::get_lowest_layer(*m_stream).expires_after(milliseconds(request_ms_max));
        asio::async_write(*m_stream, asio::buffer(m_request),
            [self = shared_from_this(), answered = std::move(answered)](
                ErrorCode error, std::size_t) mutable {
                if (error) return answered({});
                self->read(std::move(answered));
            });
    }

    void read(Answered answered) {
        m_parser.emplace();
        m_parser->body_limit(wire::reply_bytes_max);
        bhttp::async_read(*m_stream, *m_buffer, *m_parser,
            [self = shared_from_this(), answered = std::move(answered)](
                ErrorCode error, std::size_t) {
                beast::get_lowest_layer(*self->m_stream).expires_never();
                if (error) return answered({});
                auto message = self->m_parser->release();
                self->m_parser.reset();
                answered({.came = true,
                    .status = static_cast<int>(message.result_int()),
                    .retry_after_s = seconds_in(message[bhttp::field::retry_after]),
                    .body = std::move(message.body())});
            });
    }

    asio::io_context& m_loop;
    asio::ssl::context& m_tls;
    tcp::endpoint m_server;
    std::size_t m_index;
    std::optional<Stream> m_stream;
    std::optional<beast::flat_buffer> m_buffer;
    std::optional<bhttp::response_parser<bhttp::string_body>> m_parser;
    std::string m_request;
};

class SilentLine final : public Line, public std::enable_shared_from_this<SilentLine> {
  public:
    SilentLine(asio::io_context& loop, const tcp::endpoint& server, std::size_t index)
        : m_socket(loop), m_server(server), m_index(index) {}

    void open(Opened opened) override {
        const ErrorCode problem = open_at_source(m_socket, m_index);
        if (problem) return asio::post(m_socket.get_executor(), [opened] { opened(false); });
        m_socket.async_connect(
            m_server, [self = shared_from_this(), opened](ErrorCode error) { opened(!error); });
    }
    void post(std::string_view /*path*/, ByteView /*body*/, Answered answered) override {
        answered({});
    }
    void get(std::string_view /*path*/, Answered answered) override { answered({}); }
    void close() override {
        ErrorCode gone;
        m_socket.close(gone);
    }
    bool is_open() const override {
        return is_established(const_cast<tcp::socket&>(m_socket).native_handle());
    }
    void drip(std::string_view /*bytes*/, std::function<void(bool)> sent) override { sent(false); }

  private:
    tcp::socket m_socket;
    tcp::endpoint m_server;
    std::size_t m_index;
};

class AsioNetwork final : public Network {
  public:
    explicit AsioNetwork(std::uint16_t port)
        : m_server(asio::ip::address_v4::loopback(), port), m_tls(asio::ssl::context::tls_client) {}

    Result<void> trust(const Path& authority) {
        ErrorCode error;
        m_tls.load_verify_file(authority.string(), error);
        if (error)
            return fail(
                ErrorKind::InvalidInput, format("{}: {}", authority.string(), error.message()));
        m_tls.set_verify_mode(asio::ssl::verify_peer);
        m_tls.set_verify_callback(asio::ssl::host_name_verification("127.0.0.1"));
        SSL_CTX_set_min_proto_version(m_tls.native_handle(), TLS1_3_VERSION);
        SSL_CTX_set_mode(m_tls.native_handle(), SSL_MODE_RELEASE_BUFFERS);
        return {};
    }

    std::shared_ptr<Line> line(std::size_t index) override {
        return std::make_shared<TlsLine>(m_loop, m_tls, m_server, index);
    }
    std::shared_ptr<Line> silent_line(std::size_t index) override {
        return std::make_shared<SilentLine>(m_loop, m_server, index);
    }

    void after(std::int64_t delay_ms, std::function<void()> work) override {
        auto timer = std::make_shared<asio::steady_timer>(m_loop, milliseconds(delay_ms));
        timer->async_wait([timer, work = std::move(work)](ErrorCode error) {
            if (!error) work();
        });
    }

    void run() override {
        m_loop.restart();
        m_loop.run();
    }
    void stop() override { m_loop.stop(); }

  private:
    tcp::endpoint m_server;
    asio::ssl::context m_tls;
    asio::io_context m_loop;
};

}  // namespace

Result<std::unique_ptr<Network>> Network::create(const ServerAddress& server) {
    auto network = std::make_unique<AsioNetwork>(server.port);
    OTK_TRY(network->trust(server.authority));
    return std::unique_ptr<Network>(std::move(network));
}

}  // namespace otk::fleet_sim
