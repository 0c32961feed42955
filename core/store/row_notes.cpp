#include "core/store/row_notes.h"

#include <algorithm>
#include <utility>

#include "core/base/assert.h"

namespace otk::store {

void RowNotes::count_in(const Note& note) {
    ++m_counts.at(index_of(note.state));
    if (note.state == RowState::Closed) ++m_closed_buckets[note.bucket];
}

void RowNotes::count_out(const Note& note) {
    OTK_ASSERT(count(note.state) > 0);
    --m_counts.at(index_of(note.state));
    if (note.state != RowState::Closed) return;
    const auto bucket = m_closed_buckets.find(note.bucket);
    OTK_ASSERT(bucket != m_closed_buckets.end());
    if (--bucket->second == 0) m_closed_buckets.erase(bucket);
}

void RowNotes::set(const wire::RowId& id, RowState state, std::string bucket) {
    Note note{state, std::move(bucket)};
    const auto [row, is_new] = m_rows.try_emplace(id);
    if (!is_new) count_out(row->second);
    count_in(note);
    row->second = std::move(note);
}

void RowNotes::erase(const wire::RowId& id) {
    const auto row = m_rows.find(id);
    if (row == m_rows.end()) return;
    count_out(row->second);
    m_rows.erase(row);
}

void RowNotes::erase_dropped() {
    std::erase_if(m_rows, [](const auto& row) { return row.second.state == RowState::Drop; });
    m_counts.at(index_of(RowState::Drop)) = 0;
}

std::vector<wire::RowId> RowNotes::besides(const std::set<wire::RowId>& rows) const {
    std::vector<wire::RowId> found;
    for (const auto& [id, note] : m_rows) {
        if (!rows.contains(id)) found.push_back(id);
    }
    return found;
}

std::vector<wire::RowId> RowNotes::closed(std::span<const std::string> buckets) const {
    std::vector<wire::RowId> found;
    for (const auto& [id, note] : m_rows) {
        const bool wanted = buckets.empty() ||
                            std::find(buckets.begin(), buckets.end(), note.bucket) != buckets.end();
        if (note.state == RowState::Closed && wanted) found.push_back(id);
    }
    return found;
}

}  // namespace otk::store
