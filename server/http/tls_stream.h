#pragma once

#include <openssl/ssl.h>

#include <boost/asio/async_result.hpp>
#include <boost/asio/buffer.hpp>
#include <boost/asio/compose.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/steady_timer.hpp>
#include <chrono>
#include <cstddef>
#include <memory>
#include <type_traits>
#include <utility>

namespace otk::http {

/// TLS over a socket, an AsyncStream for Beast. OpenSSL reads and writes the socket itself, and
/// between requests it holds no record's room (SSL_MODE_RELEASE_BUFFERS). Asio's own stream holds
/// two for as long as the connection lives, and two more in the pair of buffers between itself and
/// OpenSSL, through which every byte is copied.
///
/// One operation at a time, on the loop's thread; it outlives its operations (whoever waits keeps
/// it alive, as with any of Asio's streams). Handlers are never called before the initiating call
/// returned. Errors: eof after the peer's word that it ends, connection_aborted for all that breaks
/// TLS, operation_aborted after close() or the deadline.
class TlsStream {
  public:
    using Socket = boost::asio::ip::tcp::socket;
    using executor_type = Socket::executor_type;  // NOLINT(readability-identifier-naming): Asio's
    using ErrorCode = boost::system::error_code;

    /// The server's end. `context` outlives it and has the modes that prepare() gives.
    TlsStream(Socket socket, SSL_CTX* context);

    /// The modes that streams of this context need.
    static void prepare(SSL_CTX* context);

    executor_type get_executor() { return m_connection->socket.get_executor(); }

    /// What goes on after that time ends with the connection; each call moves the deadline.
    void expires_after(std::chrono::milliseconds time);
    void expires_never();
    void close() { m_connection->close(); }

    /// Until the peer has sent something, which is not read.
    template <typename Handler>
    void async_wait_for_peer(Handler&& handler) {
        m_connection->socket.async_wait(Socket::wait_read, std::forward<Handler>(handler));
    }

    template <typename Handler>
    void async_handshake(Handler&& handler) {
        start([](TlsStream& stream) { return stream.handshake(); },
            [handler = std::forward<Handler>(handler)](
                ErrorCode error, std::size_t) mutable { handler(error); });
    }

    template <typename Buffers, typename Handler>
    auto async_read_some(const Buffers& buffers, Handler&& handler) ->
        typename boost::asio::async_result<std::decay_t<Handler>,
            void(ErrorCode, std::size_t)>::return_type {
        const boost::asio::mutable_buffer into =
            first_of<boost::asio::mutable_buffer>(buffers);
        return start([into](TlsStream& stream) { return stream.read(into); },
            std::forward<Handler>(handler));
    }

    template <typename Buffers, typename Handler>
    auto async_write_some(const Buffers& buffers, Handler&& handler) ->
        typename boost::asio::async_result<std::decay_t<Handler>,
            void(ErrorCode, std::size_t)>::return_type {
        const boost::asio::const_buffer from = first_of<boost::asio::const_buffer>(buffers);
        return start([from](TlsStream& stream) { return stream.write(from); },
            std::forward<Handler>(handler));
    }

    /// Says that it ends and waits for the same word of the peer.
    template <typename Handler>
    void async_shutdown(Handler&& handler) {
        start([](TlsStream& stream) { return stream.shut_down(); },
            [handler = std::forward<Handler>(handler)](
                ErrorCode error, std::size_t) mutable { handler(error); });
    }

  private:
    /// What lives until the deadline's handler has run, too.
    struct Connection {
        explicit Connection(Socket open_socket)
            : socket(std::move(open_socket)), deadline(socket.get_executor()) {}
        void close();

        Socket socket;
        boost::asio::steady_timer deadline;
    };
    struct Free {
        void operator()(SSL* tls) const { SSL_free(tls); }
    };

    enum class Wish { Nothing, Readable, Writable };
    /// How far an attempt came: to an end, or to what it wants of the socket first.
    struct Step {
        ErrorCode error = {};
        std::size_t size = 0;
        Wish wish = Wish::Nothing;
    };

    /// Attempts, and waits for the socket, until there is an end.
    template <typename Attempt>
    struct Operation {
        TlsStream& stream;
        Attempt attempt;
        Step step = {};
        bool is_started = false;
        bool is_ended = false;

        template <typename Self>
        void operator()(Self& self, ErrorCode error = {}) {
            if (error) return self.complete(error, 0);
            if (is_ended) return self.complete(step.error, step.size);
            const bool may_call_back = std::exchange(is_started, true);
            step = attempt(stream);
            Socket& socket = stream.m_connection->socket;
            if (step.wish == Wish::Readable) {
                socket.async_wait(Socket::wait_read, std::move(self));
            } else if (step.wish == Wish::Writable) {
                socket.async_wait(Socket::wait_write, std::move(self));
            } else if (may_call_back) {
                self.complete(step.error, step.size);
            } else {
                is_ended = true;
                boost::asio::post(socket.get_executor(), std::move(self));
            }
        }
    };

    template <typename Attempt, typename Handler>
    auto start(Attempt attempt, Handler&& handler) {
        return boost::asio::async_compose<Handler, void(ErrorCode, std::size_t)>(
            Operation<Attempt>{*this, std::move(attempt)}, handler, m_connection->socket);
    }

    /// The first that is not empty; the rest are for the next call.
    template <typename Buffer, typename Buffers>
    static Buffer first_of(const Buffers& buffers) {
        for (auto at = boost::asio::buffer_sequence_begin(buffers);
             at != boost::asio::buffer_sequence_end(buffers); ++at) {
            const Buffer buffer(*at);
            if (buffer.size() > 0) return buffer;
        }
        return Buffer();
    }

    Step handshake();
    Step read(boost::asio::mutable_buffer into);
    Step write(boost::asio::const_buffer from);
    Step shut_down();
    Step step_of(int answer);

    std::shared_ptr<Connection> m_connection;
    std::unique_ptr<SSL, Free> m_tls;
};

}  // namespace otk::http
