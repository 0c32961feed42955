#include "kiosk/shell/bundle_trial.h"

#include <fcntl.h>
#include <poll.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cmath>
#include <csignal>
#include <utility>

#include "core/base/clock.h"
#include "core/base/format.h"

namespace otk::kiosk::shell {
namespace {

/// So much of what it says is told.
constexpr std::size_t words_bytes_max = 700;
constexpr int look_again_ms = 1'000;
constexpr double inch_mm = 25.4;

/// The process that draws; killed with its owner if it still runs.
class Child {
  public:
    static Result<Child> start(std::array<std::string, 7> words) {
        std::array<int, 2> ends{};
        if (::pipe2(ends.data(), O_CLOEXEC) != 0)
            return Failure(error_from_errno("bundle", "pipe", errno));
        Descriptor read(ends[0]);
        const Descriptor write(ends[1]);
        posix_spawn_file_actions_t files;
        ::posix_spawn_file_actions_init(&files);
        ::posix_spawn_file_actions_addopen(&files, STDIN_FILENO, "/dev/null", O_RDONLY, 0);
        ::posix_spawn_file_actions_adddup2(&files, write.number(), STDOUT_FILENO);
        posix_spawnattr_t attributes;
        ::posix_spawnattr_init(&attributes);
        // The kiosk's threads leave signals to one of them; a child begins with none blocked.
        sigset_t none;
        ::sigemptyset(&none);
        ::posix_spawnattr_setsigmask(&attributes, &none);
        ::posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETSIGMASK);
        std::array<char*, 8> command{};
        std::transform(words.begin(), words.end(), command.begin(),
            [](std::string& word) { return word.data(); });
        pid_t pid = -1;
        const int failed =
            ::posix_spawn(&pid, words[0].c_str(), &files, &attributes, command.data(), environ);
        ::posix_spawn_file_actions_destroy(&files);
        ::posix_spawnattr_destroy(&attributes);
        if (failed != 0) return Failure(error_from_errno("start", words[0], failed));
        return Child(pid, std::move(read));
    }

    Child(Child&& other) noexcept
        : m_pid(std::exchange(other.m_pid, -1)), m_words(std::move(other.m_words)) {}
    Child(const Child&) = delete;
    Child& operator=(const Child&) = delete;
    Child& operator=(Child&&) = delete;
    ~Child() {
        if (m_pid < 0) return;
        ::kill(m_pid, SIGKILL);
        static_cast<void>(wait());
    }

    int words() const { return m_words.number(); }

    /// Its end, as waitpid(2) tells it.
    int wait() {
        int status = 0;
        while (::waitpid(m_pid, &status, 0) < 0 && errno == EINTR) {
        }
        m_pid = -1;
        return status;
    }

  private:
    Child(pid_t pid, Descriptor words) : m_pid(pid), m_words(std::move(words)) {}

    pid_t m_pid;
    Descriptor m_words;
};

/// All that it says until it ends.
Result<std::string> words_of(
    const Child& child, std::int64_t ms_max, const std::function<bool()>& is_stopped) {
    const SystemClock clock;
    const std::int64_t end_ms = clock.monotonic_ms() + ms_max;
    std::string words;
    std::array<char, 4096> piece{};
    for (;;) {
        if (is_stopped())
            return fail(ErrorKind::Unavailable, "the kiosk ends before the bundle is tried");
        if (clock.monotonic_ms() >= end_ms) {
            return fail(ErrorKind::InvalidInput,
                format("its pages were not drawn within {} s", ms_max / 1000));
        }
        pollfd watched{child.words(), POLLIN, 0};
        const int ready = ::poll(&watched, 1, look_again_ms);
        if (ready == 0 || (ready < 0 && errno == EINTR)) continue;
        const ssize_t got = ::read(child.words(), piece.data(), piece.size());
        if (got < 0 && errno == EINTR) continue;
        if (got < 0) return Failure(error_from_errno("bundle", "pipe", errno));
        if (got == 0) return words;
        const std::size_t room = words_bytes_max - std::min(words.size(), words_bytes_max);
        words.append(piece.data(), std::min(static_cast<std::size_t>(got), room));
    }
}

/// Lines become sentences; a letter that was cut goes.
std::string on_one_line(std::string words) {
    while (!words.empty() && !is_utf8(words))
        words.pop_back();
    while (words.ends_with('\n'))
        words.pop_back();
    std::string line;
    for (const char letter : words)
        line += letter == '\n' ? "; " : std::string(1, letter);
    return line;
}

}  // namespace

std::string panel_in_words(const look::Panel& panel) {
    const double diagonal_mm =
        std::hypot(static_cast<double>(panel.width_mm), static_cast<double>(panel.height_mm));
    return format("{:.2f}:{}x{}", diagonal_mm / inch_mm, panel.width_px, panel.height_px);
}

Result<void> BundleTrial::operator()(
    const Path& folder, const std::function<bool()>& is_stopped) const {
    Child child = OTK_TRY(Child::start({program.string(), "--config", config.string(),
        "--check-bundle", folder.string(), "--panel", panel}));
    const std::string words = OTK_TRY(words_of(child, ms_max, is_stopped));
    const int status = child.wait();
    if (!WIFEXITED(status)) {
        return fail(ErrorKind::InvalidInput,
            "what draws its pages broke down; look for the page with: otklik form check");
    }
    switch (WEXITSTATUS(status)) {
        case 0:
            return {};
        case 1:
            return fail(ErrorKind::InvalidInput, on_one_line(words));
        default:
            return fail(ErrorKind::Unavailable, "the bundle could not be tried");
    }
}

}  // namespace otk::kiosk::shell
