#include "server/rollout/rollout.h"

#include <catch2/catch.hpp>

using namespace otk;
using namespace otk::rollout;

namespace {

wire::KioskId kiosk(std::uint64_t seed) {
    SeededRandom random(seed);
    return wire::KioskId::random(random);
}

Rollout sample() {
    Rollout rollout;
    rollout.bundle = {"12-0a1b2c3d4e5f6071", 70'000};
    rollout.groups = {"all"};
    rollout.canaries = {"hall-2"};
    return rollout;
}

}  // namespace

TEST_CASE("a rollout is read as it was written, and nothing else") {
    Rollout rollout = sample();
    rollout.wave = Wave::Share;
    rollout.halted = "3 kiosks refused it";
    const std::string text = encode_rollout(rollout);
    CHECK(decode_rollout(text).value() == rollout);
    CHECK_FALSE(decode_rollout(text.substr(0, text.size() / 2)));
    std::string other = text;
    other.replace(other.find("\"share\""), 7, "\"third\"");
    CHECK_FALSE(decode_rollout(other));
}

TEST_CASE("first the places of the first wave, then a share of all kiosks, then all") {
    Rollout rollout = sample();
    CHECK(reaches(rollout, kiosk(1), "hall-2"));
    std::size_t reached = 0;
    constexpr std::size_t kiosks = 2000;
    const auto count = [&] {
        reached = 0;
        for (std::uint64_t seed = 0; seed < kiosks; ++seed)
            reached += reaches(rollout, kiosk(seed), "reception-7") ? 1U : 0U;
        return reached;
    };
    CHECK(count() == 0);
    rollout.wave = Wave::Share;
    CHECK(reaches(rollout, kiosk(1), "hall-2"));
    CHECK(count() == Approx(kiosks / 10.0).epsilon(0.2));
    const std::size_t share = reached;
    CHECK(count() == share);  // the same ones each time
    rollout.share_percent = 0;
    CHECK(count() == 0);
    rollout.wave = Wave::All;
    CHECK(count() == kiosks);
    rollout.halted = "by the administrator";
    CHECK(count() == 0);
    CHECK_FALSE(reaches(rollout, kiosk(1), "hall-2"));
}

TEST_CASE("a bundle for some places goes to no other, whatever the wave") {
    Rollout rollout = sample();
    rollout.groups = {"hall-2", "room-21"};
    rollout.wave = Wave::All;
    CHECK(reaches(rollout, kiosk(1), "room-21"));
    CHECK_FALSE(reaches(rollout, kiosk(1), "reception-7"));
}

TEST_CASE("who has the bundle, or refused it, is offered nothing") {
    Rollout rollout = sample();
    rollout.wave = Wave::All;
    wire::BundleReport report;
    report.kiosk = kiosk(1);
    CHECK(offer_for(rollout, report, "hall-2") == rollout.bundle);
    report.shown = "11-0a1b2c3d4e5f6071";
    report.refused = "10-0a1b2c3d4e5f6071";
    CHECK(offer_for(rollout, report, "hall-2") == rollout.bundle);
    for (std::string wire::BundleReport::*member :
        {&wire::BundleReport::shown, &wire::BundleReport::next, &wire::BundleReport::refused}) {
        wire::BundleReport has = report;
        has.*member = rollout.bundle.name;
        CHECK(offer_for(rollout, has, "hall-2") == wire::BundleOffer{});
    }
}
