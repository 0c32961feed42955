#include "kiosk/shell/print_client.h"

#include <sys/socket.h>
#include <sys/time.h>
#include <sys/un.h>

#include <cerrno>
#include <chrono>
#include <cstring>
#include <string_view>
#include <utility>

#include "core/base/json.h"
#include "core/base/log.h"

namespace otk::kiosk::shell {
namespace {

using namespace std::chrono_literals;

constexpr auto watch_every = 2s;
constexpr auto job_every = 200ms;
constexpr auto job_longest = 30s;
constexpr timeval socket_timeout{2, 0};
constexpr std::size_t reply_bytes_max = 16384;

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

/// One line out, one line back. The service answers at once or is of no use to a visitor.
Result<Json> ask(const Path& path, const Json& question) {
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

Result<bool> ask_is_ready(const Path& path) {
    Json question = Json::object();
    question.set("op", "status");
    const Json answer = OTK_TRY(ask(path, question));
    const Json* printer = OTK_TRY(answer.object_at("printer"));
    const std::string state = OTK_TRY(printer->string_at("state"));
    return state == "ready" || state == "busy" || state == "paper_low";
}

Result<std::int64_t> order(const Path& path, const Slip& slip) {
    Json content = Json::object();
    content.set("template", slip.slip_template);
    content.set("language", slip.language);
    content.set("link", slip.link);
    content.set("address", slip.address);
    content.set("place", slip.place);
    Json question = Json::object();
    question.set("op", "print");
    question.set("owner", "visitor");
    question.set("copies", 1);
    question.set("slip", std::move(content));
    const Json answer = OTK_TRY(ask(path, question));
    return answer.integer_at("job");
}

Result<std::string> job_state(const Path& path, std::int64_t job) {
    Json question = Json::object();
    question.set("op", "job");
    question.set("job", job);
    const Json answer = OTK_TRY(ask(path, question));
    return answer.string_at("state");
}

}  // namespace

PrintClient::PrintClient(Path socket, Listener listener)
    : m_socket(std::move(socket)), m_listener(std::move(listener)), m_thread([this] { serve(); }) {}

PrintClient::~PrintClient() {
    {
        const std::lock_guard guard(m_mutex);
        m_stopping = true;
    }
    m_changed.notify_one();
    m_thread.join();
}

void PrintClient::watch(bool wanted) {
    {
        const std::lock_guard guard(m_mutex);
        if (m_wanted == wanted) return;
        m_wanted = wanted;
    }
    m_changed.notify_one();
}

void PrintClient::print(Slip slip) {
    {
        const std::lock_guard guard(m_mutex);
        m_slip = std::move(slip);
    }
    m_changed.notify_one();
}

void PrintClient::serve() {
    std::unique_lock lock(m_mutex);
    for (;;) {
        m_changed.wait(lock, [this] { return m_stopping || m_wanted || m_slip; });
        if (m_stopping) return;
        const std::optional<Slip> slip = std::exchange(m_slip, std::nullopt);
        lock.unlock();
        if (slip) m_listener.print_ended(print_now(*slip));
        report(is_ready());
        lock.lock();
        if (!m_wanted) m_reported.reset();
        m_changed.wait_for(lock, watch_every, [this] { return m_stopping || !m_wanted || m_slip; });
    }
}

void PrintClient::report(bool ready) {
    if (m_reported == ready) return;
    m_reported = ready;
    m_listener.printer(ready);
}

bool PrintClient::is_ready() const {
    if (m_socket.empty()) return false;
    // An absent service is a kiosk without a printer: no line in the log every two seconds.
    return ask_is_ready(m_socket).value_or(false);
}

bool PrintClient::print_now(const Slip& slip) {
    const Result<std::int64_t> job = order(m_socket, slip);
    if (!job) {
        log::warning("slip not ordered", {{"error", job.error()}});
        return false;
    }
    const auto until = std::chrono::steady_clock::now() + job_longest;
    for (;;) {
        const Result<std::string> state = job_state(m_socket, *job);
        if (!state) {
            log::warning("slip's fate not known", {{"error", state.error()}});
            return false;
        }
        if (*state == "printed") return true;
        const bool goes_on = *state == "queued" || *state == "sending";
        if (!goes_on || std::chrono::steady_clock::now() > until) return false;
        std::unique_lock lock(m_mutex);
        if (m_changed.wait_for(lock, job_every, [this] { return m_stopping; })) return false;
    }
}

}  // namespace otk::kiosk::shell
