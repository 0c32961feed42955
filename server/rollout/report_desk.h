#pragma once

#include "core/base/bytes.h"
#include "core/base/clock.h"
#include "core/base/result.h"
#include "core/wire/bundle_report.h"
#include "server/rollout/rollout_folder.h"
#include "server/storage/storage.h"

namespace otk::rollout {

/// A kiosk's word on its bundles that was verified.
struct HeardReport {
    storage::Kiosk kiosk;
    wire::BundleReport report;
};

/// Who says it, and what; nothing is written, so that words of strangers never wait for the writer.
/// NotFound: no kiosk of ours; Permission for another signature, and for a revoked kiosk;
/// InvalidInput of wire::decode_bundle_report; else the storage's. On the thread of `storage`.
Result<HeardReport> hear_report(storage::Storage& storage, ByteView report);

/// Takes kiosks' words on their bundles: keeps the newest of each, halts the bundle that too many
/// refuse, and says what the kiosk may fetch. On the thread of its storage.
class ReportDesk {
  public:
    /// All references outlive the desk.
    ReportDesk(storage::Storage& storage, RolloutFolder folder, const Clock& clock)
        : m_storage(storage), m_folder(std::move(folder)), m_clock(clock) {}

    /// The errors of the storage and of the folder. A report that says nothing new costs no write.
    Result<wire::BundleOffer> receive(const HeardReport& heard);

  private:
    Result<void> keep(const storage::Kiosk& kiosk, const wire::BundleReport& report);
    Result<void> halt_if_too_many(Rollout& rollout);

    storage::Storage& m_storage;
    RolloutFolder m_folder;
    const Clock& m_clock;
};

}  // namespace otk::rollout
