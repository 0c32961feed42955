#include "tools/fleet_sim/ledger.h"

#include <algorithm>
#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "core/base/assert.h"
#include "core/database/database.h"

namespace otk::fleet_sim {
namespace {

using database::Database;
using Counts = std::map<std::string, std::int64_t>;
using Claims = std::vector<std::pair<wire::KioskId, std::int64_t>>;

Result<Counts> counts_by_place(Database& database, std::string_view sql) {
    auto find = OTK_TRY(database.prepare(sql));
    OTK_TRY(find.bind({}));
    Counts counts;
    while (true) {
        const bool more = OTK_TRY(find.step());
        if (!more) return counts;
        counts[std::string(find.text(0))] = find.integer(1);
    }
}

Result<std::int64_t> number(Database& database, std::string_view sql) {
    auto find = OTK_TRY(database.prepare(sql));
    const bool found = OTK_TRY(find.first());
    OTK_ASSERT(found);
    return find.integer(0);
    // The analyser does not see that a Result destroys the statement in it.
}  // NOLINT(clang-analyzer-cplusplus.NewDeleteLeaks)

Result<Claims> claims_in(Database& database) {
    auto find = OTK_TRY(database.prepare(
        "SELECT kiosk.id, batch_row.row_prefix FROM batch_row JOIN kiosk ON kiosk.number = "
        "batch_row.kiosk"));
    OTK_TRY(find.bind({}));
    Claims claims;
    while (true) {
        const bool more = OTK_TRY(find.step());
        if (!more) break;
        const auto id = OTK_TRY(wire::KioskId::from_bytes(find.blob(0)));
        claims.emplace_back(id, find.integer(1));
    }
    std::sort(claims.begin(), claims.end());
    return claims;
}

Claims claims_of(const Fleet& fleet) {
    Claims claims;
    for (const SimulatedKiosk& kiosk : fleet.kiosks) {
        for (const FrozenBatch& batch : kiosk.batches) {
            for (const std::int64_t prefix : batch.row_prefixes)
                claims.emplace_back(batch.subject.batch.kiosk, prefix);
        }
    }
    std::sort(claims.begin(), claims.end());
    return claims;
}

Counts rows_by_place(const Fleet& fleet) {
    Counts rows;
    for (const SimulatedKiosk& kiosk : fleet.kiosks) {
        for (const FrozenBatch& batch : kiosk.batches)
            rows[kiosk.place] += static_cast<std::int64_t>(batch.row_prefixes.size());
    }
    return rows;
}

/// Each row's question `rating` was asked.
constexpr std::string_view responses = "SELECT place, COUNT(*) FROM response GROUP BY place";
constexpr std::string_view days =
    "SELECT place, SUM(asked) FROM asked_day WHERE question = 'rating' GROUP BY place";
constexpr std::string_view quarters =
    "SELECT place, SUM(asked) FROM asked_quarter WHERE question = 'rating' GROUP BY place";

struct Difference {
    std::int64_t missing = 0;
    std::int64_t surplus = 0;
};

Difference difference(const Counts& wanted, const Counts& found) {
    Difference sum;
    Counts rest = found;
    for (const auto& [place, count] : wanted) {
        const std::int64_t more = rest[place] - count;
        rest.erase(place);
        (more < 0 ? sum.missing : sum.surplus) += std::abs(more);
    }
    for (const auto& [place, count] : rest)
        sum.surplus += count;
    return sum;
}

Difference difference(const Claims& wanted, const Claims& found) {
    Claims missing;
    Claims surplus;
    std::set_difference(
        wanted.begin(), wanted.end(), found.begin(), found.end(), std::back_inserter(missing));
    std::set_difference(
        found.begin(), found.end(), wanted.begin(), wanted.end(), std::back_inserter(surplus));
    return {static_cast<std::int64_t>(missing.size()), static_cast<std::int64_t>(surplus.size())};
}

}  // namespace

Result<Ledger> compare(const Path& database_file, const Fleet& fleet) {
    Database database = OTK_TRY(Database::open(database_file, {.access = database::Access::Write}));
    Ledger ledger;
    ledger.sent = static_cast<std::int64_t>(fleet.rows());
    ledger.held = OTK_TRY(number(database, "SELECT COUNT(*) FROM response"));
    ledger.parked = OTK_TRY(number(database, "SELECT COUNT(*) FROM parked_row"));
    const Claims claims = OTK_TRY(claims_in(database));
    const Difference by_id = difference(claims_of(fleet), claims);
    ledger.lost = by_id.missing;
    ledger.strange = by_id.surplus;
    const Counts wanted = rows_by_place(fleet);
    for (const std::string_view sql : {responses, days, quarters}) {
        const Counts found = OTK_TRY(counts_by_place(database, sql));
        const Difference by_place = difference(wanted, found);
        ledger.lost = std::max(ledger.lost, by_place.missing);
        ledger.doubled = std::max(ledger.doubled, by_place.surplus);
    }
    return ledger;
}

Result<void> mutate(const Path& database_file, Mutation mutation) {
    Database database = OTK_TRY(Database::open(database_file, {.access = database::Access::Write}));
    switch (mutation) {
        case Mutation::None:
            return {};
        case Mutation::ForgetResponse:
            return database.execute(
                "DELETE FROM response WHERE (day, place, id) IN "
                "(SELECT day, place, id FROM response LIMIT 1)");
        case Mutation::KeepTwice:
            return database.execute(
                "INSERT INTO response SELECT day, place, id + 1, day_is_servers, flagged, content "
                "FROM response LIMIT 1");
        case Mutation::ForgetCount:
            return database.execute(
                "UPDATE asked_day SET asked = asked - 1 WHERE question = 'rating' AND (day, place) "
                "IN (SELECT day, place FROM asked_day WHERE question = 'rating' LIMIT 1)");
        case Mutation::ForgetClaim:
            return database.execute(
                "DELETE FROM batch_row WHERE (kiosk, row_prefix) IN "
                "(SELECT kiosk, row_prefix FROM batch_row LIMIT 1)");
    }
    OTK_UNREACHABLE();
}

}  // namespace otk::fleet_sim
