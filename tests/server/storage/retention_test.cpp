#include <algorithm>

#include <catch2/catch.hpp>

#include "server/analysis/period.h"
#include "tests/server/support/sample_kiosk.h"

using namespace otk;
using namespace otk::test;

namespace {

const std::string wish_words = "Скамейка у входа сломана";

/// So many answers of one day, each with the same wish.
void answer(
    SampleServer& server, SampleKiosk& kiosk, std::uint32_t number, const char* day, int n) {
    std::vector<SampleKiosk::Row> rows;
    for (int count = 0; count < n; ++count) {
        form::Response response = reception_response("5");
        response.day = day;
        response.asked.emplace_back("wish");
        response.answers.emplace_back("wish", wish_words);
        rows.push_back(kiosk.row(response));
    }
    server.send(kiosk.body(number, rows, server.keys()));
}

struct Kept {
    std::int64_t responses = 0;
    std::set<std::string> days;
};

Kept kept_in(storage::Storage& storage) {
    Kept kept;
    REQUIRE(storage.for_each_response([&](const storage::StoredResponse& response) -> Result<void> {
        ++kept.responses;
        kept.days.insert(response.day);
        return {};
    }));
    return kept;
}

storage::Erased forget(storage::Storage& storage, const storage::Horizon& horizon) {
    storage::Erased erased;
    REQUIRE(storage.in_transaction([&]() -> Result<void> {
        erased = OTK_TRY(storage.forget(horizon));
        return {};
    }));
    return erased;
}

bool is_in_a_file(const SampleServer& server, const std::string& words) {
    bool found = false;
    for (const auto& entry : std::filesystem::recursive_directory_iterator(server.folder())) {
        if (!entry.is_regular_file()) continue;
        const Bytes bytes = read_file(entry.path(), std::size_t{1} << 26U).value();
        found = found ||
                std::search(bytes.begin(), bytes.end(), words.begin(), words.end()) != bytes.end();
    }
    return found;
}

std::int64_t shown(SampleServer& server, const char* period) {
    std::int64_t n = 0;
    for (const analysis::QuestionCount& count : server.shown(period).questions)
        n += count.question == "rating" ? count.answered : 0;
    return n;
}

}  // namespace

TEST_CASE("months are kept whole, and a day of the month that begins them") {
    CHECK(analysis::first_kept_day({2026, 11, 26}, 24) == Day{2024, 11, 1});
    CHECK(analysis::first_kept_day({2026, 1, 31}, 1) == Day{2025, 12, 1});
    CHECK(analysis::first_kept_day({2026, 12, 1}, 12) == Day{2025, 12, 1});
}

TEST_CASE("a day is confirmed by a kiosk's clock, and for a month of silence after it") {
    const Day today{2026, 11, 26};
    CHECK(analysis::confirmed_day(today, Day{2026, 11, 25}) == today);
    CHECK(analysis::confirmed_day(today, Day{2026, 10, 26}) == today);
    CHECK(analysis::confirmed_day(today, Day{2026, 10, 25}) == Day{2026, 11, 25});
    CHECK(analysis::confirmed_day({2031, 11, 26}, Day{2026, 11, 25}) == Day{2026, 12, 26});
    // A kiosk may be ahead as well: then the server's day holds.
    CHECK(analysis::confirmed_day(today, Day{2031, 1, 1}) == today);
    CHECK_FALSE(analysis::confirmed_day(today, std::nullopt));
}

TEST_CASE("the newest day that a kiosk's clock gave is none of the server's own") {
    SampleServer server;
    server.put_form("reception");
    SampleKiosk kiosk;
    server.enrol(kiosk);
    CHECK(server.storage().newest_day_of_kiosks().value().empty());
    answer(server, kiosk, 1, "2026-09-10", 5);
    answer(server, kiosk, 2, "2026-11-20", 5);
    answer(server, kiosk, 3, "2026-10-01", 5);
    CHECK(server.storage().newest_day_of_kiosks().value() == "2026-11-20");
    answer(server, kiosk, 4, "", 5);  // booked on the server's day
    CHECK(server.storage().newest_day_of_kiosks().value() == "2026-11-20");
}

TEST_CASE("what is erased is in no table and no byte, and figures stay") {
    SampleServer server;
    server.put_form("reception");
    SampleKiosk kiosk;
    server.enrol(kiosk);
    answer(server, kiosk, 1, "2026-09-10", 7);
    answer(server, kiosk, 2, "2026-11-20", 6);
    const storage::RollUp days = server.storage().roll_up_of_days().value();
    const storage::RollUp quarters = server.storage().roll_up_of_quarters().value();
    CHECK(shown(server, "2026-09") == 7);

    const auto erased =
        forget(server.storage(), {.responses = "2026-11-01", .texts = "2026-11-21"});
    CHECK(erased.responses == 7);
    CHECK(erased.texts == 13);
    REQUIRE(server.storage().settle());
    CHECK(kept_in(server.storage()).days == std::set<std::string>{"2026-11-20"});
    CHECK_FALSE(is_in_a_file(server, wish_words));
    CHECK(shown(server, "2026-09") == 7);
    CHECK(server.storage().roll_up_of_days().value() == days);

    // A late batch from before the horizon counts, and so it does when all is counted anew.
    answer(server, kiosk, 3, "2026-09-11", 5);
    const storage::RollUp with_late = server.storage().roll_up_of_days().value();
    REQUIRE(ingest::rebuild_roll_ups(server.storage()));
    CHECK(server.storage().roll_up_of_days().value() == with_late);
    CHECK(server.storage().roll_up_of_quarters().value() == storage::by_quarter(with_late));
    CHECK(server.storage().roll_up_of_quarters().value() != quarters);
    CHECK(forget(server.storage(), server.storage().horizon().value()).responses == 5);
    CHECK(kept_in(server.storage()).responses == 6);
}

TEST_CASE("the horizon never goes back") {
    SampleServer server;
    forget(server.storage(), {.responses = "2026-05-01", .texts = "2026-06-01"});
    forget(server.storage(), {.responses = "2026-04-01", .texts = "2026-07-01"});
    CHECK(server.storage().horizon().value().responses == "2026-05-01");
    CHECK(server.storage().horizon().value().texts == "2026-07-01");
}
