// Responses, texts, parked rows and roll-ups.

#include <utility>

#include "core/base/assert.h"
#include "server/storage/sqlite_tables.h"

namespace otk::storage {
namespace {

CountKey key_in(const Statement& row) {
    return CountKey{.day = std::string(row.text(0)),
        .place = std::string(row.text(1)),
        .form = std::string(row.text(2)),
        .version = std::string(row.text(3)),
        .audience = std::string(row.text(4)),
        .question = std::string(row.text(5)),
        .direction = std::string(row.text(6)),
        .channel = std::string(row.text(7)),
        .language = std::string(row.text(8)),
        .flagged = row.integer(9) != 0,
        .partial = row.integer(10) != 0};
}

}  // namespace

Result<void> SqliteStorage::insert_response(const StoredResponse& response) {
    Statement* const insert = OTK_TRY(
        use("INSERT INTO response (day, place, id, day_is_servers, flagged, content) VALUES "
            "(?1, ?2, ?3, ?4, ?5, ?6)"));
    return insert->run({std::string_view(response.day), std::string_view(response.place),
        random_id(), std::int64_t{response.day_is_servers ? 1 : 0},
        std::int64_t{response.flagged ? 1 : 0}, std::string_view(response.content)});
}

Result<void> SqliteStorage::insert_text(const StoredText& text) {
    Statement* const insert = OTK_TRY(
        use("INSERT INTO free_text (id, day, place, form, version, question, language, text) "
            "VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)"));
    return insert->run({random_id(), std::string_view(text.day), std::string_view(text.place),
        std::string_view(text.form), std::string_view(text.version),
        std::string_view(text.question), std::string_view(text.language),
        std::string_view(text.text)});
}

Result<void> SqliteStorage::note_test(const StoredTest& test) {
    Statement* const insert =
        OTK_TRY(use("INSERT INTO test_count (day, place, form, n) VALUES (?1, ?2, ?3, 1) "
                    "ON CONFLICT DO UPDATE SET n = n + 1"));
    return insert->run(
        {std::string_view(test.day), std::string_view(test.place), std::string_view(test.form)});
}

constexpr std::string_view upsert_option_day =
    "INSERT INTO roll_up_day (day, place, form, version, audience, question, direction, channel, "
    "language, flagged, partial, option, n) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, "
    "?12, ?13) ON CONFLICT DO UPDATE SET n = n + excluded.n";
constexpr std::string_view upsert_option_quarter =
    "INSERT INTO roll_up_quarter (day, place, form, version, audience, question, direction, "
    "channel, "
    "language, flagged, partial, option, n) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, "
    "?12, ?13) ON CONFLICT DO UPDATE SET n = n + excluded.n";
constexpr std::string_view upsert_asked_day =
    "INSERT INTO asked_day (day, place, form, version, audience, question, direction, channel, "
    "language, flagged, partial, asked, answered) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, "
    "?11, ?12, ?13) ON CONFLICT DO UPDATE SET asked = asked + excluded.asked, "
    "answered = answered + excluded.answered";
constexpr std::string_view upsert_asked_quarter =
    "INSERT INTO asked_quarter (day, place, form, version, audience, question, direction, channel, "
    "language, flagged, partial, asked, answered) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, "
    "?11, ?12, ?13) ON CONFLICT DO UPDATE SET asked = asked + excluded.asked, "
    "answered = answered + excluded.answered";

Result<void> SqliteStorage::upsert(
    const RollUp& roll_up, std::string_view options_sql, std::string_view asked_sql) {
    Statement* const options = OTK_TRY(use(options_sql));
    Statement* const asked = OTK_TRY(use(asked_sql));
    for (const auto& [key, counts] : roll_up) {
        const auto view = [](const std::string& text) { return std::string_view(text); };
        const std::int64_t flagged = key.flagged ? 1 : 0;
        const std::int64_t partial = key.partial ? 1 : 0;
        OTK_TRY(asked->run({view(key.day), view(key.place), view(key.form), view(key.version),
            view(key.audience), view(key.question), view(key.direction), view(key.channel),
            view(key.language), flagged, partial, counts.asked, counts.answered}));
        for (const auto& [option, n] : counts.options) {
            OTK_TRY(options->run({view(key.day), view(key.place), view(key.form), view(key.version),
                view(key.audience), view(key.question), view(key.direction), view(key.channel),
                view(key.language), flagged, partial, view(option), n}));
        }
    }
    return {};
}

Result<void> SqliteStorage::add_to_roll_ups(const RollUp& days) {
    std::string_view due;
    for (const auto& [key, counts] : days) {
        if (key.day != due) OTK_TRY(m_editions.make_due(key.day));
        due = key.day;
    }
    OTK_TRY(upsert(days, upsert_option_day, upsert_asked_day));
    return upsert(by_quarter(days), upsert_option_quarter, upsert_asked_quarter);
}

Result<void> SqliteStorage::clear_roll_ups() {
    return m_database.execute(
        "DELETE FROM roll_up_day; DELETE FROM roll_up_quarter; DELETE FROM asked_day; "
        "DELETE FROM asked_quarter");
}

Result<void> SqliteStorage::park(const ParkedRow& row) {
    Statement* const insert = OTK_TRY(
        use("INSERT INTO parked_row (row_id, key_box, sealed, reason, detail, received_day) "
            "VALUES (?1, ?2, ?3, ?4, ?5, ?6)"));
    const Bytes box = wire::encode_key_box(row.box);
    return insert->run(
        {ByteView(row.id.bytes), ByteView(box), ByteView(row.sealed), std::string_view(row.reason),
            std::string_view(row.detail), std::string_view(row.received_day)});
}

Result<void> SqliteStorage::unpark(std::int64_t number) {
    Statement* const erase = OTK_TRY(use("DELETE FROM parked_row WHERE number = ?1"));
    return erase->run({number});
}

Result<bool> SqliteStorage::unpark_unopened(const wire::RowId& id) {
    // The reason is a literal: only so SQLite takes the index of migration unopened_rows.
    Statement* const erase =
        OTK_TRY(use("DELETE FROM parked_row WHERE row_id = ?1 AND reason = 'opening_failed'"));
    OTK_TRY(erase->run({ByteView(id.bytes)}));
    return m_database.changes() > 0;
}

Result<void> SqliteStorage::raise_alarm(
    const Kiosk& kiosk, const std::string& day, std::string_view kind, std::string_view detail) {
    Statement* const insert =
        OTK_TRY(use("INSERT INTO alarm (day, kiosk, kind, detail) VALUES (?1, ?2, ?3, ?4)"));
    return insert->run({std::string_view(day), kiosk.number, kind, detail});
}

Result<std::vector<ParkedRow>> SqliteStorage::parked(std::int64_t after, int count) {
    Statement* const find = OTK_TRY(
        use("SELECT number, row_id, key_box, sealed, reason, detail, received_day FROM parked_row "
            "WHERE number > ?1 ORDER BY number LIMIT ?2"));
    OTK_TRY(find->bind({after, std::int64_t{count}}));
    std::vector<ParkedRow> rows;
    while (true) {
        const bool more = OTK_TRY(find->step());
        if (!more) break;
        ParkedRow row;
        row.number = find->integer(0);
        row.id = OTK_TRY(wire::RowId::from_bytes(find->blob(1)));
        row.box = OTK_TRY(wire::decode_key_box(find->blob(2)));
        row.sealed.assign(find->blob(3).begin(), find->blob(3).end());
        row.reason = find->text(4);
        row.detail = find->text(5);
        row.received_day = find->text(6);
        rows.push_back(std::move(row));
    }
    find->reset();
    return rows;
}

Result<std::vector<ParkedCount>> SqliteStorage::parked_counts() {
    Statement* const find = OTK_TRY(use(
        "SELECT reason, detail, COUNT(*) FROM parked_row GROUP BY reason, detail ORDER BY 1, 2"));
    OTK_TRY(find->bind({}));
    std::vector<ParkedCount> counts;
    while (true) {
        const bool more = OTK_TRY(find->step());
        if (!more) break;
        counts.push_back(
            {std::string(find->text(0)), std::string(find->text(1)), find->integer(2)});
    }
    find->reset();
    return counts;
}

/// A key box begins with its key's id (wire::encode_key_box).
Result<std::int64_t> SqliteStorage::parked_under(const wire::ServerKeyId& key) {
    Statement* const count =
        OTK_TRY(use("SELECT COUNT(*) FROM parked_row WHERE substr(key_box, 1, 8) = ?1"));
    const bool counted = OTK_TRY(count->first({ByteView(key.bytes)}));
    OTK_ASSERT(counted);
    const std::int64_t rows = count->integer(0);
    count->reset();
    return rows;
}

Result<std::int64_t> SqliteStorage::alarm_count() {
    return one_number("SELECT COUNT(*) FROM alarm");
}

Result<std::int64_t> SqliteStorage::test_count() {
    return one_number("SELECT SUM(n) FROM test_count");
}

Result<void> SqliteStorage::for_each_response(
    const std::function<Result<void>(const StoredResponse&)>& visit) {
    Statement* const find =
        OTK_TRY(use("SELECT day, place, day_is_servers, flagged, content FROM response"));
    OTK_TRY(find->bind({}));
    while (true) {
        const bool more = OTK_TRY(find->step());
        if (!more) break;
        const StoredResponse response{.day = std::string(find->text(0)),
            .place = std::string(find->text(1)),
            .day_is_servers = find->integer(2) != 0,
            .flagged = find->integer(3) != 0,
            .content = std::string(find->text(4))};
        OTK_TRY(visit(response));
    }
    find->reset();
    return {};
}

Result<Erased> SqliteStorage::forget(const Horizon& horizon) {
    Statement* const put = OTK_TRY(
        use("INSERT INTO horizon (one, responses, texts) VALUES (1, ?1, ?2) ON CONFLICT (one) DO "
            "UPDATE SET responses = MAX(responses, excluded.responses), texts = MAX(texts, "
            "excluded.texts)"));
    OTK_TRY(put->run({std::string_view(horizon.responses), std::string_view(horizon.texts)}));
    Erased erased;
    Statement* const responses = OTK_TRY(use("DELETE FROM response WHERE day < ?1"));
    OTK_TRY(responses->run({std::string_view(horizon.responses)}));
    erased.responses = m_database.changes();
    Statement* const texts = OTK_TRY(use("DELETE FROM free_text WHERE day < ?1"));
    OTK_TRY(texts->run({std::string_view(horizon.texts)}));
    erased.texts = m_database.changes();
    Statement* const parked = OTK_TRY(use("DELETE FROM parked_row WHERE received_day < ?1"));
    OTK_TRY(parked->run({std::string_view(horizon.responses)}));
    erased.parked = m_database.changes();
    return erased;
}

Result<Horizon> SqliteStorage::horizon() {
    Statement* const find = OTK_TRY(use("SELECT responses, texts FROM horizon"));
    const bool found = OTK_TRY(find->first());
    Horizon horizon;
    if (found) horizon = {std::string(find->text(0)), std::string(find->text(1))};
    find->reset();
    return horizon;
}

Result<std::string> SqliteStorage::newest_day_of_kiosks() {
    // The table is in the order of days: the first that fits ends the search.
    Statement* const find =
        OTK_TRY(use("SELECT day FROM response WHERE day_is_servers = 0 ORDER BY day DESC LIMIT 1"));
    const bool found = OTK_TRY(find->first());
    std::string day = found ? std::string(find->text(0)) : std::string();
    find->reset();
    return day;
}

Result<RollUp> SqliteStorage::read_roll_up(
    std::string_view options_sql, std::string_view asked_sql) {
    RollUp roll_up;
    Statement* const asked = OTK_TRY(use(asked_sql));
    OTK_TRY(asked->bind({}));
    while (true) {
        const bool more = OTK_TRY(asked->step());
        if (!more) break;
        roll_up[key_in(*asked)] =
            Counts{.asked = asked->integer(11), .answered = asked->integer(12)};
    }
    Statement* const options = OTK_TRY(use(options_sql));
    OTK_TRY(options->bind({}));
    while (true) {
        const bool more = OTK_TRY(options->step());
        if (!more) break;
        roll_up[key_in(*options)].options[std::string(options->text(11))] = options->integer(12);
    }
    asked->reset();
    options->reset();
    return roll_up;
}

Result<RollUp> SqliteStorage::roll_up_of_days() {
    return read_roll_up("SELECT * FROM roll_up_day", "SELECT * FROM asked_day");
}

Result<RollUp> SqliteStorage::roll_up_of_quarters() {
    return read_roll_up("SELECT * FROM roll_up_quarter", "SELECT * FROM asked_quarter");
}

}  // namespace otk::storage
