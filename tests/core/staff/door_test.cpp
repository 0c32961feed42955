#include "core/staff/door.h"

#include <sys/stat.h>

#include <catch2/catch.hpp>

#include "core/crypto/password.h"
#include "core/staff/people.h"
#include "tests/support/manual_clock.h"
#include "tests/support/temporary_folder.h"

using namespace otk;

namespace {

/// A kiosk that person 7 may enter until the day after the test's.
class Hall {
  public:
    Hall() {
        static const std::string hash = crypto::hash_password("402918").value();
        staff::People people;
        REQUIRE(people.add({7, "Зал 1", hash, day_in(1)}));
        REQUIRE(people.add({8, "Прежний", hash, day_in(-1)}));
        REQUIRE(staff::write_people(folder.path(), people));
    }

    staff::Refused refused(staff::Door& door, std::string_view code) const {
        const staff::Answer answer = door.judge(code).value();
        const auto* refused = std::get_if<staff::Refused>(&answer);
        REQUIRE(refused != nullptr);
        return *refused;
    }

    Day day_in(std::int64_t days) const {
        return day_from_epoch(days_since_epoch(day_of(clock.unix_seconds())) + days);
    }

    test::TemporaryFolder folder;
    test::ManualClock clock;
};

}  // namespace

TEST_CASE("number and PIN open the door and are noted") {
    const Hall hall;
    staff::Door door(hall.folder.path(), hall.clock);
    const staff::Answer answer = door.judge("07402918").value();
    const auto* entered = std::get_if<staff::Entered>(&answer);
    REQUIRE(entered != nullptr);
    CHECK(entered->number == 7);
    CHECK(entered->name == "Зал 1");
    const Bytes log = read_file(hall.folder / "staff/audit.log", 1000).value();
    CHECK(text_of(log) == to_text(hall.day_in(0)) + " 07 enter\n");
}

TEST_CASE("another number, another PIN and half a code do not") {
    const Hall hall;
    const auto* code = GENERATE("01402918", "07402919", "", "0", "07", "ab402918", "7402918");
    CAPTURE(code);
    staff::Door door(hall.folder.path(), hall.clock);
    CHECK(hall.refused(door, code).why == staff::Refusal::WrongCode);
}

TEST_CASE("a revoked PIN is as one that was never set, and a new one of the same person enters") {
    const Hall hall;
    staff::People people = staff::read_people(hall.folder.path()).value();
    const staff::PinId revoked = staff::pin_id(*people.find(7));
    const auto is_revoked = [&](const staff::PinId& pin) -> Result<bool> { return pin == revoked; };
    staff::Door door(hall.folder.path(), hall.clock, is_revoked);
    CHECK(hall.refused(door, "07402918").why == staff::Refusal::WrongCode);
    CHECK_FALSE(std::filesystem::exists(hall.folder / "staff/audit.log"));
    CHECK(staff::Attempts(hall.folder.path()).failures().value() == 1);
    staff::Person anew = *people.find(7);
    anew.hash = crypto::hash_password("402918").value();
    REQUIRE(people.remove(7));
    REQUIRE(people.add(anew));
    REQUIRE(staff::write_people(hall.folder.path(), people));
    CHECK(std::holds_alternative<staff::Entered>(door.judge("07402918").value()));
}

TEST_CASE("nobody enters while it cannot be read which PINs are revoked") {
    const Hall hall;
    staff::Door door(hall.folder.path(), hall.clock,
        [](const staff::PinId&) -> Result<bool> { return fail(ErrorKind::Io, "the enrolment"); });
    CHECK(door.judge("07402918").error().kind == ErrorKind::Io);
}

TEST_CASE("a PIN whose last day is over says so to who knows it") {
    const Hall hall;
    staff::Door door(hall.folder.path(), hall.clock);
    CHECK(hall.refused(door, "08402918").why == staff::Refusal::Expired);
    CHECK(hall.refused(door, "08402919").why == staff::Refusal::WrongCode);
}

TEST_CASE("after three failures not even the right code is judged until the wait is over") {
    Hall hall;
    staff::Door door(hall.folder.path(), hall.clock);
    CHECK(hall.refused(door, "07000000").wait_ms == 0);
    CHECK(hall.refused(door, "07000000").wait_ms == 0);
    CHECK(hall.refused(door, "07000000").wait_ms == 30'000);
    hall.clock.advance_ms(29'999);
    const staff::Refused early = hall.refused(door, "07402918");
    CHECK(early.why == staff::Refusal::Wait);
    CHECK(early.wait_ms == 1);
    hall.clock.advance_ms(1);
    CHECK(std::holds_alternative<staff::Entered>(door.judge("07402918").value()));
    CHECK(hall.refused(door, "07000000").wait_ms == 0);
}

TEST_CASE("neither a restart nor another clock shortens the wait") {
    Hall hall;
    {
        staff::Door door(hall.folder.path(), hall.clock);
        for (int failure = 0; failure < 4; ++failure) {
            hall.clock.advance_ms(door.wait_ms().value());
            REQUIRE(hall.refused(door, "07000000").why == staff::Refusal::WrongCode);
        }
        hall.clock.advance_ms(50'000);
        CHECK(door.wait_ms().value() == 10'000);
    }
    hall.clock.jump_to(hall.clock.unix_seconds() + 1'000'000);
    staff::Door again(hall.folder.path(), hall.clock);
    CHECK(again.wait_ms().value() == 60'000);
    CHECK(hall.refused(again, "07402918").why == staff::Refusal::Wait);
}

TEST_CASE("nobody enters when the attempt cannot be counted, or there is nobody") {
    const Hall hall;
    staff::Door door(hall.folder.path(), hall.clock);
    REQUIRE(make_folder(hall.folder / "staff/failures"));  // no file can take its place
    CHECK_FALSE(door.judge("07402918"));

    const test::TemporaryFolder empty;
    staff::Door unset(empty.path(), hall.clock);
    CHECK(hall.refused(unset, "07402918").why == staff::Refusal::Nobody);
}
