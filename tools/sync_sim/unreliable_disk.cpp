#include "tools/sync_sim/unreliable_disk.h"

#include <algorithm>
#include <fstream>
#include <utility>

#include "core/base/assert.h"
#include "tools/sync_sim/memory_files.h"

namespace otk::sync_sim {
namespace {

std::map<std::string, UnreliableDisk*>& disks() {
    thread_local std::map<std::string, UnreliableDisk*> by_folder;
    return by_folder;
}

}  // namespace

UnreliableDisk::UnreliableDisk(const Path& folder, Random& random)
    : m_folder(folder.string() + "/"), m_random(random) {
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
    const std::map<std::string, History> histories = std::exchange(m_histories, {});
    for (const auto& [path, history] : histories)
        OTK_TRY(settle_by_chance(path, history));
    m_is_off = false;
    m_calls_left = 0;
    return {};
}

Result<void> UnreliableDisk::settle_by_chance(const std::string& path, const History& history) {
    std::error_code problem;
    if (history.is_empty() || !std::filesystem::exists(path, problem)) return {};
    forget_closed_file(path);
    {
        std::fstream disk(path, std::ios::in | std::ios::out | std::ios::binary);
        for (const auto& [number, versions] : history.versions()) {
            const Sector sector = surviving(versions);
            disk.seekp(number * static_cast<std::int64_t>(History::sector_bytes));
            disk.write(reinterpret_cast<const char*>(sector.data()), sector.size());
        }
        if (!disk.flush()) return fail(ErrorKind::Io, "the simulated disk cannot be written");
    }
    const std::int64_t size = history.sizes()[m_random.below(history.sizes().size())];
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
