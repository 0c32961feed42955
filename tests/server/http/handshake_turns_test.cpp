#include "server/http/handshake_turns.h"

#include <catch2/catch.hpp>
#include <vector>

using namespace otk;
using http::HandshakeTurns;

namespace {

constexpr HandshakeTurns::Limits limits{.at_once_max = 3, .waiting_max = 4, .counted_ms_max = 1000};

/// A crowd of clients with numbers, and who of them was begun, by which turn.
struct Crowd {
    HandshakeTurns turns{limits};
    std::vector<int> begun;
    std::vector<HandshakeTurns::Turn> by;

    void come(int first, int last) {
        for (int client = first; client <= last; ++client) {
            turns.wait([this, client](HandshakeTurns::Turn turn) {
                begun.push_back(client);
                by.push_back(turn);
            });
        }
    }
};

}  // namespace

TEST_CASE("so many handshakes are under way, the others begin in their order as those end") {
    Crowd crowd;
    crowd.come(1, 6);
    crowd.turns.begin(0);
    CHECK(crowd.begun == std::vector{1, 2, 3});
    crowd.turns.end(crowd.by[1]);
    crowd.turns.begin(5);
    CHECK(crowd.begun == std::vector{1, 2, 3, 4});
    crowd.turns.end(crowd.by[0]);
    crowd.turns.end(crowd.by[3]);
    crowd.turns.begin(6);
    CHECK(crowd.begun == std::vector{1, 2, 3, 4, 5, 6});
    CHECK_FALSE(crowd.turns.next_ms());
}

TEST_CASE("clients that begin and say no more keep the others waiting for a moment only") {
    Crowd crowd;
    crowd.come(1, 3);
    crowd.turns.begin(0);
    crowd.come(4, 5);
    crowd.turns.begin(400);
    CHECK(crowd.begun.size() == 3);
    CHECK(crowd.turns.next_ms() == limits.counted_ms_max);
    crowd.turns.begin(limits.counted_ms_max - 1);
    CHECK(crowd.begun.size() == 3);
    crowd.turns.begin(limits.counted_ms_max);
    CHECK(crowd.begun == std::vector{1, 2, 3, 4, 5});
    // The end of one that was counted no more frees nothing a second time.
    crowd.come(6, 8);
    crowd.turns.end(crowd.by[0]);
    crowd.turns.begin(limits.counted_ms_max);
    CHECK(crowd.begun == std::vector{1, 2, 3, 4, 5, 6});
}

TEST_CASE("when enough wait, the next ones had better wait outside") {
    Crowd crowd;
    crowd.come(1, 3);
    crowd.turns.begin(0);
    crowd.come(4, 6);
    CHECK(crowd.turns.has_room());
    crowd.come(7, 7);
    CHECK_FALSE(crowd.turns.has_room());
    crowd.turns.end(crowd.by[0]);
    crowd.turns.begin(1);
    CHECK(crowd.turns.has_room());
}

TEST_CASE("who was forgotten is not begun") {
    Crowd crowd;
    crowd.come(1, 4);
    crowd.turns.clear();
    crowd.turns.begin(0);
    CHECK(crowd.begun.empty());
    CHECK_FALSE(crowd.turns.next_ms());
}
