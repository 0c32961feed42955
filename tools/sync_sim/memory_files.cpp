#include "tools/sync_sim/memory_files.h"

#include <fcntl.h>
#include <sqlite3.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <atomic>
#include <cerrno>
#include <limits>
#include <list>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/assert.h"
#include "core/base/file.h"
#include "tools/sync_sim/unreliable_disk.h"

namespace otk::sync_sim {
namespace {

/// SQLite's own default, and what its unix files promise (sqlite.org/psow.html).
constexpr int reported_sector_bytes = 4096;
constexpr int reported_characteristics = SQLITE_IOCAP_POWERSAFE_OVERWRITE;

using Region = std::unique_ptr<std::uint8_t[]>;

/// What is written when a file is closed.
constexpr std::size_t block_bytes = 4096;
/// So many files that nobody has open are kept for who opens them again.
constexpr std::ptrdiff_t closed_max = 16;

/// What tells that a file is still the one that was written.
struct Stamp {
    ino_t file = 0;
    off_t size = -1;
    std::int64_t changed_s = 0;
    std::int64_t changed_ns = 0;
    friend bool operator==(const Stamp&, const Stamp&) = default;
};

Stamp stamp_of(const std::string& path) {
    struct stat facts {};
    if (::stat(path.c_str(), &facts) != 0) return {};
    return {facts.st_ino, facts.st_size, facts.st_mtim.tv_sec, facts.st_mtim.tv_nsec};
}

/// A file that somebody has open, or had: then it is on the disk as well.
struct Content {
    std::string path;  ///< empty: a temporary one, or deleted since
    Bytes bytes;
    std::vector<bool> changed_blocks;  ///< not on the disk yet
    bool is_new = false;               ///< not on the disk at all
    int opened = 0;
    Stamp stamp;  ///< when the last one closed it

    int readers = 0;               ///< connections with SQLITE_LOCK_SHARED or more
    const void* writer = nullptr;  ///< the one with more than that

    std::vector<Region> regions;  ///< shared memory of the write-ahead log
    int mappers = 0;
    std::array<int, SQLITE_SHM_NLOCK> region_locks{};  ///< number of shared ones; -1: exclusive

    UnreliableDisk* disk = nullptr;  ///< none: an ordinary one
    History* history = nullptr;
};

/// What SQLite holds for an open file.
struct OpenFile {
    sqlite3_file base;
    Content* content;
    int level;
    bool maps;
    unsigned shared_mask;
    unsigned exclusive_mask;
};

/// The last one closed comes last; those that are open lie among them.
std::list<Content>& contents() {
    thread_local std::list<Content> of_this_thread;
    return of_this_thread;
}

void forget(const Content& content) {
    contents().remove_if([&](const Content& one) { return &one == &content; });
}

Content* find(std::string_view path) {
    for (Content& content : contents()) {
        if (content.path == path) return &content;
    }
    return nullptr;
}

/// What is open, or closed and still what lies on the disk.
Content* find_usable(const std::string& path) {
    Content* const content = find(path);
    if (content == nullptr || content->opened > 0 || content->stamp == stamp_of(path))
        return content;
    forget(*content);
    return nullptr;
}

void keep_closed(Content& content) {
    const auto at = std::find_if(contents().begin(), contents().end(),
        [&](const Content& one) { return &one == &content; });
    contents().splice(contents().end(), contents(), at);
    const auto is_closed = [](const Content& one) { return one.opened == 0; };
    const auto closed = std::count_if(contents().begin(), contents().end(), is_closed);
    if (closed <= closed_max) return;
    contents().erase(std::find_if(contents().begin(), contents().end(), is_closed));
}

sqlite3_vfs* system_vfs() {
    static sqlite3_vfs* const vfs = sqlite3_vfs_find("unix");
    return vfs;
}

OpenFile& open_file_of(sqlite3_file* file) {
    return *reinterpret_cast<OpenFile*>(file);
}
Content& content_of(sqlite3_file* file) {
    return *open_file_of(file).content;
}
std::int64_t size_of(const Content& content) {
    return static_cast<std::int64_t>(content.bytes.size());
}

void write_blocks(
    const Descriptor& file, const Content& content, std::size_t begin, std::size_t end) {
    std::size_t at = begin * block_bytes;
    const std::size_t stop = std::min(end * block_bytes, content.bytes.size());
    while (at < stop) {
        const ssize_t written = ::pwrite(
            file.number(), content.bytes.data() + at, stop - at, static_cast<off_t>(at));
        OTK_ASSERT(written > 0);
        at += static_cast<std::size_t>(written);
    }
}

/// The folder lies in memory: no disk is full or fails here but the simulated ones.
void write_to_disk(const Content& content) {
    const Descriptor file(::open(content.path.c_str(), O_WRONLY | O_CREAT | O_CLOEXEC, 0600));
    OTK_ASSERT(file.is_open());
    const int cut = ::ftruncate(file.number(), size_of(content));
    OTK_ASSERT(cut == 0);
    const std::vector<bool>& changed = content.changed_blocks;
    for (auto from = changed.begin(); from != changed.end();) {
        const auto begin = std::find(from, changed.end(), true);
        const auto end = std::find(begin, changed.end(), false);
        write_blocks(file, content, static_cast<std::size_t>(begin - changed.begin()),
            static_cast<std::size_t>(end - changed.begin()));
        from = end;
    }
}

void note_change(Content& content, std::int64_t begin, std::int64_t end) {
    const auto first = static_cast<std::size_t>(begin) / block_bytes;
    const auto last = (static_cast<std::size_t>(end) + block_bytes - 1) / block_bytes;
    if (content.changed_blocks.size() < last) content.changed_blocks.resize(last);
    for (std::size_t block = first; block < last; ++block)
        content.changed_blocks[block] = true;
}

int read_from_disk(Content& content, int flags) {
    auto bytes = read_file(content.path, std::numeric_limits<std::int32_t>::max());
    if (bytes) {
        content.bytes = std::move(*bytes);
        return SQLITE_OK;
    }
    const bool is_missing = bytes.error().kind == ErrorKind::NotFound;
    if (!is_missing || (flags & SQLITE_OPEN_CREATE) == 0) {
        errno = is_missing ? ENOENT : EACCES;  // what xGetLastError tells
        return SQLITE_CANTOPEN;
    }
    content.is_new = true;
    return SQLITE_OK;
}

int close_file(sqlite3_file* file) {
    Content& content = content_of(file);
    if (--content.opened > 0) return SQLITE_OK;
    if (content.path.empty()) {
        forget(content);
        return SQLITE_OK;
    }
    if (content.is_new || !content.changed_blocks.empty()) write_to_disk(content);
    content.is_new = false;
    content.changed_blocks.clear();
    content.stamp = stamp_of(content.path);
    keep_closed(content);
    return SQLITE_OK;
}

int read_file_at(sqlite3_file* file, void* bytes, int size, sqlite3_int64 at) {
    const Content& content = content_of(file);
    if (content.disk != nullptr && content.disk->is_off()) return SQLITE_IOERR_READ;
    const std::int64_t there = std::clamp<std::int64_t>(size_of(content) - at, 0, size);
    auto* const target = static_cast<std::uint8_t*>(bytes);
    std::copy_n(content.bytes.begin() + (there > 0 ? at : 0), there, target);
    std::fill(target + there, target + size, std::uint8_t{0});
    return there == size ? SQLITE_OK : SQLITE_IOERR_SHORT_READ;
}

int write_file_at(sqlite3_file* file, const void* bytes, int size, sqlite3_int64 at) {
    Content& content = content_of(file);
    if (content.disk != nullptr) {
        if (content.disk->is_off()) return SQLITE_IOERR_WRITE;
        if (content.disk->is_full()) return SQLITE_FULL;
        content.history->before_change(content.bytes, at, at + size);
    }
    const std::int64_t size_before = size_of(content);
    if (size_before < at + size) content.bytes.resize(static_cast<std::size_t>(at + size));
    // A gap before it is of zeros, and nobody wrote it.
    note_change(content, std::min<std::int64_t>(at, size_before), at + size);
    std::copy_n(static_cast<const std::uint8_t*>(bytes), size, content.bytes.begin() + at);
    if (content.disk == nullptr) return SQLITE_OK;
    content.history->after_write(content.bytes, at, at + size);
    return content.disk->fails_now() ? SQLITE_IOERR_WRITE : SQLITE_OK;
}

int truncate_file(sqlite3_file* file, sqlite3_int64 size) {
    Content& content = content_of(file);
    if (content.disk != nullptr) {
        if (content.disk->is_off()) return SQLITE_IOERR_TRUNCATE;
        content.history->before_change(content.bytes, size, size_of(content));
    }
    note_change(content, std::min<std::int64_t>(size, size_of(content)),
        std::max<std::int64_t>(size, size_of(content)));
    content.bytes.resize(static_cast<std::size_t>(size));
    if (content.disk == nullptr) return SQLITE_OK;
    content.history->after_truncation(size);
    return content.disk->fails_now() ? SQLITE_IOERR_TRUNCATE : SQLITE_OK;
}

int sync_file(sqlite3_file* file, int /*flags*/) {
    Content& content = content_of(file);
    if (content.disk == nullptr) return SQLITE_OK;
    if (content.disk->is_off() || content.disk->fails_now()) return SQLITE_IOERR_FSYNC;
    if (!content.disk->ignores_sync(content.path)) content.history->forget();
    return SQLITE_OK;
}

int file_size(sqlite3_file* file, sqlite3_int64* size) {
    *size = size_of(content_of(file));
    return SQLITE_OK;
}

int lock_file(sqlite3_file* file, int level) {
    OpenFile& open = open_file_of(file);
    Content& content = *open.content;
    if (open.level >= level) return SQLITE_OK;
    if (content.writer != nullptr && content.writer != file) {
        // A writer that only means to write leaves readers their lock.
        const auto* const writer = static_cast<const OpenFile*>(content.writer);
        const bool may_read =
            level == SQLITE_LOCK_SHARED && writer->level < SQLITE_LOCK_EXCLUSIVE;
        if (!may_read) return SQLITE_BUSY;
    }
    if (level == SQLITE_LOCK_EXCLUSIVE && content.readers > 1) return SQLITE_BUSY;
    if (open.level == SQLITE_LOCK_NONE) ++content.readers;
    if (level > SQLITE_LOCK_SHARED) content.writer = file;
    open.level = level;
    return SQLITE_OK;
}

int unlock_file(sqlite3_file* file, int level) {
    OpenFile& open = open_file_of(file);
    Content& content = *open.content;
    if (open.level <= level) return SQLITE_OK;
    if (content.writer == file) content.writer = nullptr;
    if (level == SQLITE_LOCK_NONE) --content.readers;
    open.level = level;
    return SQLITE_OK;
}

int check_lock(sqlite3_file* file, int* is_reserved) {
    *is_reserved = content_of(file).writer != nullptr ? 1 : 0;
    return SQLITE_OK;
}

int control_file(sqlite3_file* /*file*/, int /*operation*/, void* /*argument*/) {
    return SQLITE_NOTFOUND;  // SQLite then does what it does for any file
}

int sector_size(sqlite3_file* /*file*/) {
    return reported_sector_bytes;
}
int characteristics(sqlite3_file* /*file*/) {
    return reported_characteristics;
}

int map_shared(sqlite3_file* file, int region, int size, int extend, void volatile** memory) {
    OpenFile& open = open_file_of(file);
    Content& content = *open.content;
    if (!open.maps) ++content.mappers;
    open.maps = true;
    const auto index = static_cast<std::size_t>(region);
    while (extend != 0 && content.regions.size() <= index)
        content.regions.push_back(std::make_unique<std::uint8_t[]>(static_cast<std::size_t>(size)));
    *memory = index < content.regions.size() ? content.regions[index].get() : nullptr;
    return SQLITE_OK;
}

/// As SQLite's own unix files decide it (os_unix.c, unixShmLock).
int lock_shared(sqlite3_file* file, int offset, int count, int flags) {
    OpenFile& open = open_file_of(file);
    auto* const locks = open.content->region_locks.data() + offset;
    const unsigned mask = ((1U << static_cast<unsigned>(count)) - 1U)
                          << static_cast<unsigned>(offset);
    if ((flags & SQLITE_SHM_UNLOCK) != 0) {
        for (int index = 0; index < count; ++index) {
            const unsigned bit = 1U << static_cast<unsigned>(offset + index);
            if ((open.exclusive_mask & bit) != 0) locks[index] = 0;
            if ((open.shared_mask & bit) != 0) --locks[index];
        }
        open.exclusive_mask &= ~mask;
        open.shared_mask &= ~mask;
        return SQLITE_OK;
    }
    if ((flags & SQLITE_SHM_SHARED) != 0) {
        if ((open.shared_mask & mask) != 0) return SQLITE_OK;
        if (locks[0] < 0) return SQLITE_BUSY;
        ++locks[0];
        open.shared_mask |= mask;
        return SQLITE_OK;
    }
    for (int index = 0; index < count; ++index) {
        const bool is_mine =
            (open.exclusive_mask & (1U << static_cast<unsigned>(offset + index))) != 0;
        if (!is_mine && locks[index] != 0) return SQLITE_BUSY;
    }
    std::fill_n(locks, count, -1);
    open.exclusive_mask |= mask;
    return SQLITE_OK;
}

void barrier(sqlite3_file* /*file*/) {
    std::atomic_thread_fence(std::memory_order_seq_cst);
}

int unmap_shared(sqlite3_file* file, int /*remove*/) {
    OpenFile& open = open_file_of(file);
    if (!open.maps) return SQLITE_OK;
    lock_shared(file, 0, SQLITE_SHM_NLOCK, SQLITE_SHM_UNLOCK);
    open.maps = false;
    if (--open.content->mappers == 0) open.content->regions.clear();
    return SQLITE_OK;
}

// Version 2: shared memory for the write-ahead log, and no mapping of the file itself, which would
// read and write behind our back.
const sqlite3_io_methods methods{2, close_file, read_file_at, write_file_at, truncate_file,
    sync_file, file_size, lock_file, unlock_file, check_lock, control_file, sector_size,
    characteristics, map_shared, lock_shared, barrier, unmap_shared, nullptr, nullptr};

int open_file(
    sqlite3_vfs* /*vfs*/, const char* name, sqlite3_file* file, int flags, int* flags_out) {
    file->pMethods = nullptr;
    Content* content = name == nullptr ? nullptr : find_usable(name);
    if (content == nullptr) {
        Content fresh;
        if (name != nullptr) {
            fresh.path = name;
            const int answer = read_from_disk(fresh, flags);
            if (answer != SQLITE_OK) return answer;
        }
        content = &contents().emplace_back(std::move(fresh));
    }
    if (++content->opened == 1 && name != nullptr) {
        content->disk = UnreliableDisk::under(content->path);
        content->history =
            content->disk == nullptr ? nullptr : &content->disk->history(content->path);
    }
    open_file_of(file) = OpenFile{{&methods}, content, SQLITE_LOCK_NONE, false, 0, 0};
    if (flags_out != nullptr) *flags_out = flags;
    return SQLITE_OK;
}

int delete_file(sqlite3_vfs* /*vfs*/, const char* name, int /*sync_folder*/) {
    UnreliableDisk* const disk = UnreliableDisk::under(name);
    if (disk != nullptr) disk->history(name).forget();
    Content* const content = find(name);
    const bool was_open = content != nullptr && content->opened > 0;
    if (was_open) content->path.clear();
    if (content != nullptr && !was_open) forget(*content);
    const bool was_there = ::unlink(name) == 0 || was_open;
    return was_there ? SQLITE_OK : SQLITE_IOERR_DELETE_NOENT;
}

int access_file(sqlite3_vfs* /*vfs*/, const char* name, int flags, int* answer) {
    const Content* const content = find(name);
    if (content == nullptr || content->opened == 0)
        return system_vfs()->xAccess(system_vfs(), name, flags, answer);
    // An empty file counts for none, as with SQLite's own.
    *answer = flags != SQLITE_ACCESS_EXISTS || !content->bytes.empty() ? 1 : 0;
    return SQLITE_OK;
}

}  // namespace

void forget_closed_file(const std::string& path) {
    const Content* const content = find(path);
    if (content == nullptr) return;
    OTK_ASSERT(content->opened == 0);
    forget(*content);
}

void keep_files_in_memory() {
    static const int registered = [] {
        // Its count of memory is one lock for all threads.
        const int configured = sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0);
        OTK_ASSERT(configured == SQLITE_OK);
        static sqlite3_vfs vfs = *system_vfs();
        vfs.zName = "otk-memory";
        vfs.szOsFile = static_cast<int>(sizeof(OpenFile));
        vfs.xOpen = open_file;
        vfs.xDelete = delete_file;
        vfs.xAccess = access_file;
        return sqlite3_vfs_register(&vfs, 1);
    }();
    OTK_ASSERT(registered == SQLITE_OK);
}

}  // namespace otk::sync_sim
