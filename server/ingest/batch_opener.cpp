#include "server/ingest/batch_opener.h"

#include <utility>

#include "core/base/assert.h"
#include "core/wire/receipt.h"

namespace otk::ingest {

Result<OpenedBatch> BatchOpener::open(ByteView body) {
    const auto identity = OTK_TRY(wire::peek_batch(body));
    auto kiosk = OTK_TRY(m_storage.find_kiosk(identity.kiosk));
    if (!kiosk) return fail(ErrorKind::NotFound, "a kiosk that is not enrolled here");
    OpenedBatch opened;
    opened.batch = OTK_TRY(wire::decode_batch(body, kiosk->key));
    opened.kiosk = std::move(*kiosk);
    opened.hash = wire::batch_hash(body);
    if (opened.kiosk.is_revoked) return opened;
    opened.rows = OTK_TRY(open_rows(opened.batch));
    return opened;
}

Bytes revocation_of(const OpenedBatch& opened, const KeyRing& keys) {
    OTK_ASSERT(opened.kiosk.is_revoked);
    return wire::encode_revocation({opened.batch.identity, opened.hash}, keys.receipt_key());
}

Result<std::vector<OpenedRow>> BatchOpener::open_rows(const wire::Batch& batch) {
    std::vector<OpenedBox> boxes;
    boxes.reserve(batch.boxes.size());
    for (const wire::KeyBox& box : batch.boxes)
        boxes.push_back(open_box(box, m_keys));
    std::vector<OpenedRow> rows;
    rows.reserve(batch.rows.size());
    for (const wire::SealedRow& row : batch.rows) {
        rows.push_back(OTK_TRY(open_row(row.sealed, row.id, boxes[row.box], m_forms)));
    }
    return rows;
}

}  // namespace otk::ingest
