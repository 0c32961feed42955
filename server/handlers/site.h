#pragma once

#include "core/base/clock.h"
#include "server/analysis/figures.h"
#include "server/analysis/rhythm.h"
#include "server/http/router.h"
#include "server/http/work_queue.h"
#include "server/ingest/ingest.h"
#include "server/keys/enrolment_desk.h"
#include "server/keys/rotation_desk.h"
#include "server/rollout/report_desk.h"
#include "server/storage/storage.h"
#include "server/web/view.h"

namespace otk::handlers {

/// Who looks at the figures: decided once, by where the server listens and what the profile lets
/// out.
enum class Audience {
    Staff,   ///< the server listens on loopback (a proxy with its own log-in, or the demo)
    Public,  ///< anyone, and the profile publishes surveys: closed months and quarters, external, k
             ///< ≥ 10, in parts of their own (analysis::Readers::Outside)
    Nobody,  ///< anyone, and the profile keeps surveys internal
};

/// What the handlers share. `opener` is touched on the opener's thread only, `ingest`,
/// `enrolment` and `rotation` on the writer's, `reader` on the reader's. Every queue outlives the handlers' calls,
/// and the writer's outlives the opener's, which posts to it.
struct Site {
    ingest::BatchOpener* opener = nullptr;
    ingest::Ingest* ingest = nullptr;
    keys::EnrolmentDesk* enrolment = nullptr;
    keys::RotationDesk* rotation = nullptr;
    storage::Storage* reader = nullptr;
    rollout::ReportDesk* bundle_reports = nullptr;  ///< on the writer's thread
    rollout::RolloutFolder* bundles = nullptr;      ///< on the reader's
    http::WorkQueue* opener_queue = nullptr;
    http::WorkQueue* writer_queue = nullptr;
    http::WorkQueue* reader_queue = nullptr;
    const Clock* clock = nullptr;
    Path state_folder = {};  ///< with keys.json
    analysis::Thresholds thresholds = {};
    Audience audience = Audience::Staff;
    analysis::Rhythm rhythm = analysis::Rhythm::Daily;
    std::string owner = "Отклик";
    std::map<std::string, std::string> places = {};
};

/// The largest body that an address for batches reads: over the wire's own limit, so that a batch
/// of a later protocol gets a reasoned refusal.
inline constexpr std::size_t batch_body_bytes_max = std::size_t{64} * 1024;

/// An enrolment's request has one length; more than that is read only to refuse it with a reason.
inline constexpr std::size_t enrolment_body_bytes_max = 1024;

/// One row an address; R7 of docs/ADDING.md. `site` must outlive the server.
http::Router make_router(Site& site);

/// Thresholds that no profile can lower: 5 and 10 inside, 10 for the public.
analysis::Thresholds thresholds_for(
    Audience audience, std::int64_t k_external, std::int64_t k_internal);

}  // namespace otk::handlers
