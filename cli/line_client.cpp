#include "cli/line_client.h"

#include <sys/socket.h>
#include <sys/time.h>
#include <sys/un.h>

#include <array>
#include <cerrno>
#include <cstring>

#include "core/base/format.h"

namespace otk::cli {
namespace {

constexpr timeval reply_time_max{10, 0};
constexpr std::size_t reply_bytes_max = 4U << 20U;

/// The kind that a reply's word names; Unsupported for one that this program does not know.
ErrorKind kind_named(std::string_view word) {
    using enum ErrorKind;
    for (const ErrorKind kind :
        {InvalidInput, NotFound, Unavailable, Conflict, Corrupt, NoSpace, Permission, Io}) {
        std::string name(name_of(kind));
        for (char& letter : name) {
            if (letter == ' ') letter = '_';
        }
        if (name == word) return kind;
    }
    return Unsupported;
}

}  // namespace

Result<LineClient> LineClient::connect(const Path& path) {
    sockaddr_un address{};
    address.sun_family = AF_UNIX;
    const std::string& name = path.native();
    if (name.empty() || name.size() >= sizeof address.sun_path) {
        return fail(ErrorKind::InvalidInput, "a socket's path is empty or too long");
    }
    std::memcpy(address.sun_path, name.data(), name.size());
    Descriptor socket(::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0));
    if (!socket.is_open()) return Failure(error_from_errno("open", path, errno));
    for (const int option : {SO_RCVTIMEO, SO_SNDTIMEO}) {
        if (::setsockopt(
                socket.number(), SOL_SOCKET, option, &reply_time_max, sizeof reply_time_max) != 0) {
            return Failure(error_from_errno("open", path, errno));
        }
    }
    if (::connect(socket.number(), reinterpret_cast<const sockaddr*>(&address), sizeof address) ==
        0) {
        return LineClient(std::move(socket));
    }
    if (errno == ENOENT || errno == ECONNREFUSED) {
        return fail(ErrorKind::Unavailable,
            format("the printer service does not answer at {}: is otklik-printd running?", name));
    }
    return Failure(error_from_errno("connect", path, errno));
}

Result<void> LineClient::send(std::string_view line) {
    while (!line.empty()) {
        const ssize_t put = ::send(m_socket.number(), line.data(), line.size(), MSG_NOSIGNAL);
        if (put < 0 && errno == EINTR) continue;
        if (put < 0) return fail(ErrorKind::Unavailable, "the printer service does not listen");
        line.remove_prefix(static_cast<std::size_t>(put));
    }
    return {};
}

Result<std::string> LineClient::receive() {
    std::array<char, 16384> part{};
    for (;;) {
        const std::size_t end = m_received.find('\n');
        if (end != std::string::npos) {
            std::string line = m_received.substr(0, end);
            m_received.erase(0, end + 1);
            return line;
        }
        if (m_received.size() > reply_bytes_max)
            return fail(ErrorKind::Corrupt, "a reply without an end");
        const ssize_t got = ::recv(m_socket.number(), part.data(), part.size(), 0);
        if (got < 0 && errno == EINTR) continue;
        if (got <= 0) return fail(ErrorKind::Unavailable, "the printer service does not answer");
        m_received.append(part.data(), static_cast<std::size_t>(got));
    }
}

Result<Json> LineClient::next() {
    constexpr timeval without_end{0, 0};
    if (::setsockopt(
            m_socket.number(), SOL_SOCKET, SO_RCVTIMEO, &without_end, sizeof without_end) != 0)
        return Failure(error_from_errno("read", "printer service", errno));
    const std::string line = OTK_TRY(receive());
    return in("the printer service's line", Json::parse(line, {.size_bytes_max = reply_bytes_max}));
}

Result<Json> LineClient::ask(const Json& request) {
    OTK_TRY(send(request.dump() + "\n"));
    const std::string line = OTK_TRY(receive());
    Json reply = OTK_TRY(
        in("the printer service's reply", Json::parse(line, {.size_bytes_max = reply_bytes_max})));
    if (OTK_TRY(reply.bool_at("ok"))) return reply;
    const std::string word = OTK_TRY(reply.string_at("error"));
    return fail(kind_named(word), OTK_TRY(reply.string_at("message")));
}

}  // namespace otk::cli
