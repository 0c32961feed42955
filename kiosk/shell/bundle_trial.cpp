#include "kiosk/shell/bundle_trial.h"

#include <poll.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cmath>

#include "core/base/child.h"
#include "core/base/clock.h"
#include "core/base/format.h"

namespace otk::kiosk::shell {
namespace {

/// So much of what it says is told.
constexpr std::size_t words_bytes_max = 700;
constexpr int look_again_ms = 1'000;
constexpr double inch_mm = 25.4;

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
        pollfd watched{child.output(), POLLIN, 0};
        const int ready = ::poll(&watched, 1, look_again_ms);
        if (ready == 0 || (ready < 0 && errno == EINTR)) continue;
        const ssize_t got = ::read(child.output(), piece.data(), piece.size());
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
    Child child = OTK_TRY(Child::start({.words = {program.string(), "--config", config.string(),
                                            "--check-bundle", folder.string(), "--panel", panel}}));
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
