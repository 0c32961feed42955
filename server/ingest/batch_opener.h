#pragma once

#include <vector>

#include "core/base/result.h"
#include "core/crypto/hash.h"
#include "core/wire/batch.h"
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

/// The signed reply to a batch of a revoked kiosk.
Bytes revocation_of(const OpenedBatch& opened, const KeyRing& keys);

/// Verifies, opens and checks what a kiosk sent: half of the work of taking a batch in, and the half
/// that writes nothing, so that it can go on beside the writer. Only reads its storage; belongs to
/// one thread, as its storage.
class BatchOpener {
  public:
    BatchOpener(storage::Storage& storage, const KeyRing& keys)
        : m_storage(storage), m_keys(keys), m_forms(storage) {}

    /// InvalidInput (no batch), Unsupported (another protocol), NotFound (no such kiosk), Permission
    /// (signature), or the storage's errors.
    Result<OpenedBatch> open(ByteView body);

    const KeyRing& keys() const { return m_keys; }

  private:
    Result<std::vector<OpenedRow>> open_rows(const wire::Batch& batch);

    storage::Storage& m_storage;
    const KeyRing& m_keys;
    Forms m_forms;
};

}  // namespace otk::ingest
