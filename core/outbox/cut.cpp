#include "core/outbox/cut.h"

#include <algorithm>
#include <span>

#include "core/base/assert.h"

namespace otk::outbox {
namespace {

/// A batch that grows while it fits.
class Cut {
  public:
    Cut(const wire::BatchIdentity& identity, std::size_t bytes_max) : m_bytes_max(bytes_max) {
        m_batch.identity = identity;
    }

    bool add(const store::ClosedRow& row) {
        const auto known = std::find(m_batch.boxes.begin(), m_batch.boxes.end(), row.box);
        const std::size_t boxes = m_batch.boxes.size() + (known == m_batch.boxes.end() ? 1 : 0);
        const std::size_t rows = m_batch.rows.size() + 1;
        const std::size_t sealed_bytes = m_sealed_bytes + row.sealed.size();
        const bool fits = rows <= wire::batch_rows_max &&
                          wire::batch_bytes(boxes, rows, sealed_bytes) <= m_bytes_max;
        // A row alone always fits into a batch: limits.h asserts it.
        if (!fits && !is_empty()) return false;
        const auto index = static_cast<std::uint16_t>(known - m_batch.boxes.begin());
        if (boxes > m_batch.boxes.size()) m_batch.boxes.push_back(row.box);
        m_batch.rows.push_back({.id = row.id, .box = index, .sealed = row.sealed});
        m_sealed_bytes = sealed_bytes;
        return true;
    }

    bool is_empty() const { return m_batch.rows.empty(); }
    const wire::Batch& batch() const { return m_batch; }

  private:
    std::size_t m_bytes_max;
    wire::Batch m_batch;
    std::size_t m_sealed_bytes = 0;
};

}  // namespace

std::vector<wire::Batch> cut(std::vector<store::ClosedRow> rows, const wire::BatchIdentity& first,
    Random& random, std::size_t bytes_max) {
    OTK_ASSERT(bytes_max <= wire::batch_bytes_max);
    shuffle(std::span(rows), random);
    std::vector<wire::Batch> batches;
    wire::BatchIdentity identity = first;
    Cut current(identity, bytes_max);
    for (const store::ClosedRow& row : rows) {
        if (current.add(row)) continue;
        batches.push_back(current.batch());
        ++identity.number;
        current = Cut(identity, bytes_max);
        const bool begun = current.add(row);
        OTK_ASSERT(begun);
    }
    if (!current.is_empty()) batches.push_back(current.batch());
    return batches;
}

}  // namespace otk::outbox
