#pragma once

#include "core/base/file.h"
#include "core/base/result.h"
#include "kiosk/shelf/shelf_state.h"

namespace otk::kiosk::shell {

/// Lays the kiosk's signed word on its bundles (core/wire/bundle_report.h) into the outbox, for the
/// courier, unless it lies there already. Nothing without an enrolment: there is nobody to tell.
Result<void> write_bundle_report(
    const Path& state_folder, const Path& outbox_folder, const shelf::ShelfState& state);

}  // namespace otk::kiosk::shell
