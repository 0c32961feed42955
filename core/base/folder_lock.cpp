#include "core/base/folder_lock.h"

#include <fcntl.h>
#include <sys/file.h>

#include <cerrno>

#include "core/base/format.h"

namespace otk {

Result<Descriptor> lock_folder(const Path& folder) {
    const Path file = folder / "lock";
    Descriptor descriptor(::open(file.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600));
    if (!descriptor.is_open()) return Failure(error_from_errno("open", file, errno));
    if (::flock(descriptor.number(), LOCK_EX | LOCK_NB) == 0) return descriptor;
    if (errno != EWOULDBLOCK) return Failure(error_from_errno("lock", file, errno));
    return fail(
        ErrorKind::Conflict, format("{}: another process uses this folder", folder.string()));
}

}  // namespace otk
