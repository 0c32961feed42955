#include "core/base/append_log.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstdio>

#include "core/base/format.h"

namespace otk {
namespace {

/// Begins a new log when this one is full.
Result<void> turn_over(const Path& log, std::size_t more, std::size_t log_bytes_max) {
    struct stat entry {};
    if (::stat(log.c_str(), &entry) != 0) {
        if (errno == ENOENT) return {};
        return Failure(error_from_errno("look at", log, errno));
    }
    if (static_cast<std::size_t>(entry.st_size) + more <= log_bytes_max) return {};
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

Result<void> append_to_log(const Path& log, std::string line, std::size_t log_bytes_max) {
    std::replace_if(
        line.begin(), line.end(), [](char letter) { return letter == '\n' || letter == '\r'; },
        ' ');
    line += '\n';
    OTK_TRY(turn_over(log, line.size(), log_bytes_max));
    OTK_TRY(append(log, line));
    return sync_folder(log.parent_path());
}

}  // namespace otk
