#include "server/editions/editions.h"

#include <catch2/catch.hpp>

#include "core/base/format.h"
#include "tests/server/support/sample_kiosk.h"

using namespace otk;
using namespace otk::test;
using analysis::Readers;
using analysis::Variant;

namespace {

constexpr std::int64_t hour_s = 3600;
constexpr std::int64_t day_s = 24 * hour_s;
constexpr std::int64_t midnight_s = 1'795'219'200;  // 2026-11-21 in Greenwich

/// A server that is told of marks of the reception's form by the day.
class Counting {
  public:
    Counting() { m_server.put_form("reception"); }

    void answer(const char* day, const char* mark, std::int64_t n, bool flagged = false,
        const char* question = "rating") {
        storage::RollUp roll_up;
        const storage::CountKey key{.day = day,
            .place = "reception-7",
            .form = "reception",
            .version = "2026112201",
            .audience = "external",
            .question = question,
            .direction = {},
            .channel = "kiosk",
            .language = "ru",
            .flagged = flagged,
            .partial = false};
        roll_up[key] = {.asked = n, .answered = n, .options = {{mark, n}}};
        storage::Storage& storage = m_server.storage();
        REQUIRE(storage.in_transaction([&] { return storage.add_to_roll_ups(roll_up); }));
    }

    bool edition_at(std::int64_t unix_s) {
        m_server.clock().jump_to(unix_s);
        editions::Editions editions(m_server.storage(), m_server.clock(),
            {.inside = {}, .outside = 10, .rhythm = analysis::Rhythm::Daily});
        return editions.make_if_due().value();
    }

    std::int64_t shown(const char* period, Readers readers = Readers::Inside,
        Variant variant = Variant::All, const char* question = "rating") {
        std::int64_t n = 0;
        const auto tally = m_server.storage()
                               .tally(analysis::parse_period(period).value(), readers, variant)
                               .value();
        for (const analysis::QuestionCount& count : tally.questions) {
            if (count.question == question) n += count.answered;
        }
        return n;
    }

    storage::Storage& storage() { return m_server.storage(); }

  private:
    SampleServer m_server;
};

}  // namespace

TEST_CASE(
    "figures move once a day, in the morning, by what was answered until the evening before") {
    Counting counting;
    counting.answer("2026-11-20", "5", 6);
    counting.answer("2026-11-21", "5", 7);
    CHECK_FALSE(counting.edition_at(midnight_s + 5 * hour_s));
    CHECK(counting.shown("2026-11-20") == 0);
    CHECK(counting.edition_at(midnight_s + 6 * hour_s));
    CHECK(counting.shown("2026-11-20") == 6);
    CHECK(counting.shown("2026-11-21") == 0);
    counting.answer("2026-11-20", "4", 9);
    CHECK_FALSE(counting.edition_at(midnight_s + 20 * hour_s));
    CHECK(counting.shown("2026-11-20") == 6);
    CHECK(counting.edition_at(midnight_s + day_s + 7 * hour_s));
    CHECK(counting.shown("2026-11-20") == 15);
    CHECK(counting.shown("2026-11-21") == 7);
    CHECK(counting.storage().newest_edition().value()->number == 2);
}

TEST_CASE("answers of a quiet place are counted on the day that completes a part") {
    Counting counting;
    counting.answer("2026-11-18", "5", 2);
    counting.answer("2026-11-19", "4", 2);
    counting.answer("2026-11-20", "3", 2);
    CHECK(counting.edition_at(midnight_s + 6 * hour_s));
    CHECK(counting.shown("2026-11-18") == 0);
    CHECK(counting.shown("2026-11-19") == 0);
    CHECK(counting.shown("2026-11-20") == 6);
    CHECK(counting.shown("2026-W47") == 6);
    CHECK(counting.shown("2026-Q4") == 6);
}

TEST_CASE("a window that is all hidden looks like one in which nobody answered") {
    Counting counting;
    counting.answer("2026-11-18", "5", 3);
    counting.answer("2026-11-18", "1", 1, false, "wish");
    CHECK(counting.edition_at(midnight_s + 6 * hour_s));
    const auto of = [&](const char* day) {
        return counting.storage()
            .tally(analysis::parse_period(day).value(), Readers::Inside, Variant::All)
            .value()
            .questions;
    };
    REQUIRE(of("2026-11-18").size() == 2);
    CHECK(of("2026-11-17").size() == 2);
    for (const analysis::QuestionCount& count : of("2026-11-18"))
        CHECK(count.asked == 0);
}

TEST_CASE("what is asked because of a mark waits for the marks") {
    Counting counting;
    counting.answer("2026-11-18", "1", 4);
    counting.answer("2026-11-18", "waiting", 9, false, "reasons");
    CHECK(counting.edition_at(midnight_s + 6 * hour_s));
    CHECK(counting.shown("2026-Q4", Readers::Inside, Variant::All, "reasons") == 0);
    counting.answer("2026-11-19", "1", 1);
    counting.answer("2026-11-19", "waiting", 1, false, "reasons");
    CHECK(counting.edition_at(midnight_s + day_s + 6 * hour_s));
    CHECK(counting.shown("2026-11-19") == 5);
    CHECK(counting.shown("2026-11-19", Readers::Inside, Variant::All, "reasons") == 10);
}

TEST_CASE("flagged answers come into figures five at a time and can be left out") {
    Counting counting;
    counting.answer("2026-11-18", "5", 8);
    counting.answer("2026-11-18", "1", 4, true);
    CHECK(counting.edition_at(midnight_s + 6 * hour_s));
    CHECK(counting.shown("2026-W47") == 8);
    CHECK(counting.shown("2026-W47", Readers::Inside, Variant::WithoutFlagged) == 8);
    counting.answer("2026-11-19", "1", 1, true);
    CHECK(counting.edition_at(midnight_s + day_s + 6 * hour_s));
    CHECK(counting.shown("2026-W47") == 13);
    CHECK(counting.shown("2026-W47", Readers::Inside, Variant::WithoutFlagged) == 8);
}

TEST_CASE("outside readers get a month ten at a time, three days after its end") {
    Counting counting;
    counting.answer("2026-11-10", "5", 9);
    counting.answer("2026-11-11", "5", 5);
    counting.answer("2026-12-01", "5", 7);
    const std::int64_t december_s = midnight_s + 10 * day_s + 7 * hour_s;
    CHECK(counting.edition_at(december_s + 2 * day_s));
    CHECK(counting.shown("2026-11") == 14);
    CHECK(counting.shown("2026-11", Readers::Outside) == 0);
    CHECK(counting.edition_at(december_s + 3 * day_s));
    CHECK(counting.shown("2026-11", Readers::Outside) == 14);
    CHECK(counting.shown("2026-Q4", Readers::Outside) == 14);
    CHECK(counting.shown("2026-12", Readers::Outside) == 0);
    counting.answer("2026-11-11", "4", 6);
    CHECK(counting.edition_at(december_s + 4 * day_s));
    CHECK(counting.shown("2026-11") == 20);
    CHECK(counting.shown("2026-11", Readers::Outside) == 14);
}

TEST_CASE("a long past is taken in by several calls and ends in one edition") {
    Counting counting;
    for (int day = 1; day <= 30; ++day) {
        for (const char* month : {"2026-09", "2026-10"})
            counting.answer(format("{}-{:02}", month, day).c_str(), "5", 5);
    }
    CHECK(counting.edition_at(midnight_s + 6 * hour_s));
    CHECK_FALSE(counting.storage().newest_edition().value());
    CHECK(counting.edition_at(midnight_s + 6 * hour_s));
    CHECK(counting.storage().newest_edition().value());
    CHECK_FALSE(counting.edition_at(midnight_s + 6 * hour_s));
    CHECK(counting.shown("2026-09") == 150);
    CHECK(counting.shown("2026-10") == 150);
    CHECK(counting.shown("2026-10", Readers::Outside) == 150);
}

TEST_CASE("counting everything anew moves no figure") {
    SampleServer server;
    server.put_form("reception");
    SampleKiosk kiosk;
    server.enrol(kiosk);
    std::vector<SampleKiosk::Row> rows;
    for (int count = 0; count < 7; ++count)
        rows.push_back(kiosk.row(reception_response("5")));
    server.send(kiosk.body(1, rows, server.keys()));
    const auto answered = [&] {
        std::int64_t n = 0;
        for (const auto& count : server.shown("2026-Q4").questions)
            n += count.question == "rating" ? count.answered : 0;
        return n;
    };
    CHECK(answered() == 7);
    REQUIRE(ingest::rebuild_roll_ups(server.storage()).value() == 7);
    CHECK(answered() == 7);
}
