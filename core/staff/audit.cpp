#include "core/staff/audit.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstdio>

#include "core/base/assert.h"
#include "core/base/format.h"
#include "core/base/local_day.h"
#include "core/staff/people.h"

namespace otk::staff {
namespace {

std::string line_of(const Clock& clock, int number, Deed deed, std::string_view detail) {
    const std::string day = clock.is_trusted() ? to_text(day_of(clock.unix_seconds())) : "-";
    std::string line = format("{} {:02} {}", day, number, name_of(deed));
    if (!detail.empty()) line.append(" ").append(detail.substr(0, audit_detail_bytes_max));
    std::replace_if(
        line.begin(), line.end(), [](char letter) { return letter == '\n' || letter == '\r'; },
        ' ');
    line += '\n';
    return line;
}

/// Begins a new log when this one is full.
Result<void> turn_over(const Path& log, std::size_t more) {
    struct stat entry {};
    if (::stat(log.c_str(), &entry) != 0) {
        if (errno == ENOENT) return {};
        return Failure(error_from_errno("look at", log, errno));
    }
    if (static_cast<std::size_t>(entry.st_size) + more <= audit_bytes_max) return {};
    const Path old = log.string() + ".old";
    if (std::rename(log.c_str(), old.c_str()) != 0) {
        return Failure(error_from_errno("rename", log, errno));
    }
    return {};
}

Result<void> append(const Path& log, std::string_view line) {
    const Descriptor file(
        ::open(log.c_str(), O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0600));
    if (!file.is_open()) return Failure(error_from_errno("open", log, errno));
    const ssize_t written = ::write(file.number(), line.data(), line.size());
    if (written < 0) return Failure(error_from_errno("write", log, errno));
    if (static_cast<std::size_t>(written) != line.size()) {
        return fail(ErrorKind::NoSpace, format("write {}: half a line", log.string()));
    }
    if (::fdatasync(file.number()) != 0) return Failure(error_from_errno("sync", log, errno));
    return {};
}

}  // namespace

std::string_view name_of(Deed deed) {
    switch (deed) {
        case Deed::Enter:
            return "enter";
        case Deed::Print:
            return "print";
        case Deed::TestSlip:
            return "test-slip";
        case Deed::Cancel:
            return "cancel";
        case Deed::Clean:
            return "clean";
        case Deed::Place:
            return "place";
        case Deed::Restart:
            return "restart";
    }
    OTK_UNREACHABLE();
}

Result<void> note(
    const Path& state_folder, const Clock& clock, int number, Deed deed, std::string_view detail) {
    const Path folder = staff_folder(state_folder);
    OTK_TRY(make_folder(folder, 0700));
    const Path log = folder / "audit.log";
    const std::string line = line_of(clock, number, deed, detail);
    OTK_TRY(turn_over(log, line.size()));
    OTK_TRY(append(log, line));
    return sync_folder(folder);
}

}  // namespace otk::staff
