#include "core/base/file.h"

#include <dirent.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <memory>
#include <system_error>

#include "core/base/assert.h"
#include "core/base/format.h"

namespace otk {
namespace {

/// Readers skip names that begin so; a crash may leave one behind, the next write replaces it.
constexpr std::string_view temporary_prefix = ".tmp-";

enum class Durability { Atomic, Durable };

ErrorKind kind_of(int error_number) {
    switch (error_number) {
        case ENOENT:
            return ErrorKind::NotFound;
        case ENOSPC:
        case EDQUOT:
            return ErrorKind::NoSpace;
        case EACCES:
        case EPERM:
        case EROFS:
            return ErrorKind::Permission;
        case EAGAIN:
        case EBUSY:
            return ErrorKind::Unavailable;
        default:
            return ErrorKind::Io;
    }
}

Failure fail_errno(std::string_view what, const Path& path) {
    return Failure(error_from_errno(what, path, errno));
}

Result<void> write_all(int descriptor, ByteView bytes, const Path& path) {
    while (!bytes.empty()) {
        const ssize_t written = ::write(descriptor, bytes.data(), bytes.size());
        if (written < 0) {
            if (errno == EINTR) continue;
            return fail_errno("write", path);
        }
        bytes = bytes.subspan(static_cast<std::size_t>(written));
    }
    return {};
}

Result<void> write_temporary(
    const Path& temporary, ByteView bytes, unsigned mode, Durability durability) {
    const Descriptor file(
        ::open(temporary.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC | O_NOFOLLOW, mode));
    if (!file.is_open()) return fail_errno("create", temporary);
    // The umask must not decide who of our processes can read a hand-over file.
    if (::fchmod(file.number(), mode) != 0) return fail_errno("chmod", temporary);
    OTK_TRY(write_all(file.number(), bytes, temporary));
    if (durability == Durability::Durable && ::fsync(file.number()) != 0) {
        return fail_errno("fsync", temporary);
    }
    return {};
}

Result<void> replace_file(const Path& path, ByteView bytes, unsigned mode, Durability durability) {
    const Path temporary =
        path.parent_path() / format("{}{}", temporary_prefix, path.filename().string());
    Result<void> written = write_temporary(temporary, bytes, mode, durability);
    if (written && ::rename(temporary.c_str(), path.c_str()) != 0) {
        written = fail_errno("rename", path);
    }
    if (!written) {
        ::unlink(temporary.c_str());
        return written;
    }
    if (durability == Durability::Durable) return sync_folder(path.parent_path());
    return {};
}

/// No more than a hint: it is 0 for pipes and /proc, and the file may change under us.
std::size_t size_hint(const Descriptor& file) {
    struct stat facts {};
    if (::fstat(file.number(), &facts) != 0 || !S_ISREG(facts.st_mode)) return 0;
    return static_cast<std::size_t>(facts.st_size);
}

bool is_folder(const Path& path) {
    struct stat facts {};
    return ::stat(path.c_str(), &facts) == 0 && S_ISDIR(facts.st_mode);
}

struct CloseFolder {
    void operator()(DIR* folder) const { ::closedir(folder); }
};

/// A link counts as what it leads to.
bool is_file(DIR* folder, const dirent& entry) {
    if (entry.d_type != DT_UNKNOWN && entry.d_type != DT_LNK) return entry.d_type == DT_REG;
    struct stat facts {};
    return ::fstatat(::dirfd(folder), entry.d_name, &facts, 0) == 0 && S_ISREG(facts.st_mode);
}

}  // namespace

Descriptor& Descriptor::operator=(Descriptor&& other) noexcept {
    std::swap(m_number, other.m_number);
    return *this;
}

Descriptor::~Descriptor() {
    if (m_number >= 0) ::close(m_number);
}

Error error_from_errno(std::string_view what, const Path& path, int error_number) {
    return Error{kind_of(error_number),
        format("{} {}: {}", what, path.string(), std::generic_category().message(error_number))};
}

Result<Bytes> read_file(const Path& path, std::size_t size_bytes_max) {
    const Descriptor file(::open(path.c_str(), O_RDONLY | O_CLOEXEC));
    if (!file.is_open()) return fail_errno("open", path);
    Bytes bytes;
    bytes.reserve(std::min(size_hint(file), size_bytes_max) + 1);
    constexpr std::size_t step_bytes = 65536;
    for (;;) {
        const std::size_t had = bytes.size();
        const std::size_t room = bytes.capacity() > had ? bytes.capacity() - had : step_bytes;
        bytes.resize(had + room);
        const ssize_t got = ::read(file.number(), bytes.data() + had, room);
        if (got < 0 && errno != EINTR) return fail_errno("read", path);
        bytes.resize(had + (got > 0 ? static_cast<std::size_t>(got) : 0));
        if (bytes.size() > size_bytes_max) {
            return fail(ErrorKind::InvalidInput,
                format("{}: larger than {} bytes", path.string(), size_bytes_max));
        }
        if (got == 0) return bytes;
    }
}

std::optional<std::string_view> special_kind(const Path& path) {
    struct stat facts {};
    if (::stat(path.c_str(), &facts) != 0 || S_ISREG(facts.st_mode)) return {};
    if (S_ISDIR(facts.st_mode)) return "a folder";
    if (S_ISFIFO(facts.st_mode)) return "a named pipe";
    return S_ISSOCK(facts.st_mode) ? "a socket" : "a device";
}

Result<void> write_durably(const Path& path, ByteView bytes, unsigned mode) {
    return replace_file(path, bytes, mode, Durability::Durable);
}

Result<void> write_atomically(const Path& path, ByteView bytes, unsigned mode) {
    return replace_file(path, bytes, mode, Durability::Atomic);
}

Result<void> remove_durably(const Path& path) {
    if (::unlink(path.c_str()) != 0) {
        if (errno == ENOENT) return {};
        return fail_errno("remove", path);
    }
    return sync_folder(path.parent_path());
}

Result<void> make_folder(const Path& path, unsigned mode) {
    if (is_folder(path)) return {};
    Path made;
    for (const Path& part : path) {
        made /= part;
        if (::mkdir(made.c_str(), mode) != 0 && errno != EEXIST) {
            return fail_errno("make folder", made);
        }
    }
    // The parent of a bare file name.
    const Path folder = path.empty() ? Path(".") : path;
    struct stat entry {};
    if (::stat(folder.c_str(), &entry) != 0) return fail_errno("make folder", folder);
    if (!S_ISDIR(entry.st_mode)) {
        return fail(ErrorKind::Conflict, format("{} is not a folder", path.string()));
    }
    return {};
}

Result<void> sync_folder(const Path& path) {
    const Path folder = path.empty() ? Path(".") : path;
    const Descriptor descriptor(::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
    if (!descriptor.is_open()) return fail_errno("open folder", folder);
    if (::fsync(descriptor.number()) != 0) return fail_errno("fsync folder", folder);
    return {};
}

Result<std::vector<std::string>> list_files(const Path& folder, std::string_view suffix) {
    const std::unique_ptr<DIR, CloseFolder> entries(::opendir(folder.c_str()));
    if (entries == nullptr) return fail_errno("list", folder);
    std::vector<std::string> names;
    for (;;) {
        errno = 0;
        const dirent* const entry = ::readdir(entries.get());
        if (entry == nullptr) break;
        const std::string_view name = entry->d_name;
        const bool is_wanted = name.ends_with(suffix) && !name.starts_with(temporary_prefix);
        if (is_wanted && is_file(entries.get(), *entry)) names.emplace_back(name);
    }
    if (errno != 0) return fail_errno("list", folder);
    std::sort(names.begin(), names.end());
    return names;
}

}  // namespace otk
