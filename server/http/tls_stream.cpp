#include "server/http/tls_stream.h"

#include <openssl/bio.h>
#include <openssl/err.h>
#include <sys/socket.h>

#include <algorithm>
#include <boost/asio/error.hpp>
#include <cerrno>
#include <limits>

#include "core/base/assert.h"

namespace otk::http {
namespace {

using Socket = TlsStream::Socket;

int socket_of(BIO* bio) {
    return static_cast<Socket*>(BIO_get_data(bio))->native_handle();
}

/// -1 with a mark if it is only not the time for it.
int answer_of(BIO* bio, ssize_t size, int mark) {
    BIO_clear_retry_flags(bio);
    if (size < 0 && (errno == EAGAIN || errno == EINTR))
        BIO_set_flags(bio, mark | BIO_FLAGS_SHOULD_RETRY);
    return static_cast<int>(size);
}

int read_socket(BIO* bio, char* into, int size) {
    const ssize_t came = ::recv(socket_of(bio), into, static_cast<std::size_t>(size), 0);
    return answer_of(bio, came, BIO_FLAGS_READ);
}

/// Without the signal that a peer who is gone would send: it would end the whole process.
int write_socket(BIO* bio, const char* from, int size) {
    const ssize_t gone =
        ::send(socket_of(bio), from, static_cast<std::size_t>(size), MSG_NOSIGNAL);
    return answer_of(bio, gone, BIO_FLAGS_WRITE);
}

/// Nothing is held back, so there is nothing to flush; nothing else is asked of it.
long control(BIO* /*bio*/, int command, long /*number*/, void* /*pointer*/) {
    return command == BIO_CTRL_FLUSH ? 1 : 0;
}

/// Lives as long as the process.
const BIO_METHOD* socket_method() {
    static const BIO_METHOD* const method = [] {
        BIO_METHOD* const made = BIO_meth_new(BIO_get_new_index() | BIO_TYPE_SOURCE_SINK, "socket");
        OTK_ASSERT(made != nullptr);
        BIO_meth_set_read(made, read_socket);
        BIO_meth_set_write(made, write_socket);
        BIO_meth_set_ctrl(made, control);
        return made;
    }();
    return method;
}

int size_for_openssl(std::size_t size) {
    return static_cast<int>(
        std::min(size, static_cast<std::size_t>(std::numeric_limits<int>::max())));
}

}  // namespace

void TlsStream::Connection::close() {
    deadline.cancel();
    ErrorCode gone;
    socket.close(gone);
}

TlsStream::TlsStream(Socket socket, SSL_CTX* context)
    : m_connection(std::make_shared<Connection>(std::move(socket))), m_tls(SSL_new(context)) {
    BIO* const bio = BIO_new(socket_method());
    OTK_ASSERT(m_tls != nullptr && bio != nullptr);
    BIO_set_data(bio, &m_connection->socket);
    BIO_set_init(bio, 1);
    SSL_set_bio(m_tls.get(), bio, bio);
    ErrorCode blocking;  // of a socket that is gone already: the handshake will tell
    m_connection->socket.native_non_blocking(true, blocking);
}

void TlsStream::prepare(SSL_CTX* context) {
    // Thousands of idle connections: OpenSSL's buffers are given back between requests.
    SSL_CTX_set_mode(context, SSL_MODE_RELEASE_BUFFERS | SSL_MODE_ENABLE_PARTIAL_WRITE |
                                  SSL_MODE_ACCEPT_MOVING_WRITE_BUFFER);
    // A record's head and body by one call of the kernel.
    SSL_CTX_set_read_ahead(context, 1);
}

void TlsStream::expires_after(std::chrono::milliseconds time) {
    m_connection->deadline.expires_after(time);
    m_connection->deadline.async_wait(
        [weak = std::weak_ptr<Connection>(m_connection)](ErrorCode error) {
            const auto connection = weak.lock();
            if (error || !connection) return;
            // A deadline that was moved after it had struck, and before this was called.
            if (connection->deadline.expiry() > std::chrono::steady_clock::now()) return;
            connection->close();
        });
}

void TlsStream::expires_never() {
    m_connection->deadline.expires_at(std::chrono::steady_clock::time_point::max());
}

TlsStream::Step TlsStream::handshake() {
    ERR_clear_error();
    return step_of(SSL_accept(m_tls.get()));
}

TlsStream::Step TlsStream::read(boost::asio::mutable_buffer into) {
    if (into.size() == 0) return {};
    ERR_clear_error();
    const int answer = SSL_read(m_tls.get(), into.data(), size_for_openssl(into.size()));
    Step step = step_of(answer);
    if (answer > 0) step.size = static_cast<std::size_t>(answer);
    return step;
}

TlsStream::Step TlsStream::write(boost::asio::const_buffer from) {
    if (from.size() == 0) return {};
    ERR_clear_error();
    const int answer = SSL_write(m_tls.get(), from.data(), size_for_openssl(from.size()));
    Step step = step_of(answer);
    if (answer > 0) step.size = static_cast<std::size_t>(answer);
    return step;
}

TlsStream::Step TlsStream::shut_down() {
    ERR_clear_error();
    int answer = SSL_shutdown(m_tls.get());
    if (answer == 0) answer = SSL_shutdown(m_tls.get());  // our word is out, now the peer's
    return step_of(answer);
}

TlsStream::Step TlsStream::step_of(int answer) {
    switch (SSL_get_error(m_tls.get(), answer)) {
        case SSL_ERROR_NONE:
            return {};
        case SSL_ERROR_WANT_READ:
            return {.error = {}, .size = 0, .wish = Wish::Readable};
        case SSL_ERROR_WANT_WRITE:
            return {.error = {}, .size = 0, .wish = Wish::Writable};
        case SSL_ERROR_ZERO_RETURN:
            return {.error = boost::asio::error::eof, .size = 0, .wish = Wish::Nothing};
        default:
            return {.error = boost::asio::error::connection_aborted, .size = 0, .wish = Wish::Nothing};
    }
}

}  // namespace otk::http
