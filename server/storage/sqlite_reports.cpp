// What kiosks say of their bundles, keys and disks.

#include <algorithm>
#include <utility>

#include "core/base/assert.h"
#include "server/storage/sqlite_tables.h"

namespace otk::storage {
namespace {

Bytes stored_keys(const std::vector<wire::ServerKeyId>& keys) {
    Bytes bytes;
    for (const wire::ServerKeyId& key : keys)
        bytes.insert(bytes.end(), key.bytes.begin(), key.bytes.end());
    return bytes;
}

Result<std::vector<wire::ServerKeyId>> keys_from(ByteView bytes) {
    std::vector<wire::ServerKeyId> keys;
    for (ByteView left = bytes; !left.empty();) {
        const std::size_t size = std::min(left.size(), wire::ServerKeyId::size_bytes);
        keys.push_back(OTK_TRY(wire::ServerKeyId::from_bytes(left.first(size))));
        left = left.subspan(size);
    }
    return keys;
}

wire::Disk disk_from(std::int64_t number) {
    constexpr auto last = static_cast<std::int64_t>(wire::Disk::None);
    return number > 0 && number <= last ? static_cast<wire::Disk>(number) : wire::Disk::NotSaid;
}

/// Its columns from `first` on: shown, next, refused, why, keys_sequence, keys_needed, disk.
Result<wire::BundleReport> report_from(Statement& row, int first, const wire::KioskId& kiosk) {
    return wire::BundleReport{.kiosk = kiosk,
        .shown = std::string(row.text(first)),
        .next = std::string(row.text(first + 1)),
        .refused = std::string(row.text(first + 2)),
        .why = std::string(row.text(first + 3)),
        .keys_sequence = row.integer(first + 4),
        .keys_needed = OTK_TRY(in("bundle_report", keys_from(row.blob(first + 5)))),
        .disk = disk_from(row.integer(first + 6))};
}

/// Its rows, of the columns: the kiosk's id, its place, the day, and those of report_from.
Result<std::vector<StoredBundleReport>> reports_from(Statement& find) {
    std::vector<StoredBundleReport> reports;
    while (true) {
        const bool more = OTK_TRY(find.step());
        if (!more) break;
        const wire::KioskId kiosk = OTK_TRY(wire::KioskId::from_bytes(find.blob(0)));
        reports.push_back({.place = std::string(find.text(1)),
            .day = std::string(find.text(2)),
            .report = OTK_TRY(report_from(find, 3, kiosk))});
    }
    return reports;
}

}  // namespace

Result<void> SqliteStorage::put_bundle_report(
    const Kiosk& kiosk, const wire::BundleReport& report, const std::string& day) {
    Statement* const put = OTK_TRY(
        use("INSERT INTO bundle_report (kiosk, day, shown, next, refused, why, keys_sequence, "
            "keys_needed, disk) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9) "
            "ON CONFLICT DO UPDATE SET day = excluded.day, shown = excluded.shown, "
            "next = excluded.next, refused = excluded.refused, why = excluded.why, "
            "keys_sequence = excluded.keys_sequence, keys_needed = excluded.keys_needed, "
            "disk = excluded.disk"));
    const Bytes keys = stored_keys(report.keys_needed);
    return put->run({kiosk.number, std::string_view(day), std::string_view(report.shown),
        std::string_view(report.next), std::string_view(report.refused),
        std::string_view(report.why), report.keys_sequence, ByteView(keys),
        static_cast<std::int64_t>(report.disk)});
}

Result<std::optional<wire::BundleReport>> SqliteStorage::find_bundle_report(const Kiosk& kiosk) {
    Statement* const find =
        OTK_TRY(use("SELECT shown, next, refused, why, keys_sequence, keys_needed, disk "
                    "FROM bundle_report WHERE kiosk = ?1"));
    const bool is_there = OTK_TRY(find->first({kiosk.number}));
    if (!is_there) return std::optional<wire::BundleReport>();
    Result<wire::BundleReport> report = report_from(*find, 0, kiosk.id);
    find->reset();
    if (!report) return tl::make_unexpected(report.error());
    return std::optional(std::move(*report));
}

Result<std::int64_t> SqliteStorage::bundle_refusals(std::string_view bundle) {
    Statement* const count = OTK_TRY(
        use("SELECT COUNT(*) FROM bundle_report JOIN kiosk ON kiosk.number = bundle_report.kiosk "
            "WHERE refused = ?1 AND revoked_day IS NULL"));
    const bool counted = OTK_TRY(count->first({bundle}));
    OTK_ASSERT(counted);
    const std::int64_t kiosks = count->integer(0);
    count->reset();
    return kiosks;
}

Result<std::vector<StoredBundleReport>> SqliteStorage::bundle_reports() {
    return reports_of(false);
}

Result<std::vector<StoredBundleReport>> SqliteStorage::bundle_reports_of_revoked() {
    return reports_of(true);
}

Result<std::vector<StoredBundleReport>> SqliteStorage::reports_of(bool revoked) {
    Statement* const find = OTK_TRY(
        use("SELECT kiosk.id, (SELECT place FROM kiosk_place WHERE kiosk = kiosk.number "
            "ORDER BY from_day DESC LIMIT 1), COALESCE(day, ''), COALESCE(shown, ''), "
            "COALESCE(next, ''), COALESCE(refused, ''), COALESCE(why, ''), "
            "COALESCE(keys_sequence, 0), COALESCE(keys_needed, x''), COALESCE(disk, 0) FROM kiosk "
            "LEFT JOIN bundle_report ON bundle_report.kiosk = kiosk.number "
            "WHERE (revoked_day IS NOT NULL) = ?1 ORDER BY kiosk.number"));
    OTK_TRY(find->bind({std::int64_t{revoked}}));
    return reports_from(*find);
}

/// Asked every two seconds: the index of migration keys_and_disks holds the few that it counts.
Result<std::int64_t> SqliteStorage::disks_filling_up() {
    return one_number(
        "SELECT COUNT(*) FROM bundle_report JOIN kiosk ON kiosk.number = bundle_report.kiosk "
        "WHERE disk >= 2 AND revoked_day IS NULL");
}

}  // namespace otk::storage
