#include "sync/folder_watch.h"

#include <sys/inotify.h>
#include <unistd.h>

#include <array>
#include <cerrno>

namespace otk::sync {

Result<FolderWatch> FolderWatch::create(const std::vector<Path>& folders) {
    Descriptor descriptor(::inotify_init1(IN_NONBLOCK | IN_CLOEXEC));
    if (!descriptor.is_open()) return Failure(error_from_errno("inotify", "", errno));
    for (const Path& folder : folders) {
        // Whole files only: everybody renames into these folders.
        const std::uint32_t events = IN_MOVED_TO | IN_MOVED_FROM | IN_DELETE | IN_ONLYDIR;
        if (::inotify_add_watch(descriptor.number(), folder.c_str(), events) < 0) {
            return Failure(error_from_errno("watch", folder, errno));
        }
    }
    return FolderWatch(std::move(descriptor));
}

void FolderWatch::clear() {
    std::array<char, 4096> events{};
    // Non-blocking: ends with EAGAIN when all is read.
    while (::read(m_descriptor.number(), events.data(), events.size()) > 0) {
    }
}

}  // namespace otk::sync
