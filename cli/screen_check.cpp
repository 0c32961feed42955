#include "cli/screen_check.h"

#include <poll.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstdlib>

#include "core/base/child.h"
#include "core/base/clock.h"
#include "core/base/format.h"

namespace otk::cli {
namespace {

constexpr const char* kiosk_name = "otklik-kiosk";
constexpr std::int64_t run_ms_max = 120'000;
constexpr std::size_t report_bytes_max = 4U << 20U;

bool is_program(const Path& path) {
    return ::access(path.c_str(), X_OK) == 0;
}

Failure io(std::string_view what, int error_number) {
    return tl::make_unexpected(error_from_errno(what, kiosk_name, error_number));
}

Result<std::string> report_of(const Child& child) {
    const SystemClock clock;
    const std::int64_t end_ms = clock.monotonic_ms() + run_ms_max;
    std::string text;
    std::array<char, 4096> part{};
    while (true) {
        const std::int64_t left_ms = end_ms - clock.monotonic_ms();
        pollfd ready{child.output(), POLLIN, 0};
        const int polled = ::poll(&ready, 1, static_cast<int>(std::max<std::int64_t>(left_ms, 0)));
        if (polled < 0 && errno == EINTR) continue;
        if (polled < 0) return io("poll", errno);
        if (polled == 0) return fail(ErrorKind::Unavailable, "otklik-kiosk takes too long");
        const ssize_t count = ::read(child.output(), part.data(), part.size());
        if (count < 0 && errno == EINTR) continue;
        if (count < 0) return io("read", errno);
        if (count == 0) return text;
        text.append(part.data(), static_cast<std::size_t>(count));
        if (text.size() > report_bytes_max) {
            return fail(ErrorKind::InvalidInput, "otklik-kiosk: the report is too long");
        }
    }
}

/// The exit code, or 128 and more for a signal.
int code_of(int status) {
    return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}

constexpr int kiosk_exit_usage = 64;

Result<std::vector<Remark>> remarks_in(const std::string& report_text) {
    const Json report = OTK_TRY(Json::parse(report_text, {.size_bytes_max = report_bytes_max}));
    const Json::Array* const found = OTK_TRY(report.array_at("findings"));
    std::vector<Remark> remarks;
    remarks.reserve(found->size());
    for (const Json& one : *found)
        remarks.push_back(OTK_TRY(remark_from(one)));
    return remarks;
}

}  // namespace

std::optional<Path> find_kiosk() {
    std::error_code failed;
    const Path self = std::filesystem::read_symlink("/proc/self/exe", failed);
    if (!failed && is_program(self.parent_path() / kiosk_name)) {
        return self.parent_path() / kiosk_name;
    }
    const char* const path = std::getenv("PATH");
    std::string_view folders = path == nullptr ? std::string_view() : std::string_view(path);
    while (!folders.empty()) {
        const std::size_t end = std::min(folders.find(':'), folders.size());
        const Path program = Path(folders.substr(0, end)) / kiosk_name;
        if (end > 0 && is_program(program)) return program;
        folders.remove_prefix(std::min(end + 1, folders.size()));
    }
    return {};
}

Result<KioskAnswer> ask_kiosk(const Path& kiosk, std::string_view compiled_form,
    const char* option, const std::vector<std::string>& further) {
    const Descriptor form = OTK_TRY(nameless_file(compiled_form));
    Child::Command command{.words = {kiosk.string(), option, "/proc/self/fd/0"}, .input = &form};
    command.words.insert(command.words.end(), further.begin(), further.end());
    Child child = OTK_TRY(Child::start(command));
    std::string text = OTK_TRY(report_of(child));
    return KioskAnswer{std::move(text), code_of(child.wait())};
}

Result<std::vector<Remark>> remarks_of_screen(
    const Path& kiosk, std::string_view compiled_form, const std::vector<std::string>& panels) {
    std::vector<std::string> options{"--json"};
    for (const std::string& panel : panels) {
        options.emplace_back("--panel");
        options.push_back(panel);
    }
    const auto [text, code] = OTK_TRY(ask_kiosk(kiosk, compiled_form, "--check-form", options));
    if (code == kiosk_exit_usage) {
        return fail(ErrorKind::InvalidInput, "--panel names no panel that a kiosk can have");
    }
    // 0: everything fits, 1: it found something; both with a report.
    if (code != 0 && code != 1) {
        return fail(ErrorKind::Unavailable, format("{} ended with {}", kiosk.string(), code));
    }
    Result<std::vector<Remark>> remarks = remarks_in(text);
    if (remarks) return remarks;
    // A kiosk that speaks otherwise is as good as none.
    return fail(ErrorKind::Unavailable, format("{}: {}", kiosk.string(), remarks.error().context));
}

}  // namespace otk::cli
