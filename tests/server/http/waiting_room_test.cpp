#include "server/http/waiting_room.h"

#include <catch2/catch.hpp>
#include <deque>
#include <map>

using namespace otk;
using http::RequestLimits;
using http::WaitingRoom;

namespace {

constexpr std::size_t request = 50'000;
constexpr std::int64_t ms = 1000;
constexpr std::int64_t second = 1000 * ms;

/// Ten requests wait, and one leaves every `pace_us`, until the pace before is forgotten.
std::int64_t settle(WaitingRoom& room, std::int64_t pace_us) {
    std::int64_t now = 0;
    for (int count = 0; count < 10; ++count)
        REQUIRE(room.enter(request, now));
    for (int count = 0; count < 5000; ++count) {
        now += pace_us;
        room.leave(request, now);
        REQUIRE(room.enter(request, now));
    }
    return now;
}

}  // namespace

TEST_CASE("a room takes bytes, however few or many requests they are") {
    WaitingRoom room(10 * request);
    for (int count = 0; count < 10; ++count)
        CHECK(room.enter(request, 0));
    CHECK_FALSE(room.enter(0, 0));
    room.leave(request, ms);
    CHECK_FALSE(room.enter(request + 1, ms));
    CHECK(room.enter(request / 2, ms));
    CHECK(room.enter(request / 2, ms));
    CHECK_FALSE(room.enter(1, ms));
    CHECK(room.bytes() == 10 * request);
}

TEST_CASE("a request without a body takes its place, too") {
    WaitingRoom room(3 * RequestLimits::waiting_bytes_least);
    for (int count = 0; count < 3; ++count)
        CHECK(room.enter(0, 0));
    CHECK_FALSE(room.enter(0, 0));
}

TEST_CASE("who finds no place is told when half of the room will have gone at its pace") {
    constexpr std::int64_t pace = 500 * ms;
    WaitingRoom room(10 * request);
    const std::int64_t now = settle(room, pace);
    // Ten wait: half of them are gone after 2.5 s, and whole seconds are told.
    CHECK(room.seconds_until_place(request, now) == 3);
}

TEST_CASE("those who find no place are told moments as far apart as their work takes") {
    constexpr std::int64_t pace = 500 * ms;
    WaitingRoom room(10 * request);
    const std::int64_t now = settle(room, pace);
    std::map<int, int> told;
    for (int count = 0; count < 40; ++count)
        ++told[room.seconds_until_place(request, now)];
    // The first at 2.5 s, the last at 22 s: two a second, but for the ends.
    CHECK(told.begin()->first == 3);
    CHECK(told.rbegin()->first == 22);
    for (const auto& [seconds, count] : told)
        CHECK(count <= 2 + 1);
    CHECK(told.size() >= 19);
}

TEST_CASE("nobody is told less than a second, or more than the limit") {
    WaitingRoom fast(10 * request);
    CHECK(fast.seconds_until_place(request, settle(fast, 10)) == 1);
    WaitingRoom slow(10 * request);
    const std::int64_t now = settle(slow, second);
    for (int count = 0; count < 1000; ++count)
        CHECK(slow.seconds_until_place(request, now) <= RequestLimits::retry_after_s_max);
    CHECK(slow.seconds_until_place(request, now) == RequestLimits::retry_after_s_max);
}

TEST_CASE("moments that were told long ago keep nobody waiting") {
    WaitingRoom room(10 * request);
    std::int64_t now = settle(room, 500 * ms);
    for (int count = 0; count < 1000; ++count)
        CHECK(room.seconds_until_place(request, now) >= 1);
    now += (RequestLimits::retry_after_s_max + 1) * second;
    CHECK(room.seconds_until_place(request, now) == 3);
}

TEST_CASE("a standstill is no pace") {
    constexpr std::int64_t pace = 500 * ms;
    WaitingRoom room(10 * request);
    std::int64_t now = settle(room, pace);
    now += 600 * second;
    room.leave(request, now);
    REQUIRE(room.enter(request, now));
    CHECK(room.seconds_until_place(request, now) == 3);
}

TEST_CASE("an empty room's time is not counted") {
    constexpr std::int64_t pace = 500 * ms;
    WaitingRoom room(10 * request);
    std::int64_t now = settle(room, pace);
    for (int count = 0; count < 10; ++count)
        room.leave(request, now += pace);
    now += 600 * second;
    for (int count = 0; count < 10; ++count)
        REQUIRE(room.enter(request, now));
    now += pace;
    room.leave(request, now);
    REQUIRE(room.enter(request, now));
    CHECK(room.seconds_until_place(request, now) == 3);
}

TEST_CASE("a crowd that comes back when it was told is done as fast as the work goes") {
    // 2,000 come at once to a room for 100 whose worker does one in 10 ms: 20 s of work.
    constexpr std::int64_t work = 10 * ms;
    constexpr int crowd = 2000;
    WaitingRoom room(100 * request);
    std::multimap<std::int64_t, int> coming;  // by when: how often it was put off
    for (int count = 0; count < crowd; ++count)
        coming.emplace(0, 0);
    int waiting = 0;
    int done = 0;
    int put_off_most = 0;
    std::int64_t now = 0;
    std::int64_t free_at = 0;
    while (done < crowd) {
        while (!coming.empty() && coming.begin()->first <= now) {
            const int put_off = coming.begin()->second;
            coming.erase(coming.begin());
            if (room.enter(request, now)) {
                ++waiting;
                continue;
            }
            put_off_most = std::max(put_off_most, put_off + 1);
            coming.emplace(
                now + room.seconds_until_place(request, now) * second, put_off + 1);
        }
        if (waiting > 0 && now >= free_at) {
            --waiting;
            ++done;
            room.leave(request, now);
            free_at = now + work;
        }
        now += ms;
    }
    CHECK(now < 25 * second);
    CHECK(put_off_most <= 4);
}
