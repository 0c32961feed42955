#include "drivers/service/line_server.h"

#include <poll.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>
#include <limits>

#include "core/base/format.h"
#include "core/base/json.h"
#include "core/base/log.h"

namespace otk::service {
namespace {

constexpr int backlog = 64;
constexpr std::size_t step_bytes = 16 * 1024;

Result<sockaddr_un> address_of(const Path& path) {
    sockaddr_un address{};
    address.sun_family = AF_UNIX;
    const std::string& name = path.native();
    if (name.empty() || name.size() >= sizeof address.sun_path) {
        return fail(ErrorKind::InvalidInput,
            format("socket {}: 1 to {} bytes allowed", name, sizeof address.sun_path - 1));
    }
    std::memcpy(address.sun_path, name.data(), name.size());
    return address;
}

const sockaddr* generic(const sockaddr_un& address) {
    return reinterpret_cast<const sockaddr*>(&address);
}

Descriptor new_socket() {
    return Descriptor(::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0));
}

std::string refusal(std::string_view error, std::string_view message) {
    return Json::object().set("ok", false).set("error", error).set("message", message).dump();
}

/// A socket file outlives its process; only a refused connection proves that nobody serves it.
Result<void> remove_stale(const Path& path, const sockaddr_un& address) {
    const Descriptor probe = new_socket();
    if (!probe.is_open()) return Failure(error_from_errno("open", path, errno));
    if (::connect(probe.number(), generic(address), sizeof address) == 0 || errno == EAGAIN) {
        return fail(
            ErrorKind::Conflict, format("socket {}: another process serves it", path.string()));
    }
    if (errno == ENOENT) return {};
    if (errno != ECONNREFUSED) return Failure(error_from_errno("connect", path, errno));
    return remove_durably(path);
}

}  // namespace

Result<LineServer> LineServer::listen(const Path& path, const Clock& clock) {
    const sockaddr_un address = OTK_TRY(address_of(path));
    OTK_TRY(make_folder(path.parent_path(), 0755));
    OTK_TRY(remove_stale(path, address));
    Descriptor socket = new_socket();
    if (!socket.is_open()) return Failure(error_from_errno("open", path, errno));
    // Before bind, so that at no moment more than the owner may connect.
    if (::fchmod(socket.number(), 0600) != 0 ||
        ::bind(socket.number(), generic(address), sizeof address) != 0 ||
        ::chmod(path.c_str(), 0660) != 0 || ::listen(socket.number(), backlog) != 0) {
        return Failure(error_from_errno("listen", path, errno));
    }
    return LineServer(path, std::move(socket), clock);
}

LineServer::~LineServer() {
    if (m_socket.is_open()) ::unlink(m_path.c_str());
}

void LineServer::watch(std::vector<pollfd>& watched) const {
    watched.push_back({m_socket.number(), POLLIN, 0});
    for (const Client& client : m_clients) {
        const auto events = static_cast<short>(
            (client.is_closing ? 0 : POLLIN) | (client.outgoing.empty() ? 0 : POLLOUT));
        watched.push_back({client.socket.number(), events, 0});
    }
}

void LineServer::serve(const LineHandler& handler) {
    accept_all();
    for (Client& client : m_clients) {
        read_from(client);
        answer_lines(client, handler);
        check_times(client);
        write_to(client);
    }
    m_clients.remove_if([](const Client& client) { return client.is_gone; });
}

void LineServer::accept_all() {
    for (;;) {
        Descriptor socket(
            ::accept4(m_socket.number(), nullptr, nullptr, SOCK_CLOEXEC | SOCK_NONBLOCK));
        if (!socket.is_open()) {
            const bool is_news = errno != EAGAIN && errno != EINTR && errno != ECONNABORTED;
            if (is_news)
                log::warning("a client cannot be accepted",
                    {{"error", error_from_errno("accept", m_path, errno)}});
            return;
        }
        ucred peer{};
        socklen_t size = sizeof peer;
        if (::getsockopt(socket.number(), SOL_SOCKET, SO_PEERCRED, &peer, &size) != 0) continue;
        const std::int64_t now_ms = m_clock->monotonic_ms();
        Client client{std::move(socket), peer.uid, {}, {}, now_ms, now_ms};
        client.requests_since_ms = now_ms;
        const bool is_full = m_clients.size() == clients_max;
        if (is_full) {
            refuse(client, "unavailable", "too many clients");
            write_to(client);  // one try: a full house keeps nobody waiting
            continue;
        }
        m_clients.push_back(std::move(client));
    }
}

void LineServer::read_from(Client& client) {
    std::array<char, step_bytes> part{};
    while (!client.is_closing && !client.is_gone && client.incoming.size() <= line_bytes_max) {
        const ssize_t got = ::recv(client.socket.number(), part.data(), part.size(), 0);
        if (got > 0) {
            client.incoming.append(part.data(), static_cast<std::size_t>(got));
            continue;
        }
        if (got < 0 && errno == EINTR) continue;
        if (got < 0 && errno == EAGAIN) return;
        // The end, or an error: what was asked by whole lines is still answered.
        client.is_closing = true;
        if (got < 0) client.is_gone = true;
    }
}

void LineServer::answer_lines(Client& client, const LineHandler& handler) {
    std::size_t begin = 0;
    while (!client.is_gone && client.outgoing.size() <= unsent_bytes_max) {
        const std::size_t end = client.incoming.find('\n', begin);
        if (end == std::string::npos) break;
        const std::string_view line = std::string_view(client.incoming).substr(begin, end - begin);
        begin = end + 1;
        client.line_since_ms = m_clock->monotonic_ms();
        if (line.size() > line_bytes_max)
            return refuse(client, "invalid_input", "a line is too long");
        if (client.outgoing.empty()) client.unread_since_ms = client.line_since_ms;
        const LineReply reply = reply_to(line, client, handler);
        client.watches = client.watches || reply.watches;
        client.outgoing += reply.line;
        client.outgoing += '\n';
    }
    client.incoming.erase(0, begin);
    const bool has_whole_line = client.incoming.find('\n') != std::string::npos;
    if (client.incoming.size() > line_bytes_max && !has_whole_line) {
        refuse(client, "invalid_input", "a line is too long");
    }
}

LineReply LineServer::reply_to(std::string_view line, Client& client, const LineHandler& handler) {
    if (!may_ask(client)) return {refusal("unavailable", "too many requests: wait a moment")};
    LineReply reply = handler(line, client.user);
    const bool is_one_more = reply.watches && !client.watches;
    if (is_one_more && watchers() == watchers_max)
        return {refusal("unavailable", "too many clients watch")};
    return reply;
}

bool LineServer::may_ask(Client& client) const {
    constexpr double ms_in_s = 1'000;
    const std::int64_t now_ms = m_clock->monotonic_ms();
    const auto passed_ms = static_cast<double>(now_ms - client.requests_since_ms);
    client.requests_left =
        std::min(requests_burst, client.requests_left + passed_ms * requests_per_s_max / ms_in_s);
    client.requests_since_ms = now_ms;
    if (client.requests_left < 1) return false;
    client.requests_left -= 1;
    return true;
}

void LineServer::tell(std::string_view line) {
    for (Client& client : m_clients) {
        if (!client.watches || client.is_closing) continue;
        if (client.outgoing.empty()) client.unread_since_ms = m_clock->monotonic_ms();
        client.outgoing.append(line).append(1, '\n');
    }
}

std::size_t LineServer::watchers() const {
    return static_cast<std::size_t>(std::count_if(
        m_clients.begin(), m_clients.end(), [](const Client& client) { return client.watches; }));
}

void LineServer::write_to(Client& client) {
    while (!client.outgoing.empty() && !client.is_gone) {
        const ssize_t put = ::send(
            client.socket.number(), client.outgoing.data(), client.outgoing.size(), MSG_NOSIGNAL);
        if (put > 0) {
            client.outgoing.erase(0, static_cast<std::size_t>(put));
            client.unread_since_ms = m_clock->monotonic_ms();
            continue;
        }
        if (put < 0 && errno == EINTR) continue;
        if (put < 0 && errno == EAGAIN) return;
        client.is_gone = true;
    }
    if (client.is_closing && client.outgoing.empty()) client.is_gone = true;
}

void LineServer::refuse(Client& client, std::string_view error, std::string_view message) {
    if (client.outgoing.empty()) client.unread_since_ms = m_clock->monotonic_ms();
    client.outgoing += refusal(error, message) + "\n";
    client.incoming.clear();
    client.is_closing = true;
}

std::int64_t LineServer::ends_at_ms(const Client& client) const {
    if (!client.outgoing.empty()) return client.unread_since_ms + unread_ms_max;
    if (client.watches && client.incoming.empty()) return std::numeric_limits<std::int64_t>::max();
    const std::int64_t most_ms = client.incoming.empty() ? idle_ms_max : half_line_ms_max;
    return client.line_since_ms + most_ms;
}

void LineServer::check_times(Client& client) {
    const std::int64_t now_ms = m_clock->monotonic_ms();
    // A half line counts from its first bytes, not from the last whole line.
    if (client.incoming.empty() != client.had_no_half_line) {
        client.had_no_half_line = client.incoming.empty();
        client.line_since_ms = now_ms;
    }
    if (now_ms < ends_at_ms(client)) return;
    if (!client.outgoing.empty()) {
        client.is_gone = true;
    } else if (!client.incoming.empty()) {
        refuse(client, "invalid_input", "half a line and no end of it");
    } else {
        client.is_closing = true;
    }
}

std::int64_t LineServer::wait_ms() const {
    if (m_clients.empty()) return -1;
    std::int64_t first_ms = ends_at_ms(m_clients.front());
    for (const Client& client : m_clients)
        first_ms = std::min(first_ms, ends_at_ms(client));
    return std::max<std::int64_t>(first_ms - m_clock->monotonic_ms(), 0);
}

}  // namespace otk::service
