#include "tools/fleet_sim/server_process.h"

#include <arpa/inet.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <poll.h>
#include <spawn.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <sys/un.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <charconv>
#include <chrono>
#include <csignal>
#include <cstring>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "core/base/assert.h"
#include "core/base/format.h"
#include "core/base/json.h"
#include "tools/fleet_sim/certificate.h"

namespace otk::fleet_sim {
namespace {

using std::chrono::steady_clock;

constexpr int start_ms_max = 60'000;
constexpr int stop_ms_max = 30'000;
constexpr std::size_t kernel_text_bytes_max = 64 * 1024;

int left_ms(steady_clock::time_point deadline) {
    const auto left =
        std::chrono::duration_cast<std::chrono::milliseconds>(deadline - steady_clock::now());
    return static_cast<int>(std::max<std::int64_t>(0, left.count()));
}

/// One that nobody has now: the server keeps it over its restarts. Connections of the fleet begin
/// at other addresses of loopback, so none of them takes it.
Result<std::uint16_t> free_port() {
    const Descriptor probe(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0));
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    socklen_t size = sizeof address;
    auto* const named = reinterpret_cast<sockaddr*>(&address);
    if (!probe.is_open() || ::bind(probe.number(), named, size) != 0 ||
        ::getsockname(probe.number(), named, &size) != 0) {
        return fail(ErrorKind::Unavailable, "no free port on 127.0.0.1");
    }
    return ntohs(address.sin_port);
}

/// JSON's spelling of a text is TOML's too.
std::string setting(std::string_view name, std::string_view value) {
    return format("{} = {}\n", name, Json(std::string(value)).dump());
}

Result<std::string> kernel_text(pid_t process, const char* file) {
    // A file of /proc says nothing of its size.
    const Path path = format("/proc/{}/{}", process, file);
    const Descriptor opened(::open(path.c_str(), O_RDONLY | O_CLOEXEC));
    if (!opened.is_open()) return Failure(error_from_errno("open", path, errno));
    std::string text(kernel_text_bytes_max, '\0');
    const ssize_t size = ::read(opened.number(), text.data(), text.size());
    if (size < 0) return Failure(error_from_errno("read", path, errno));
    text.resize(static_cast<std::size_t>(size));
    return text;
}

std::int64_t number_after(std::string_view text, std::string_view label) {
    const std::size_t found = text.find(label);
    if (found == std::string_view::npos) return 0;
    std::string_view rest = text.substr(found + label.size());
    rest.remove_prefix(std::min(rest.find_first_not_of(" \t"), rest.size()));
    std::int64_t number = 0;
    std::from_chars(rest.data(), rest.data() + rest.size(), number);
    return number;
}

/// schedstat(5): nanoseconds on a processor, nanoseconds waiting for one, turns.
Result<void> add_times(pid_t process, Footprint& footprint) {
    std::error_code problem;
    const Path tasks = format("/proc/{}/task", process);
    for (const auto& task : std::filesystem::directory_iterator(tasks, problem)) {
        const auto text = kernel_text(
            process, format("task/{}/schedstat", task.path().filename().string()).c_str());
        if (!text) continue;  // a thread that has ended meanwhile
        const std::size_t space = text->find(' ');
        footprint.cpu_ms += static_cast<double>(number_after(*text, "")) / 1e6;
        if (space != std::string::npos) {
            footprint.waited_ms += static_cast<double>(number_after(text->substr(space), "")) / 1e6;
        }
    }
    if (problem) return fail(ErrorKind::Unavailable, "the server has ended");
    return {};
}

Result<Footprint> footprint_of(pid_t process) {
    const std::string status = OTK_TRY(kernel_text(process, "status"));
    Footprint footprint;
    footprint.memory_kib = number_after(status, "VmRSS:");
    footprint.memory_kib_peak = number_after(status, "VmHWM:");
    OTK_TRY(add_times(process, footprint));
    return footprint;
}

/// The environment of ours, and where the child says that it is ready.
std::vector<std::string> environment_with(const Path& word) {
    std::vector<std::string> all;
    for (char** entry = environ; *entry != nullptr; ++entry) {
        const std::string_view text = *entry;
        const bool is_managers =
            text.starts_with("NOTIFY_SOCKET=") || text.starts_with("WATCHDOG_");
        if (!is_managers) all.emplace_back(text);
    }
    all.push_back(format("NOTIFY_SOCKET={}", word.string()));
    return all;
}

std::vector<char*> pointers_to(std::vector<std::string>& texts) {
    std::vector<char*> pointers;
    pointers.reserve(texts.size() + 1);
    for (std::string& text : texts)
        pointers.push_back(text.data());
    pointers.push_back(nullptr);
    return pointers;
}

Result<pid_t> spawn(const Path& program, const Path& folder) {
    std::vector<std::string> words{
        program.string(), "run", "--config", (folder / "server.toml").string()};
    std::vector<std::string> environment = environment_with(folder / "word");
    const Path log = folder / "server.log";
    posix_spawn_file_actions_t actions{};
    posix_spawn_file_actions_init(&actions);
    posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, "/dev/null", O_RDONLY, 0);
    posix_spawn_file_actions_addopen(
        &actions, STDERR_FILENO, log.c_str(), O_WRONLY | O_CREAT | O_APPEND, 0640);
    pid_t child = 0;
    const int problem = posix_spawn(&child, program.c_str(), &actions, nullptr,
        pointers_to(words).data(), pointers_to(environment).data());
    posix_spawn_file_actions_destroy(&actions);
    if (problem != 0) return Failure(error_from_errno("start", program, problem));
    return child;
}

}  // namespace

Result<ServerProcess> ServerProcess::prepare(const Path& program, const Path& folder) {
    if (::access(program.c_str(), X_OK) != 0)
        return fail(ErrorKind::NotFound,
            format("{} is no program; name otklik-server by --server", program.string()));
    const std::uint16_t port = OTK_TRY(free_port());
    ServerProcess server(program, folder, port);
    OTK_TRY(write_certificate(server.m_certificate, folder / "server.key"));
    OTK_TRY(server.write_config());
    return server;
}

ServerProcess::ServerProcess(ServerProcess&& other) noexcept
    : m_program(std::move(other.m_program)),
      m_folder(std::move(other.m_folder)),
      m_certificate(std::move(other.m_certificate)),
      m_port(other.m_port),
      m_pid(std::exchange(other.m_pid, 0)),
      m_process(std::move(other.m_process)),
      m_word(std::move(other.m_word)) {}

ServerProcess::~ServerProcess() {
    if (!is_running()) return;
    ::kill(m_pid, SIGKILL);
    collect();
}

Result<void> ServerProcess::write_config() const {
    const ServerPlace lies = place();
    std::string text = "[server]\n";
    text += setting("listen", format("127.0.0.1:{}", m_port));
    text += setting("public_url", format("https://127.0.0.1:{}", m_port));
    text += setting("database", lies.database.string());
    text += setting("state_folder", lies.state_folder.string());
    text += setting("bundle_folder", (m_folder / "bundle").string());
    text += setting("certificate_file", m_certificate.string());
    text += setting("private_key_file", (m_folder / "server.key").string());
    text += setting("status_file", (m_folder / "status.json").string());
    return write_atomically(m_folder / "server.toml", bytes_of(text));
}

Result<Descriptor> ServerProcess::listen_for_word() const {
    const Path path = m_folder / "word";
    ::unlink(path.c_str());
    Descriptor word(::socket(AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC, 0));
    sockaddr_un address{};
    address.sun_family = AF_UNIX;
    const std::string name = path.string();
    if (name.size() >= sizeof address.sun_path)
        return fail(ErrorKind::InvalidInput, format("{}: too long for a socket", name));
    std::memcpy(address.sun_path, name.c_str(), name.size() + 1);
    if (!word.is_open() ||
        ::bind(word.number(), reinterpret_cast<const sockaddr*>(&address), sizeof address) != 0) {
        return Failure(error_from_errno("listen", path, errno));
    }
    return word;
}

Result<void> ServerProcess::start() {
    OTK_ASSERT(!is_running());
    m_word = OTK_TRY(listen_for_word());
    m_pid = OTK_TRY(spawn(m_program, m_folder));
    // <sys/pidfd.h> of glibc 2.36 declares pidfd_open for C only.
    m_process = Descriptor(static_cast<int>(::syscall(SYS_pidfd_open, m_pid, 0)));
    if (!m_process.is_open()) return fail(ErrorKind::Io, "pidfd_open");
    return in("otklik-server", wait_until_ready(m_word));
}

Result<void> ServerProcess::wait_until_ready(const Descriptor& word) const {
    const auto deadline = steady_clock::now() + std::chrono::milliseconds(start_ms_max);
    while (true) {
        std::array<pollfd, 2> waited{{{.fd = word.number(), .events = POLLIN, .revents = 0},
            {.fd = m_process.number(), .events = POLLIN, .revents = 0}}};
        const int ready = ::poll(waited.data(), waited.size(), left_ms(deadline));
        if (ready < 0 && errno == EINTR) continue;
        if (ready <= 0) return fail(ErrorKind::Unavailable, "does not serve within a minute");
        if (waited[0].revents == 0) {
            return fail(ErrorKind::Unavailable,
                format("ended at its start; see {}", (m_folder / "server.log").string()));
        }
        std::array<char, 512> said{};
        const ssize_t size = ::recv(word.number(), said.data(), said.size(), 0);
        const std::string_view text(
            said.data(), static_cast<std::size_t>(std::max<ssize_t>(0, size)));
        if (text.find("READY=1") != std::string_view::npos) return {};
    }
}

/// The kernel keeps ten of them: with more, the server could not say that it ends.
void ServerProcess::forget_words() const {
    std::array<char, 512> said{};
    while (::recv(m_word.number(), said.data(), said.size(), MSG_DONTWAIT) > 0) {
    }
}

bool ServerProcess::wait_for_end(int ms_max) const {
    const auto deadline = steady_clock::now() + std::chrono::milliseconds(ms_max);
    while (true) {
        pollfd waited{.fd = m_process.number(), .events = POLLIN, .revents = 0};
        const int ready = ::poll(&waited, 1, left_ms(deadline));
        if (ready < 0 && errno == EINTR) continue;
        return ready > 0;
    }
}

int ServerProcess::collect() {
    int status = 0;
    ::waitpid(m_pid, &status, 0);
    m_pid = 0;
    return status;
}

Result<double> ServerProcess::stop() {
    OTK_ASSERT(is_running());
    forget_words();
    const auto began = steady_clock::now();
    ::kill(m_pid, SIGTERM);
    if (!wait_for_end(stop_ms_max)) {
        return fail(ErrorKind::Unavailable, "otklik-server: does not end within half a minute");
    }
    const std::chrono::duration<double, std::milli> took = steady_clock::now() - began;
    const int status = collect();
    if (!WIFEXITED(status) || WEXITSTATUS(status) != 0) {
        return fail(ErrorKind::Unavailable,
            format("otklik-server: did not end well (wait status {}); see {}", status,
                (m_folder / "server.log").string()));
    }
    return took.count();
}

Result<Footprint> ServerProcess::footprint() const {
    OTK_ASSERT(is_running());
    return footprint_of(m_pid);
}

Footprint own_footprint() {
    auto footprint = footprint_of(::getpid());
    OTK_ASSERT(footprint);  // we are here to ask
    return *footprint;
}

}  // namespace otk::fleet_sim
