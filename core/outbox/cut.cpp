#include "core/outbox/cut.h"

#include <algorithm>
#include <span>

namespace otk::outbox {
namespace {

/// A batch that grows while it fits.
class Cut {
  public:
    explicit Cut(const wire::BatchIdentity& identity) {
        m_batch.identity = identity;
    }

    bool add(const store::ClosedRow& row) {
        const auto known = std::find(m_batch.boxes.begin(), m_batch.boxes.end(), row.box);
        const std::size_t boxes =
            m_batch.boxes.size() + (known == m_batch.boxes.end() ? 1 : 0);
        const std::size_t rows = m_batch.rows.size() + 1;
        const std::size_t sealed_bytes = m_sealed_bytes + row.sealed.size();
        if (rows > wire::batch_rows_max ||
            wire::batch_bytes(boxes, rows, sealed_bytes) > wire::batch_bytes_max) {
            return false;
        }
        const auto index = static_cast<std::uint16_t>(known - m_batch.boxes.begin());
        if (boxes > m_batch.boxes.size()) m_batch.boxes.push_back(row.box);
        m_batch.rows.push_back({.id = row.id, .box = index, .sealed = row.sealed});
        m_sealed_bytes = sealed_bytes;
        return true;
    }

    bool is_empty() const { return m_batch.rows.empty(); }
    const wire::Batch& batch() const { return m_batch; }

  private:
    wire::Batch m_batch;
    std::size_t m_sealed_bytes = 0;
};

}  // namespace

std::vector<wire::Batch> cut(
    std::vector<store::ClosedRow> rows, const wire::BatchIdentity& first, Random& random) {
    shuffle(std::span(rows), random);
    std::vector<wire::Batch> batches;
    wire::BatchIdentity identity = first;
    Cut current(identity);
    for (const store::ClosedRow& row : rows) {
        if (current.add(row)) continue;
        batches.push_back(current.batch());
        ++identity.number;
        current = Cut(identity);
        // A row alone always fits: limits.h asserts it.
        static_cast<void>(current.add(row));
    }
    if (!current.is_empty()) batches.push_back(current.batch());
    return batches;
}

}  // namespace otk::outbox
