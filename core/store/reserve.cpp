#include "core/store/reserve.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <utility>

namespace otk::store {
namespace {

constexpr std::int64_t stat_block_bytes = 512;  // of st_blocks, whatever the file system's are

/// 0 if any of it is a hole: that would be a promise without room.
std::int64_t allocated_bytes(const Path& file) {
    struct stat found {};
    if (::stat(file.c_str(), &found) != 0 || !S_ISREG(found.st_mode)) return 0;
    return std::int64_t{found.st_blocks} * stat_block_bytes >= found.st_size ? found.st_size : 0;
}

/// Not asked of statvfs: only what was allocated is there.
Result<void> allocate(int file, const Path& path, std::int64_t bytes, std::int64_t beside_bytes) {
    const int refused = ::posix_fallocate(file, 0, bytes + beside_bytes);
    if (refused != 0) return Failure(error_from_errno("reserve", path, refused));
    if (::ftruncate(file, bytes) != 0) return Failure(error_from_errno("reserve", path, errno));
    return {};
}

}  // namespace

Reserve::Reserve(Path file) : m_file(std::move(file)), m_held_bytes(allocated_bytes(m_file)) {}

Result<void> Reserve::hold(std::int64_t bytes, std::int64_t beside_bytes) {
    if (bytes == m_held_bytes) return {};
    if (bytes == 0) return release();
    const Descriptor file(::open(m_file.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600));
    if (!file.is_open()) return Failure(error_from_errno("reserve", m_file, errno));
    Result<void> allocated = allocate(file.number(), m_file, bytes, beside_bytes);
    if (allocated) {
        m_held_bytes = bytes;
    } else if (::ftruncate(file.number(), m_held_bytes) != 0) {  // gives back what was allocated
        return Failure(error_from_errno("reserve", m_file, errno));
    }
    return allocated;
}

Result<void> Reserve::release() {
    m_held_bytes = 0;
    if (::unlink(m_file.c_str()) != 0 && errno != ENOENT) {
        return Failure(error_from_errno("give up reserve", m_file, errno));
    }
    return {};
}

}  // namespace otk::store
