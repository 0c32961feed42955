#include "server/program/store.h"

#include "core/base/log.h"
#include "server/analysis/period.h"
#include "server/ingest/forms.h"
#include "server/storage/sqlite_storage.h"

namespace otk::program {

Result<std::unique_ptr<storage::Storage>> open_store(const config::Config& config) {
    return storage::open_sqlite_storage(config.path("server.database"));
}

Result<std::optional<bundle::Bundle>> take_bundle(
    const config::Config& config, storage::Storage& storage) {
    const Path& folder = config.path("server.bundle_folder");
    auto bundle = bundle::read_bundle(folder);
    if (!bundle) {
        log::warning("the bundle is left out; rows of unknown forms are parked",
            {{"error", bundle.error()}});
        return std::optional<bundle::Bundle>();
    }
    for (const std::string& warning : bundle->warnings) {
        log::info("bundle", {{"warning", log::Shown{warning}}});
    }
    const auto import = [&]() -> Result<void> {
        OTK_TRY(ingest::import_forms(folder, storage));
        return {};
    };
    OTK_TRY(in("import forms", storage.in_transaction(import)));
    return std::optional<bundle::Bundle>(std::move(*bundle));
}

Result<Day> first_kept_day(storage::Storage& storage, const Day& today, int months) {
    const std::string newest = OTK_TRY(storage.newest_day_of_kiosks());
    std::optional<Day> of_kiosks;
    if (!newest.empty()) of_kiosks = OTK_TRY(parse_day(newest));
    const std::optional<Day> confirmed = analysis::confirmed_day(today, of_kiosks);
    if (!confirmed) return fail(ErrorKind::NotFound, "no kiosk's clock confirms the server's day");
    return analysis::first_kept_day(*confirmed, months);
}

int retention_months(const std::optional<bundle::Bundle>& bundle) {
    constexpr int months_without_profile = 24;
    return bundle ? bundle->profile.retention_months : months_without_profile;
}

}  // namespace otk::program
