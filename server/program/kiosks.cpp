#include "core/base/assert.h"
#include "core/base/format.h"
#include "server/program/commands.h"
#include "server/program/last_word.h"
#include "server/program/store.h"

namespace otk::program {
namespace {

std::string_view name_of(wire::Disk disk) {
    switch (disk) {
        case wire::Disk::NotSaid:
            return "not said";
        case wire::Disk::Fine:
            return "fine";
        case wire::Disk::Low:
            return "low";
        case wire::Disk::None:
            return "full";
    }
    OTK_UNREACHABLE();
}

std::string line_of(const storage::StoredBundleReport& word, std::string_view standing) {
    const std::string who = format("{} {}{}", word.report.kiosk.text(), word.place, standing);
    if (word.day.empty()) return format("{}: said nothing yet\n", who);
    return format("{}: disk {}, keys.json {}, bundle {} (since {})\n", who,
        name_of(word.report.disk), word.report.keys_sequence,
        word.report.shown.empty() ? "laid by hand" : word.report.shown, word.day);
}

bool fills_up(const storage::StoredBundleReport& word) {
    return word.report.disk == wire::Disk::Low || word.report.disk == wire::Disk::None;
}

Result<std::string> list(const config::Config& config, bool only_low_disks) {
    const auto storage = OTK_TRY(open_store(config));
    const auto enrolled = OTK_TRY(storage->bundle_reports());
    std::string lines;
    for (const storage::StoredBundleReport& word : enrolled) {
        if (!only_low_disks || fills_up(word)) lines += line_of(word, "");
    }
    if (only_low_disks) return lines;
    const auto revoked = OTK_TRY(storage->bundle_reports_of_revoked());
    for (const storage::StoredBundleReport& word : revoked)
        lines += line_of(word, " (revoked)");
    return lines;
}

}  // namespace

ExitCode list_kiosks(const config::Config& config, bool only_low_disks) {
    return last_word(list(config, only_low_disks));
}

}  // namespace otk::program
