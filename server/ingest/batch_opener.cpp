#include "server/ingest/batch_opener.h"

#include <utility>

#include "core/base/assert.h"
#include "core/wire/receipt.h"
#include "core/wire/void.h"
#include "server/storage/signed_by_kiosk.h"

namespace otk::ingest {
namespace {

wire::StatementSubject subject_of(const OpenedBatch& opened) {
    return {opened.batch.identity, opened.hash};
}

wire::StatementSubject subject_of(const OpenedVoid& opened) {
    return opened.subject;
}

}  // namespace

Result<OpenedBody> BatchOpener::open(ByteView body) {
    return wire::is_void(body) ? open_void(body) : open_batch(body);
}

Result<storage::Kiosk> BatchOpener::sender(const wire::KioskId& id) {
    auto kiosk = OTK_TRY(m_storage.find_kiosk(id));
    if (!kiosk) return fail(ErrorKind::NotFound, "a kiosk that is not enrolled here");
    return std::move(*kiosk);
}

Result<OpenedBody> BatchOpener::open_batch(ByteView body) {
    const auto identity = OTK_TRY(wire::peek_batch(body));
    OpenedBatch opened;
    opened.kiosk = OTK_TRY(sender(identity.kiosk));
    opened.batch = OTK_TRY(storage::read_signed_by(opened.kiosk,
        [body](const crypto::PublicKey& key) { return wire::decode_batch(body, key); }));
    opened.hash = wire::batch_hash(body);
    if (opened.kiosk.is_revoked) return OpenedBody(std::move(opened));
    opened.rows = OTK_TRY(open_rows(opened.batch));
    return OpenedBody(std::move(opened));
}

Result<OpenedBody> BatchOpener::open_void(ByteView body) {
    const auto claimed = OTK_TRY(wire::peek_void(body));
    OpenedVoid opened;
    opened.kiosk = OTK_TRY(sender(claimed.batch.kiosk));
    opened.subject = OTK_TRY(storage::read_signed_by(opened.kiosk,
        [body](const crypto::PublicKey& key) { return wire::decode_void(body, key); }));
    return OpenedBody(std::move(opened));
}

const storage::Kiosk& sender_of(const OpenedBody& opened) {
    return std::visit([](const auto& one) -> const storage::Kiosk& { return one.kiosk; }, opened);
}

Bytes revocation_of(const OpenedBody& opened, const KeyRing& keys) {
    OTK_ASSERT(sender_of(opened).is_revoked);
    const auto subject = std::visit([](const auto& one) { return subject_of(one); }, opened);
    return wire::encode_revocation(subject, keys.receipt_key());
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
