#pragma once

#include <array>
#include <cstddef>
#include <map>
#include <set>
#include <span>
#include <string>
#include <vector>

#include "core/store/stored_row.h"
#include "core/wire/identity.h"

namespace otk::store {

/// What the buffer knows of its rows without reading them. Counting costs nothing however many rows
/// wait: it is asked for after every answer.
class RowNotes {
  public:
    /// A new row, or what has become of one.
    void set(const wire::RowId& id, RowState state, std::string bucket);
    /// No such row: no effect.
    void erase(const wire::RowId& id);
    void erase_dropped();

    bool contains(const wire::RowId& id) const { return m_rows.contains(id); }
    std::size_t count(RowState state) const { return m_counts.at(index_of(state)); }
    /// Buckets of the closed rows with their counts, which are never 0.
    const std::map<std::string, std::size_t>& closed_buckets() const { return m_closed_buckets; }
    /// Those that are none of these. O(rows).
    std::vector<wire::RowId> besides(const std::set<wire::RowId>& rows) const;
    /// Closed rows of these buckets, of all if none is named. O(rows).
    std::vector<wire::RowId> closed(std::span<const std::string> buckets) const;

  private:
    struct Note {
        RowState state = RowState::Open;
        std::string bucket;
    };

    static std::size_t index_of(RowState state) { return static_cast<std::size_t>(state); }
    void count_in(const Note& note);
    void count_out(const Note& note);

    std::map<wire::RowId, Note> m_rows;
    std::array<std::size_t, 3> m_counts{};  ///< by state
    std::map<std::string, std::size_t> m_closed_buckets;
};

}  // namespace otk::store
