#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "core/base/file.h"
#include "core/crypto/hash.h"
#include "core/crypto/signature.h"
#include "core/wire/statement.h"
#include "server/ingest/key_ring.h"
#include "server/storage/storage.h"

namespace otk::fleet_sim {

/// A batch as a kiosk froze it: sealed, signed, and never changed again.
struct FrozenBatch {
    wire::StatementSubject subject;
    Bytes body;
    std::vector<std::int64_t> row_prefixes;  ///< what the server remembers of each row's id
};

/// A kiosk at a place of its own. Its signing key is gone with the last batch that it signed: keys
/// lie in locked memory, of which there is not enough for eighteen thousand.
struct SimulatedKiosk {
    std::string place;
    std::vector<FrozenBatch> batches;  ///< number 1, 2, …
};

struct FleetPlan {
    std::size_t kiosks = 1;
    std::uint32_t batches = 1;  ///< of each kiosk
    std::size_t rows = 0;       ///< of each batch; 0: as many as fit
    std::uint64_t seed = 1;     ///< of ids and answers
};

/// The state folder and the database of a server, as the paths of its configuration.
struct ServerPlace {
    Path state_folder;
    Path database;
};

struct Fleet {
    std::vector<SimulatedKiosk> kiosks;
    crypto::PublicKey receipt_key;

    std::size_t rows() const;
    std::size_t batches() const;
};

/// Makes the server's keys and database, puts the sample form and the kiosks into it, and freezes
/// every batch. To be called while no server runs there.
Result<Fleet> make_fleet(const ServerPlace& server, const FleetPlan& plan);

/// One visitor's answers to the sample form, of the size that real ones have.
std::string sample_response(const std::string& place, std::uint32_t day, Random& random);

/// The sample form as `sample_response` answers it, put into a storage.
Result<void> put_sample_form(storage::Storage& storage);

/// A kiosk known to the storage, and its batches; one a day.
Result<SimulatedKiosk> make_kiosk(const std::string& place, storage::Storage& storage,
    const ingest::KeyRing& keys, const FleetPlan& plan, Random& random);

}  // namespace otk::fleet_sim
