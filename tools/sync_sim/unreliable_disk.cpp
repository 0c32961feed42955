#include "tools/sync_sim/unreliable_disk.h"

#include <sqlite3.h>

#include <algorithm>
#include <fstream>

#include "core/base/assert.h"

namespace otk::sync_sim {
namespace {

using File = UnreliableDisk::File;
using Sector = UnreliableDisk::Sector;
constexpr auto sector_bytes = static_cast<std::int64_t>(UnreliableDisk::sector_bytes);

std::map<std::string, UnreliableDisk*>& disks() {
    static std::map<std::string, UnreliableDisk*> by_folder;
    return by_folder;
}

sqlite3_vfs* system_vfs() {
    static sqlite3_vfs* const vfs = sqlite3_vfs_find(nullptr);
    return vfs;
}

/// What SQLite holds for an open file; the system's own file lies behind it.
struct Shim {
    sqlite3_file base;
    UnreliableDisk* disk;  ///< nullptr: an ordinary file
    const char* path;      ///< SQLite's, valid until xClose (sqlite.org/c3ref/vfs.html)
};

Shim* shim_of(sqlite3_file* file) {
    return reinterpret_cast<Shim*>(file);
}
sqlite3_file* real(sqlite3_file* file) {
    return reinterpret_cast<sqlite3_file*>(shim_of(file) + 1);
}

std::int64_t size_of(sqlite3_file* file) {
    sqlite3_int64 size = 0;
    const int answer = real(file)->pMethods->xFileSize(real(file), &size);
    OTK_ASSERT(answer == SQLITE_OK);
    return size;
}

/// The sectors of a range as they are now become their first versions, where they have none.
void remember(sqlite3_file* file, std::int64_t begin, std::int64_t end) {
    File& history = shim_of(file)->disk->file(shim_of(file)->path);
    if (history.sizes.empty()) history.sizes.push_back(size_of(file));
    for (std::int64_t number = begin / sector_bytes; number * sector_bytes < end; ++number) {
        std::vector<Sector>& versions = history.sectors[number];
        if (!versions.empty()) continue;
        Sector now{};
        // A short read fills the rest with zeros.
        const int answer = real(file)->pMethods->xRead(
            real(file), now.data(), static_cast<int>(sector_bytes), number * sector_bytes);
        OTK_ASSERT(answer == SQLITE_OK || answer == SQLITE_IOERR_SHORT_READ);
        versions.push_back(now);
    }
}

/// The versions after a write.
void add_versions(File& history, const std::uint8_t* bytes, std::int64_t begin, std::int64_t end) {
    for (std::int64_t number = begin / sector_bytes; number * sector_bytes < end; ++number) {
        std::vector<Sector>& versions = history.sectors[number];
        Sector next = versions.back();
        const std::int64_t first = std::max(begin, number * sector_bytes);
        const std::int64_t last = std::min(end, (number + 1) * sector_bytes);
        std::copy(bytes + (first - begin), bytes + (last - begin),
            next.begin() + (first - number * sector_bytes));
        versions.push_back(next);
    }
}

int close_file(sqlite3_file* file) {
    return real(file)->pMethods->xClose(real(file));
}

int read_file_at(sqlite3_file* file, void* bytes, int size, sqlite3_int64 at) {
    const UnreliableDisk* const disk = shim_of(file)->disk;
    if (disk != nullptr && disk->is_off()) return SQLITE_IOERR_READ;
    return real(file)->pMethods->xRead(real(file), bytes, size, at);
}

int write_file_at(sqlite3_file* file, const void* bytes, int size, sqlite3_int64 at) {
    Shim* const shim = shim_of(file);
    if (shim->disk == nullptr) return real(file)->pMethods->xWrite(real(file), bytes, size, at);
    if (shim->disk->is_off()) return SQLITE_IOERR_WRITE;
    if (shim->disk->is_full()) return SQLITE_FULL;
    remember(file, at, at + size);
    const int answer = real(file)->pMethods->xWrite(real(file), bytes, size, at);
    if (answer != SQLITE_OK) return answer;
    File& history = shim->disk->file(shim->path);
    add_versions(history, static_cast<const std::uint8_t*>(bytes), at, at + size);
    history.sizes.push_back(size_of(file));
    return shim->disk->fails_now() ? SQLITE_IOERR_WRITE : SQLITE_OK;
}

int truncate_file(sqlite3_file* file, sqlite3_int64 size) {
    Shim* const shim = shim_of(file);
    if (shim->disk == nullptr) return real(file)->pMethods->xTruncate(real(file), size);
    if (shim->disk->is_off()) return SQLITE_IOERR_TRUNCATE;
    remember(file, size, size_of(file));
    const int answer = real(file)->pMethods->xTruncate(real(file), size);
    if (answer != SQLITE_OK) return answer;
    shim->disk->file(shim->path).sizes.push_back(size);
    return shim->disk->fails_now() ? SQLITE_IOERR_TRUNCATE : SQLITE_OK;
}

int sync_file(sqlite3_file* file, int flags) {
    Shim* const shim = shim_of(file);
    if (shim->disk == nullptr) return real(file)->pMethods->xSync(real(file), flags);
    if (shim->disk->is_off() || shim->disk->fails_now()) return SQLITE_IOERR_FSYNC;
    if (!shim->disk->ignores_sync(shim->path)) shim->disk->forget(shim->path);
    return SQLITE_OK;  // the folder lies in memory: there is nothing to wait for
}

int file_size(sqlite3_file* file, sqlite3_int64* size) {
    return real(file)->pMethods->xFileSize(real(file), size);
}
int lock_file(sqlite3_file* file, int level) {
    return real(file)->pMethods->xLock(real(file), level);
}
int unlock_file(sqlite3_file* file, int level) {
    return real(file)->pMethods->xUnlock(real(file), level);
}
int check_lock(sqlite3_file* file, int* is_reserved) {
    return real(file)->pMethods->xCheckReservedLock(real(file), is_reserved);
}
int control_file(sqlite3_file* file, int operation, void* argument) {
    return real(file)->pMethods->xFileControl(real(file), operation, argument);
}
int sector_size(sqlite3_file* file) {
    return real(file)->pMethods->xSectorSize(real(file));
}
int characteristics(sqlite3_file* file) {
    return real(file)->pMethods->xDeviceCharacteristics(real(file));
}
int map_shared(sqlite3_file* file, int region, int size, int extend, void volatile** memory) {
    return real(file)->pMethods->xShmMap(real(file), region, size, extend, memory);
}
int lock_shared(sqlite3_file* file, int offset, int count, int flags) {
    return real(file)->pMethods->xShmLock(real(file), offset, count, flags);
}
void barrier(sqlite3_file* file) {
    real(file)->pMethods->xShmBarrier(real(file));
}
int unmap_shared(sqlite3_file* file, int remove) {
    return real(file)->pMethods->xShmUnmap(real(file), remove);
}

// Version 2: shared memory for the write-ahead log, and no mapping of the file itself, which would
// read and write behind our back.
const sqlite3_io_methods methods{2, close_file, read_file_at, write_file_at, truncate_file,
    sync_file, file_size, lock_file, unlock_file, check_lock, control_file, sector_size,
    characteristics, map_shared, lock_shared, barrier, unmap_shared, nullptr, nullptr};

int open_file(
    sqlite3_vfs* /*vfs*/, const char* name, sqlite3_file* file, int flags, int* flags_out) {
    const int answer = system_vfs()->xOpen(system_vfs(), name, real(file), flags, flags_out);
    Shim* const shim = shim_of(file);
    shim->base.pMethods = real(file)->pMethods == nullptr ? nullptr : &methods;
    shim->disk = name == nullptr ? nullptr : UnreliableDisk::under(name);
    shim->path = name;
    return answer;
}

int delete_file(sqlite3_vfs* /*vfs*/, const char* name, int sync_folder) {
    UnreliableDisk* const disk = UnreliableDisk::under(name);
    if (disk != nullptr) disk->forget(name);
    return system_vfs()->xDelete(system_vfs(), name, sync_folder);
}

/// Once in the process's life, before anything is opened.
void become_default() {
    static sqlite3_vfs vfs = [] {
        sqlite3_vfs shim = *system_vfs();
        shim.zName = "otk-unreliable";
        shim.szOsFile = static_cast<int>(sizeof(Shim)) + system_vfs()->szOsFile;
        shim.xOpen = open_file;
        shim.xDelete = delete_file;
        return shim;
    }();
    static const int registered = sqlite3_vfs_register(&vfs, 1);
    OTK_ASSERT(registered == SQLITE_OK);
}

}  // namespace

UnreliableDisk::UnreliableDisk(const Path& folder, Random& random)
    : m_folder(folder.string() + "/"), m_random(random) {
    become_default();
    const bool is_new = disks().emplace(m_folder, this).second;
    OTK_ASSERT(is_new);
}

UnreliableDisk::~UnreliableDisk() {
    disks().erase(m_folder);
}

UnreliableDisk* UnreliableDisk::under(std::string_view path) {
    for (const auto& [folder, disk] : disks()) {
        if (path.starts_with(folder)) return disk;
    }
    return nullptr;
}

bool UnreliableDisk::fails_now() {
    if (m_calls_left == 0 || --m_calls_left > 0) return false;
    m_is_off = true;
    return true;
}

Result<void> UnreliableDisk::power_returns() {
    const std::map<std::string, File> files = std::exchange(m_files, {});
    for (const auto& [path, file] : files)
        OTK_TRY(settle_by_chance(path, file));
    m_is_off = false;
    m_calls_left = 0;
    return {};
}

Result<void> UnreliableDisk::settle_by_chance(const std::string& path, const File& file) {
    std::error_code problem;
    if (file.sizes.empty() || !std::filesystem::exists(path, problem)) return {};
    {
        std::fstream disk(path, std::ios::in | std::ios::out | std::ios::binary);
        for (const auto& [number, versions] : file.sectors) {
            const Sector sector = surviving(versions);
            disk.seekp(number * static_cast<std::int64_t>(sector_bytes));
            disk.write(reinterpret_cast<const char*>(sector.data()), sector.size());
        }
        if (!disk.flush()) return fail(ErrorKind::Io, "the simulated disk cannot be written");
    }
    const std::int64_t size = file.sizes[m_random.below(file.sizes.size())];
    std::filesystem::resize_file(path, static_cast<std::uintmax_t>(size), problem);
    if (problem) return fail(ErrorKind::Io, "the simulated disk cannot be resized");
    return {};
}

UnreliableDisk::Sector UnreliableDisk::surviving(const std::vector<Sector>& versions) {
    const std::size_t chosen = m_random.below(versions.size());
    Sector sector = versions[chosen];
    if (chosen + 1 == versions.size() || m_random.below(4) != 0) return sector;
    const Sector& next = versions[chosen + 1];
    std::copy_n(next.begin(), m_random.below(sector.size()), sector.begin());
    return sector;
}

}  // namespace otk::sync_sim
