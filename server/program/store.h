#pragma once

#include <memory>
#include <optional>

#include "core/base/local_day.h"
#include "core/bundle/bundle.h"
#include "core/config/config.h"
#include "server/storage/storage.h"

namespace otk::program {

/// The database of the configuration, for writing.
Result<std::unique_ptr<storage::Storage>> open_store(const config::Config& config);

/// The bundle, its forms put into the storage. Nothing if there is none or it is refused, which the
/// log says: the server then counts by the forms that it has and parks what it does not know.
Result<std::optional<bundle::Bundle>> take_bundle(
    const config::Config& config, storage::Storage& storage);

/// From which day on the profile keeps responses and free texts (24 months without a bundle), by a
/// day that kiosks' clocks confirm (analysis::confirmed_day). NotFound if none does: the server's
/// clock alone erases nothing.
Result<Day> first_kept_day(storage::Storage& storage, const Day& today, int months);

/// How long responses and free texts are kept: the profile's months, 24 without a bundle.
int retention_months(const std::optional<bundle::Bundle>& bundle);

}  // namespace otk::program
