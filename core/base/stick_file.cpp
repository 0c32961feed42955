#include "core/base/stick_file.h"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>

#include "core/base/format.h"

namespace otk {
namespace {

Result<void> write_whole(const Path& file, ByteView bytes) {
    const Descriptor opened(
        ::open(file.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC | O_NOFOLLOW, 0644));
    if (!opened.is_open()) return Failure(error_from_errno("create", file, errno));
    while (!bytes.empty()) {
        const ssize_t written = ::write(opened.number(), bytes.data(), bytes.size());
        if (written < 0 && errno == EINTR) continue;
        if (written < 0) return Failure(error_from_errno("write", file, errno));
        bytes = bytes.subspan(static_cast<std::size_t>(written));
    }
    if (::fsync(opened.number()) != 0) return Failure(error_from_errno("fsync", file, errno));
    return {};
}

}  // namespace

Result<void> write_to_stick(const Path& file, ByteView bytes) {
    const Path temporary = file.parent_path() / format(".tmp-{}", file.filename().string());
    Result<void> written = write_whole(temporary, bytes);
    if (written && ::rename(temporary.c_str(), file.c_str()) != 0)
        written = Failure(error_from_errno("rename", file, errno));
    if (!written) {
        ::unlink(temporary.c_str());
        return written;
    }
    return sync_folder(file.parent_path());
}

}  // namespace otk
