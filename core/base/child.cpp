#include "core/base/child.h"

#include <fcntl.h>
#include <spawn.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <csignal>
#include <utility>

#include "core/base/assert.h"

namespace otk {
namespace {

/// Which files the child begins with.
class Files {
  public:
    Files() { ::posix_spawn_file_actions_init(&m_actions); }
    Files(const Files&) = delete;
    Files& operator=(const Files&) = delete;
    Files(Files&&) = delete;
    Files& operator=(Files&&) = delete;
    ~Files() { ::posix_spawn_file_actions_destroy(&m_actions); }

    void give(const Descriptor& file, int as) {
        ::posix_spawn_file_actions_adddup2(&m_actions, file.number(), as);
    }
    void give_nothing(int as, int mode) {
        ::posix_spawn_file_actions_addopen(&m_actions, as, "/dev/null", mode, 0);
    }
    const posix_spawn_file_actions_t* actions() const { return &m_actions; }

  private:
    posix_spawn_file_actions_t m_actions{};
};

/// Threads of ours leave signals to one of them; a child begins with none blocked.
class NoSignalBlocked {
  public:
    NoSignalBlocked() {
        sigset_t none;
        ::sigemptyset(&none);
        ::posix_spawnattr_init(&m_attributes);
        ::posix_spawnattr_setsigmask(&m_attributes, &none);
        ::posix_spawnattr_setflags(&m_attributes, POSIX_SPAWN_SETSIGMASK);
    }
    NoSignalBlocked(const NoSignalBlocked&) = delete;
    NoSignalBlocked& operator=(const NoSignalBlocked&) = delete;
    NoSignalBlocked(NoSignalBlocked&&) = delete;
    NoSignalBlocked& operator=(NoSignalBlocked&&) = delete;
    ~NoSignalBlocked() { ::posix_spawnattr_destroy(&m_attributes); }

    const posix_spawnattr_t* attributes() const { return &m_attributes; }

  private:
    posix_spawnattr_t m_attributes{};
};

}  // namespace

Child::Child(pid_t pid, Descriptor output) : m_pid(pid), m_output(std::move(output)) {}

Child::Child(Child&& other) noexcept
    : m_pid(std::exchange(other.m_pid, -1)), m_output(std::move(other.m_output)) {}

Child::~Child() {
    if (m_pid < 0) return;
    ::kill(m_pid, SIGKILL);
    static_cast<void>(wait());
}

Result<Child> Child::start(const Command& command) {
    OTK_ASSERT(!command.words.empty());
    const std::string& program = command.words.front();
    std::array<int, 2> ends{};
    if (::pipe2(ends.data(), O_CLOEXEC) != 0)
        return Failure(error_from_errno("pipe", program, errno));
    Descriptor read(ends[0]);
    const Descriptor write(ends[1]);
    Files files;
    if (command.input != nullptr) {
        files.give(*command.input, STDIN_FILENO);
    } else {
        files.give_nothing(STDIN_FILENO, O_RDONLY);
    }
    files.give(write, STDOUT_FILENO);
    if (!command.is_heard_complaining) files.give_nothing(STDERR_FILENO, O_WRONLY);
    std::vector<std::string> words = command.words;
    std::vector<char*> arguments;
    arguments.reserve(words.size() + 1);
    for (std::string& word : words)
        arguments.push_back(word.data());
    arguments.push_back(nullptr);
    std::array<char*, 1> nothing{};
    char** const environment = command.inherits_environment ? environ : nothing.data();
    const NoSignalBlocked signals;
    pid_t pid = -1;
    const int failed = ::posix_spawn(&pid, program.c_str(), files.actions(), signals.attributes(),
        arguments.data(), environment);
    if (failed != 0) return Failure(error_from_errno("start", program, failed));
    return Child(pid, std::move(read));
}

int Child::wait() {
    OTK_ASSERT(m_pid >= 0);
    int status = 0;
    while (::waitpid(m_pid, &status, 0) < 0 && errno == EINTR) {
    }
    m_pid = -1;
    return status;
}

Result<Descriptor> nameless_file(std::string_view text) {
    const auto failure = [] { return Failure(error_from_errno("write", "file in memory", errno)); };
    Descriptor file(::memfd_create("input", MFD_CLOEXEC));
    if (!file.is_open()) return failure();
    while (!text.empty()) {
        const ssize_t written = ::write(file.number(), text.data(), text.size());
        if (written < 0 && errno != EINTR) return failure();
        if (written > 0) text.remove_prefix(static_cast<std::size_t>(written));
    }
    if (::lseek(file.number(), 0, SEEK_SET) != 0) return failure();
    return file;
}

}  // namespace otk
