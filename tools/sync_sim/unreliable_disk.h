#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/file.h"
#include "core/base/random.h"
#include "core/base/result.h"
#include "tools/sync_sim/history.h"

namespace otk::sync_sim {

/// The disk under everything that SQLite opens below a folder (memory_files.h). What was written and
/// not synced is remembered sector by sector in all its versions; when the power fails, each sector
/// comes back in one of them, or torn between two, independently of the others: writes were lost,
/// torn and reordered. Bytes beside a write are not touched (SQLite's "powersafe overwrite"). One
/// thread.
class UnreliableDisk {
  public:
    UnreliableDisk(const Path& folder, Random& random);
    UnreliableDisk(const UnreliableDisk&) = delete;
    UnreliableDisk& operator=(const UnreliableDisk&) = delete;
    ~UnreliableDisk();

    /// The power fails at the n-th write, sync or truncation from now: that one and everything
    /// after it fails.
    void power_fails_in(int calls) { m_calls_left = calls; }
    void power_stays() { m_calls_left = 0; }
    bool is_off() const { return m_is_off; }
    /// Only while no file is open.
    Result<void> power_returns();
    /// A process died and the power stayed: what was written is safe. Only while no file is open.
    void settle() { m_histories.clear(); }

    void become_full() { m_is_full = true; }
    void have_room() { m_is_full = false; }
    bool is_full() const { return m_is_full; }

    /// A part broken on purpose: the write-ahead log is never synced, as by synchronous=NORMAL
    /// between two checkpoints.
    void ignore_syncs_of_log() { m_ignores_syncs_of_log = true; }

    // What SQLite's files ask.

    /// The disk of this thread under this file; nullptr if it is an ordinary one.
    static UnreliableDisk* under(std::string_view path);
    /// Stays where it is as long as a file is open.
    History& history(const std::string& path) { return m_histories[path]; }
    /// Counts a call that changes the disk; true if the power fails with it.
    bool fails_now();
    bool ignores_sync(std::string_view path) const {
        return m_ignores_syncs_of_log && path.ends_with("-wal");
    }

  private:
    using Sector = History::Sector;
    Result<void> settle_by_chance(const std::string& path, const History& history);
    Sector surviving(const std::vector<Sector>& versions);

    std::string m_folder;
    Random& m_random;
    std::map<std::string, History> m_histories;
    int m_calls_left = 0;  ///< 0: the power stays
    bool m_is_off = false;
    bool m_is_full = false;
    bool m_ignores_syncs_of_log = false;
};

}  // namespace otk::sync_sim
