#pragma once

#include <variant>
#include <vector>

#include "core/base/result.h"
#include "core/crypto/hash.h"
#include "core/wire/batch.h"
#include "core/wire/statement.h"
#include "server/ingest/forms.h"
#include "server/ingest/key_ring.h"
#include "server/ingest/opened_row.h"
#include "server/storage/storage.h"

namespace otk::ingest {

/// A batch whose signature is right, its rows opened as far as they open.
struct OpenedBatch {
    storage::Kiosk kiosk;
    wire::Batch batch;
    crypto::Hash256 hash{};
    std::vector<OpenedRow> rows;  ///< in the order of batch.rows; none of a revoked kiosk
};

/// A void (core/wire/void.h) whose signature is right.
struct OpenedVoid {
    storage::Kiosk kiosk;
    wire::StatementSubject subject;
};

/// What a kiosk sends to the address of batches.
using OpenedBody = std::variant<OpenedBatch, OpenedVoid>;

const storage::Kiosk& sender_of(const OpenedBody& opened);

/// The signed reply to what a revoked kiosk sends.
Bytes revocation_of(const OpenedBody& opened, const KeyRing& keys);

/// Verifies, opens and checks what a kiosk sent: half of the work of taking a batch in, and the
/// half that writes nothing, so that it can go on beside the writer. Only reads its storage;
/// belongs to one thread, as its storage.
class BatchOpener {
  public:
    BatchOpener(storage::Storage& storage, const KeyRing& keys)
        : m_storage(storage), m_keys(keys), m_forms(storage) {}

    /// InvalidInput (no batch), Unsupported (another protocol), NotFound (no such kiosk),
    /// Permission (signature), or the storage's errors.
    Result<OpenedBody> open(ByteView body);

    const KeyRing& keys() const { return m_keys; }

  private:
    Result<OpenedBody> open_batch(ByteView body);
    Result<OpenedBody> open_void(ByteView body);
    Result<storage::Kiosk> sender(const wire::KioskId& id);
    Result<std::vector<OpenedRow>> open_rows(const wire::Batch& batch);

    storage::Storage& m_storage;
    const KeyRing& m_keys;
    Forms m_forms;
};

}  // namespace otk::ingest
