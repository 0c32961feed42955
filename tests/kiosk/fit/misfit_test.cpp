#include "kiosk/fit/misfit.h"

#include <imgui.h>
#include <imgui_internal.h>
#include <catch2/catch.hpp>

using namespace otk::kiosk;
using fit::Misfit;

namespace {

/// Ten pixels a millimetre.
constexpr look::Panel panel{2000, 4000, 200, 400};

Item target(const std::string& id, Rect rect) {
    return {.id = id, .role = Role::Button, .label = id, .rect = rect, .intent = model::Intent{}};
}
Item words(const std::string& id, Rect rect) {
    return {.id = id, .role = Role::Text, .label = id, .rect = rect, .intent = {}};
}

/// A frame with these items and letters, and no panel behind them.
struct Drawing {
    ImDrawListSharedData shared;
    ImDrawList list{&shared};
    Frame frame;

    explicit Drawing(std::vector<Item> items) {
        list._ResetForNewFrame();
        list.PushClipRectFullScreen();
        list.PushTextureID(nullptr);
        frame.draw = &list;
        frame.items = std::move(items);
    }
    void letter(const Rect& rect) {
        list.PrimReserve(6, 4);
        list.PrimRectUV({rect.x, rect.y}, {rect.x + rect.width, rect.y + rect.height}, {0, 0},
            {0.5F, 0.5F}, IM_COL32(0, 0, 0, 255));
    }
    std::vector<Misfit> misfits() const { return fit::misfits_of(frame, panel); }
};

}  // namespace

TEST_CASE("what has room gives no misfit") {
    Drawing drawing({target("one", {100, 100, 200, 200}), target("two", {100, 330, 200, 200}),
        words("title", {100, 600, 500, 100})});
    drawing.letter({150, 150, 30, 40});
    drawing.letter({150, 620, 30, 40});
    CHECK(drawing.misfits().empty());
}

TEST_CASE("a target that is too small or too near to another is a misfit") {
    CHECK(Drawing({target("one", {100, 100, 140, 200})}).misfits() ==
          std::vector<Misfit>{{"one", "it is too small for a finger"}});
    CHECK(Drawing({target("mark-1", {100, 100, 190, 200})}).misfits() ==
          std::vector<Misfit>{{"mark-1", "it is too small for a finger"}});
    CHECK(Drawing({target("one", {100, 100, 200, 200}), target("two", {320, 100, 200, 200})})
              .misfits() ==
          std::vector<Misfit>{{"one", "it is too near to two"}, {"two", "it is too near to one"}});
}

TEST_CASE("a narrow panel's keyboard may have small keys, and nothing else may") {
    constexpr look::Panel narrow{1300, 2100, 130, 210};
    Item one = target("key-a", {100, 100, 90, 90});
    Item two = target("key-b", {200, 100, 90, 90});
    one.role = two.role = Role::Key;
    const Drawing drawing({one, two});
    CHECK(fit::misfits_of(drawing.frame, narrow).empty());
    // On a panel of 300 mm both keys are too small, and too near to each other.
    CHECK(fit::misfits_of(drawing.frame, {3000, 2000, 300, 200}).size() == 4);
    CHECK_FALSE(Drawing({target("one", {100, 100, 90, 90})}).misfits().empty());
}

TEST_CASE("what stands in a dialog stays in it; what lies under it may be cut") {
    Item dialog = words("dialog", {100, 100, 800, 800});
    dialog.role = Role::Dialog;
    Drawing drawing({dialog, target("close", {200, 600, 300, 200})});
    drawing.letter({90, 200, 30, 40});
    CHECK(drawing.misfits().empty());
    CHECK(Drawing({dialog, target("close", {200, 800, 300, 200})}).misfits() ==
          std::vector<Misfit>{{"close", "it stands over the dialog's edge"}});
}

TEST_CASE("items of one name and targets without a label are misfits") {
    CHECK(Drawing({words("title", {100, 100, 500, 100}), words("title", {100, 300, 500, 100})})
              .misfits() == std::vector<Misfit>{{"title", "another item has its name"}});
    Item nameless = target("one", {100, 100, 200, 200});
    nameless.label.clear();
    CHECK(Drawing({nameless}).misfits() == std::vector<Misfit>{{"one", "it has no label"}});
}

TEST_CASE("a letter that an edge cuts is told once for each target") {
    Drawing drawing({target("one", {100, 100, 200, 200})});
    drawing.letter({290, 150, 30, 40});
    drawing.letter({290, 200, 30, 40});
    CHECK(drawing.misfits() == std::vector<Misfit>{{"one", "a letter is cut by its edge"}});
    Drawing outside({});
    outside.letter({1990, 150, 30, 40});
    CHECK(outside.misfits() == std::vector<Misfit>{{"panel", "a letter is cut by its edge"}});
}

TEST_CASE("texts that lie over each other and over the panel's edge are misfits") {
    CHECK(Drawing({words("title", {100, 100, 500, 100}), words("hint", {100, 150, 500, 100})})
              .misfits() ==
          std::vector<Misfit>{{"title", "it lies over hint"}, {"hint", "it lies over title"}});
    CHECK(Drawing({words("title", {1900, 100, 200, 100})}).misfits() ==
          std::vector<Misfit>{{"title", "it stands over the panel's edge"}});
}
