#include "kiosk/shell/content.h"

#include <catch2/catch.hpp>

#include "kiosk/look/wording.h"

using namespace otk;
using kiosk::shell::elsewhere;
using Way = kiosk::model::Surroundings::Elsewhere::Way;

namespace {

bundle::Place place(const std::string& code, const std::string& form, bundle::Room room) {
    return {code, form::Texts{{{"ru", "имя " + code}}}, form, room, "7K2F"};
}

bundle::Bundle bundle_of(std::vector<bundle::Place> places) {
    bundle::Bundle bundle;
    bundle.places = std::move(places);
    bundle.texts = kiosk::look::read_wording(Path(OTK_SOURCE_DIR) / "assets/lang").value();
    return bundle;
}

}  // namespace

TEST_CASE("a screen that does not work names another one that asks the same, then paper") {
    const bundle::Bundle bundle = bundle_of({place("here", "reception", bundle::Room::Public),
        place("other-form", "service", bundle::Room::Public),
        place("staff-room", "reception", bundle::Room::Staff),
        place("there", "reception", bundle::Room::Public)});
    const auto ways = elsewhere(bundle, bundle.places.front());
    REQUIRE(ways.size() == 2);
    CHECK(ways[0].way == Way::Screen);
    CHECK(ways[0].title.in("ru") == "имя there");
    CHECK(ways[0].detail.in("ru") == "Такой же экран");
    CHECK(ways[1].way == Way::Paper);
    CHECK(ways[1].title.in("ru") == "Бумажный бланк");
    CHECK(ways[1].detail.in("ru") == "У\u00A0сотрудника на\u00A0входе");
}

TEST_CASE("where no other screen asks the same, paper remains") {
    const bundle::Bundle bundle = bundle_of({place("here", "reception", bundle::Room::Public),
        place("other-form", "service", bundle::Room::Public)});
    const auto ways = elsewhere(bundle, bundle.places.front());
    REQUIRE(ways.size() == 1);
    CHECK(ways[0].way == Way::Paper);
}
