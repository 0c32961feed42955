#pragma once

#include <array>
#include <cstdint>
#include <map>
#include <vector>

#include "core/base/bytes.h"

namespace otk::sync_sim {

/// The versions of a file since it was synced, sector by sector. Changes are many and power cuts
/// few: they are noted one after the other, and sorted when somebody asks.
class History {
  public:
    static constexpr std::size_t sector_bytes = 512;
    using Sector = std::array<std::uint8_t, sector_bytes>;

    /// The sectors of a range as they are become their first versions, where they have none.
    void before_change(ByteView file, std::int64_t begin, std::int64_t end);
    /// Those of a written range get another one.
    void after_write(ByteView file, std::int64_t begin, std::int64_t end);
    void after_truncation(std::int64_t size) { m_sizes.push_back(size); }
    /// It was synced, or is gone.
    void forget();

    bool is_empty() const { return m_sizes.empty(); }
    /// Number of the sector → its versions, oldest first; each has one at least.
    std::map<std::int64_t, std::vector<Sector>> versions() const;
    /// Sizes that it had, oldest first.
    const std::vector<std::int64_t>& sizes() const { return m_sizes; }

  private:
    struct Version {
        std::int64_t number;
        Sector sector;
    };
    void note(ByteView file, std::int64_t number);
    bool is_known(std::int64_t number);

    std::vector<Version> m_versions;
    std::vector<std::int64_t> m_sizes;
    /// By number of the sector: the period between two syncs in which it got its first version.
    std::vector<std::uint32_t> m_known_in;
    std::uint32_t m_period = 1;
};

}  // namespace otk::sync_sim
