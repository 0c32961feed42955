#include "kiosk/shell/inspection.h"

#include <poll.h>
#include <sys/eventfd.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <utility>

#include "core/base/format.h"
#include "core/base/json.h"

namespace otk::kiosk::shell {
namespace {

constexpr std::size_t line_bytes_max = 64;

Result<Descriptor> listen_on(const Path& path) {
    sockaddr_un address{};
    address.sun_family = AF_UNIX;
    if (path.native().size() >= sizeof address.sun_path) {
        return fail(ErrorKind::InvalidInput,
            format("{}: longer than a socket's path may be", path.string()));
    }
    std::memcpy(address.sun_path, path.c_str(), path.native().size());
    Descriptor listener(::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0));
    if (!listener.is_open()) return Failure(error_from_errno("socket", path, errno));
    struct stat entry {};
    if (::lstat(path.c_str(), &entry) == 0 && S_ISSOCK(entry.st_mode)) ::unlink(path.c_str());
    // Born with its mode: between bind and chmod nobody else may connect.
    const mode_t before = ::umask(0177);
    const int bound =
        ::bind(listener.number(), reinterpret_cast<const sockaddr*>(&address), sizeof address);
    const int bind_errno = errno;
    ::umask(before);
    if (bound != 0) return Failure(error_from_errno("bind", path, bind_errno));
    if (::listen(listener.number(), 4) != 0)
        return Failure(error_from_errno("listen", path, errno));
    return listener;
}

/// False if the client has gone or reads too slowly to be worth a thread's time.
bool send_all(int descriptor, std::string_view text) {
    while (!text.empty()) {
        const ssize_t sent = ::send(descriptor, text.data(), text.size(), MSG_NOSIGNAL);
        if (sent > 0) {
            text.remove_prefix(static_cast<std::size_t>(sent));
            continue;
        }
        if (sent < 0 && errno == EINTR) continue;
        pollfd waiting{descriptor, POLLOUT, 0};
        if (sent < 0 && errno == EAGAIN && ::poll(&waiting, 1, 2000) == 1) continue;
        return false;
    }
    return true;
}

}  // namespace

struct Inspection::Client {
    Descriptor descriptor;
    std::string pending;
    bool has_gone = false;
};

Result<std::unique_ptr<Inspection>> Inspection::open(const Path& socket, const Clock& clock) {
    Descriptor listener = OTK_TRY(in("inspect", listen_on(socket)));
    Descriptor wake(::eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK));
    if (!wake.is_open()) return Failure(error_from_errno("inspect: eventfd", socket, errno));
    return std::unique_ptr<Inspection>(
        new Inspection(socket, std::move(listener), std::move(wake), clock));
}

Inspection::Inspection(Path path, Descriptor listener, Descriptor wake, const Clock& clock)
    : m_path(std::move(path)),
      m_listener(std::move(listener)),
      m_wake(std::move(wake)),
      m_clock(clock),
      m_thread([this] { serve(); }) {}

Inspection::~Inspection() {
    const std::uint64_t one = 1;
    // An eventfd takes 8 bytes or fails on a full counter, which wakes as well.
    if (::write(m_wake.number(), &one, sizeof one) < 0 && errno != EAGAIN)
        m_listener = Descriptor();
    m_thread.join();
    ::unlink(m_path.c_str());
}

void Inspection::shown(const Frame& frame, const std::string& language) {
    const std::lock_guard guard(m_mutex);
    m_seen = {frame.screen, language, frame.items, frame.focused};
    ++m_frames;
}

void Inspection::touched(std::int64_t felt_us, std::int64_t shown_us) {
    const std::lock_guard guard(m_mutex);
    m_touches.push_back({felt_us, shown_us});
    if (m_touches.size() > touches_max) m_touches.pop_front();
}

void Inspection::deaf_until(std::int64_t ms) {
    const std::lock_guard guard(m_mutex);
    m_deaf_until_ms = ms;
}

void Inspection::serve() {
    std::vector<Client> clients;
    for (;;) {
        std::vector<pollfd> watched{{m_wake.number(), POLLIN, 0}, {m_listener.number(), POLLIN, 0}};
        for (const Client& client : clients)
            watched.push_back({client.descriptor.number(), POLLIN, 0});
        if (::poll(watched.data(), watched.size(), -1) < 0 && errno != EINTR) return;
        if (watched[0].revents != 0) return;
        for (std::size_t index = 0; index < clients.size(); ++index) {
            if (watched[index + 2].revents != 0) answer(clients[index]);
        }
        std::erase_if(clients, [](const Client& client) { return client.has_gone; });
        if (watched[1].revents == 0) continue;
        Descriptor accepted(
            ::accept4(m_listener.number(), nullptr, nullptr, SOCK_CLOEXEC | SOCK_NONBLOCK));
        if (accepted.is_open() && clients.size() < clients_max) {
            clients.push_back({std::move(accepted), {}, false});
        }
    }
}

void Inspection::answer(Client& client) {
    char piece[256];
    const ssize_t got = ::recv(client.descriptor.number(), piece, sizeof piece, 0);
    if (got <= 0) {
        client.has_gone = got == 0 || (errno != EAGAIN && errno != EINTR);
        return;
    }
    client.pending.append(piece, static_cast<std::size_t>(got));
    for (std::size_t end = client.pending.find('\n'); end != std::string::npos;
         end = client.pending.find('\n')) {
        const std::string line = answer_to(client.pending.substr(0, end)) + "\n";
        client.pending.erase(0, end + 1);
        if (!send_all(client.descriptor.number(), line)) {
            client.has_gone = true;
            return;
        }
    }
    if (client.pending.size() > line_bytes_max) client.has_gone = true;
}

/// Who waits for something asks again and again for a frame that stays: it is written once.
const std::string& Inspection::frame_line() {
    std::unique_lock lock(m_mutex);
    if (m_frame_of_line == m_frames) return m_frame_line;
    const SeenFrame seen = m_seen;
    m_frame_of_line = m_frames;
    lock.unlock();
    m_frame_line = json_of(seen);
    return m_frame_line;
}

std::string Inspection::answer_to(const std::string& question) {
    if (question == "frame") return frame_line();
    if (question == "timings") {
        const std::lock_guard guard(m_mutex);
        Json touches = Json::array();
        for (const Touch& touch : m_touches) {
            Json one = Json::object();
            one.set("felt_us", touch.felt_us);
            one.set("shown_us", touch.shown_us);
            touches.push_back(std::move(one));
        }
        Json timings = Json::object();
        timings.set("deaf", m_clock.monotonic_ms() < m_deaf_until_ms);
        timings.set("frames", m_frames);
        timings.set("touches", std::move(touches));
        return timings.dump();
    }
    Json refusal = Json::object();
    refusal.set("error", "unknown question");
    return refusal.dump();
}

}  // namespace otk::kiosk::shell
