#include "kiosk/shell/printd_line.h"

#include <sys/socket.h>
#include <sys/time.h>
#include <sys/un.h>

#include <cerrno>
#include <cstring>
#include <string>
#include <string_view>

namespace otk::kiosk::shell {
namespace {

constexpr timeval socket_timeout{2, 0};
/// The longest one holds a preview: 128 KiB of PNG as base 64.
constexpr std::size_t reply_bytes_max = 196'608;

Result<Descriptor> connect_to(const Path& path) {
    sockaddr_un address{};
    address.sun_family = AF_UNIX;
    if (path.native().size() >= sizeof address.sun_path) {
        return fail(ErrorKind::InvalidInput, "printer socket: path too long");
    }
    std::memcpy(address.sun_path, path.c_str(), path.native().size());
    Descriptor socket(::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0));
    if (!socket.is_open()) return Failure(error_from_errno("socket", path, errno));
    for (const int option : {SO_RCVTIMEO, SO_SNDTIMEO}) {
        if (::setsockopt(
                socket.number(), SOL_SOCKET, option, &socket_timeout, sizeof socket_timeout) != 0) {
            return Failure(error_from_errno("timeout", path, errno));
        }
    }
    if (::connect(socket.number(), reinterpret_cast<const sockaddr*>(&address), sizeof address) !=
        0) {
        return Failure(error_from_errno("connect", path, errno));
    }
    return socket;
}

}  // namespace

Result<Json> ask_printd(const Path& path, const Json& question) {
    const Descriptor socket = OTK_TRY(connect_to(path));
    const std::string line = question.dump() + "\n";
    for (std::size_t sent = 0; sent < line.size();) {
        const ssize_t now =
            ::send(socket.number(), line.data() + sent, line.size() - sent, MSG_NOSIGNAL);
        if (now < 0 && errno == EINTR) continue;
        if (now <= 0) return Failure(error_from_errno("send", path, errno));
        sent += static_cast<std::size_t>(now);
    }
    std::string reply;
    while (reply.find('\n') == std::string::npos) {
        char piece[1024];
        const ssize_t got = ::recv(socket.number(), piece, sizeof piece, 0);
        if (got < 0 && errno == EINTR) continue;
        if (got < 0) return Failure(error_from_errno("receive", path, errno));
        if (got == 0 || reply.size() > reply_bytes_max) {
            return fail(ErrorKind::Corrupt, "printer service: no whole line");
        }
        reply.append(piece, static_cast<std::size_t>(got));
    }
    Json answer = OTK_TRY(Json::parse(std::string_view(reply).substr(0, reply.find('\n'))));
    if (!OTK_TRY(answer.bool_at("ok"))) {
        return fail(ErrorKind::Unavailable, "printer service: refused");
    }
    return answer;
}

}  // namespace otk::kiosk::shell
