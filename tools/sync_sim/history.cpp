#include "tools/sync_sim/history.h"

#include <algorithm>
#include <utility>

namespace otk::sync_sim {
namespace {

constexpr auto step = static_cast<std::int64_t>(History::sector_bytes);

}  // namespace

/// Beyond the file's end: zeros.
void History::note(ByteView file, std::int64_t number) {
    Version& version = m_versions.emplace_back(Version{number, {}});
    const auto begin = std::min(file.size(), static_cast<std::size_t>(number * step));
    const std::size_t there = std::min(file.size() - begin, History::sector_bytes);
    std::copy_n(file.begin() + static_cast<std::ptrdiff_t>(begin), there, version.sector.begin());
}

/// From now on it is.
bool History::is_known(std::int64_t number) {
    const auto index = static_cast<std::size_t>(number);
    if (m_known_in.size() <= index) m_known_in.resize(index + 1);
    return std::exchange(m_known_in[index], m_period) == m_period;
}

void History::before_change(ByteView file, std::int64_t begin, std::int64_t end) {
    if (m_sizes.empty()) m_sizes.push_back(static_cast<std::int64_t>(file.size()));
    for (std::int64_t number = begin / step; number * step < end; ++number) {
        if (!is_known(number)) note(file, number);
    }
}

void History::after_write(ByteView file, std::int64_t begin, std::int64_t end) {
    for (std::int64_t number = begin / step; number * step < end; ++number)
        note(file, number);
    m_sizes.push_back(static_cast<std::int64_t>(file.size()));
}

void History::forget() {
    m_versions.clear();
    m_sizes.clear();
    ++m_period;
}

std::map<std::int64_t, std::vector<History::Sector>> History::versions() const {
    std::map<std::int64_t, std::vector<Sector>> sorted;
    for (const Version& version : m_versions)
        sorted[version.number].push_back(version.sector);
    return sorted;
}

}  // namespace otk::sync_sim
