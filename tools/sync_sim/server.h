#pragma once

#include <map>
#include <memory>
#include <optional>
#include <string>

#include "core/base/file.h"
#include "core/crypto/signature.h"
#include "core/form/form.h"
#include "core/wire/identity.h"
#include "server/ingest/ingest.h"
#include "server/storage/storage.h"
#include "tools/sync_sim/faults.h"
#include "tools/sync_sim/time.h"

namespace otk::sync_sim {

/// The real ingest and store on a folder, without a socket before it.
class SimServer {
  public:
    /// `form`: a compiled form as a bundle holds it.
    SimServer(Path folder, const WorldTime& time, Random& random, Mutation mutation);

    Result<void> start();
    void stop();
    /// Until then every row of it is parked.
    Result<void> learn_form(storage::StoredForm form);
    Result<void> enrol(const wire::KioskId& kiosk, const crypto::PublicKey& key);

    Result<Bytes> receive(ByteView body);

    /// Makes a backup, verifies it, and tells kiosks what they may forget.
    Result<void> back_up();
    /// The disk is lost; the newest backup takes its place. False if there is none yet.
    Result<bool> restore();

    /// Word → how often it is held, counted or parked.
    Result<std::map<std::string, std::int64_t>> words();
    Result<std::int64_t> parked();
    /// Buffers of this kiosk whose numbers do not run from 1 without a gap.
    Result<std::int64_t> gaps(const wire::KioskId& kiosk);

    const ingest::KeyRing& keys() const { return *m_keys; }
    /// Of its store, as it was when it ran last.
    const wire::Incarnation& incarnation() const { return m_incarnation; }

  private:
    Path database() const { return m_folder / "otklik.db"; }
    Path state() const { return m_folder / "state"; }
    Result<Bytes> promise_without_storing(ByteView body);
    Result<void> forget(std::string_view sql);

    Path m_folder;
    const WorldTime& m_time;
    Random& m_random;
    Mutation m_mutation;
    std::unique_ptr<ingest::KeyRing> m_keys;
    std::unique_ptr<storage::Storage> m_storage;
    std::unique_ptr<ingest::Ingest> m_ingest;
    wire::Incarnation m_incarnation;
    std::optional<storage::StoredForm> m_form;  ///< what the bundle holds by now
    int m_backups = 0;
};

}  // namespace otk::sync_sim
