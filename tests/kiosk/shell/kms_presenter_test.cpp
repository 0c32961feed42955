#include <catch2/catch.hpp>

#include <imgui.h>
#include <imgui_internal.h>

#include "kiosk/shell/kms_presenter.h"
#include "tests/kiosk/kms/fake_card.h"

using namespace otk;
using namespace otk::kiosk;

namespace {

constexpr int width = 64;
constexpr int height = 48;

/// A picture of one colour with a square of another in it.
class Drawing {
  public:
    Drawing() { m_shared.ClipRectFullscreen = ImVec4(0, 0, width, height); }

    raster::Picture picture(ImU32 colour) {
        m_list._ResetForNewFrame();
        m_list.PushTextureID(nullptr);
        m_list.PushClipRectFullScreen();
        m_list.AddRectFilled({0, 0}, {width, height}, IM_COL32(9, 9, 9, 255));
        m_list.AddRectFilled({4, 4}, {12, 12}, colour);
        raster::Picture picture;
        picture.read(m_list, {0, 0, width, height});
        return picture;
    }

  private:
    ImDrawListSharedData m_shared;
    ImDrawList m_list{&m_shared};
};

struct Panel {
    test::FakeCard* card = nullptr;
    std::unique_ptr<shell::KmsPresenter> presenter;
    Drawing drawing;

    Panel() {
        auto made = std::make_unique<test::FakeCard>();
        card = made.get();
        card->plugged = {test::panel_at("HDMI-A-1", width, height)};
        auto created = shell::KmsPresenter::create(std::move(made), "");
        REQUIRE(created);
        presenter = std::move(*created);
    }

    void refresh() const {
        card->refresh();
        presenter->take_flips();
    }
    std::uint32_t square() const { return card->shown().at(5 * width + 5); }
};

constexpr ImU32 red = IM_COL32(255, 0, 0, 255);
constexpr ImU32 green = IM_COL32(0, 255, 0, 255);

}  // namespace

TEST_CASE("a picture comes to the panel with its next refresh, and is no work a second time") {
    Panel panel;
    CHECK(panel.presenter->name() == "KMS: HDMI-A-1 at 60 Hz");
    const auto shown = panel.presenter->present(panel.drawing.picture(red));
    REQUIRE(shown);
    CHECK(*shown);
    panel.refresh();
    CHECK(panel.square() == 0xFF0000);
    const auto again = panel.presenter->present(panel.drawing.picture(red));
    REQUIRE(again);
    CHECK_FALSE(*again);
    CHECK_FALSE(panel.card->has_flip_to_do());
}

TEST_CASE("a beat is a flip that changes nothing, and fails where the panel takes no pictures") {
    Panel panel;
    REQUIRE(panel.presenter->present(panel.drawing.picture(red)));
    panel.refresh();
    REQUIRE(panel.presenter->beat());
    CHECK(panel.card->has_flip_to_do());
    // The panel does not refresh: its watchdog is not fed.
    CHECK(panel.presenter->beat().error().kind == ErrorKind::Unavailable);
    panel.refresh();
    CHECK(panel.square() == 0xFF0000);
    CHECK(panel.presenter->beat());
}

TEST_CASE("a display that another program took is taken back, and drawn anew") {
    Panel panel;
    REQUIRE(panel.presenter->present(panel.drawing.picture(red)));
    panel.refresh();
    panel.card->flip_fails = ErrorKind::Permission;
    panel.card->take_display_fails = ErrorKind::Permission;
    CHECK_FALSE(panel.presenter->present(panel.drawing.picture(green)));
    CHECK(panel.presenter->is_away());
    // A new start would not get the display either: the watchdog is fed for it.
    CHECK(panel.presenter->is_held());
    CHECK_FALSE(panel.presenter->beat());
    CHECK_FALSE(panel.presenter->come_back());
    CHECK(panel.presenter->is_away());
    CHECK(panel.presenter->is_held());
    panel.card->flip_fails.reset();
    panel.card->take_display_fails.reset();
    REQUIRE(panel.presenter->come_back());
    CHECK_FALSE(panel.presenter->is_away());
    CHECK_FALSE(panel.presenter->is_held());
    const auto shown = panel.presenter->present(panel.drawing.picture(green));
    REQUIRE(shown);
    CHECK(*shown);
    panel.refresh();
    CHECK(panel.square() == 0x00FF00);
    CHECK(panel.presenter->beat());
}

TEST_CASE("a panel that was unplugged is found when it is plugged in again, of another size") {
    Panel panel;
    REQUIRE(panel.presenter->present(panel.drawing.picture(red)));
    panel.refresh();
    panel.card->plugged.clear();
    panel.presenter->panels_changed();
    CHECK(panel.presenter->is_away());
    CHECK_FALSE(panel.presenter->is_held());
    CHECK(panel.presenter->come_back().error().kind == ErrorKind::NotFound);
    CHECK_FALSE(panel.presenter->present(panel.drawing.picture(red)));
    panel.card->plugged = {test::panel_at("HDMI-A-1", width * 2, height)};
    REQUIRE(panel.presenter->come_back());
    CHECK(panel.presenter->output().shown_mode().width_px == width * 2);
    // A picture of the old size is refused, not stretched.
    CHECK(panel.presenter->present(panel.drawing.picture(red)).error().kind ==
          ErrorKind::Unavailable);
    CHECK(panel.card->buffer_count() == 2);
}

TEST_CASE("without a panel there is no presenter") {
    auto card = std::make_unique<test::FakeCard>();
    const auto created = shell::KmsPresenter::create(std::move(card), "");
    REQUIRE_FALSE(created);
    CHECK(created.error().kind == ErrorKind::NotFound);
}

TEST_CASE(
    "a display that another program has from the beginning is a conflict, not a lack of rights") {
    auto card = std::make_unique<test::FakeCard>();
    card->plugged = {test::panel_at("HDMI-A-1", width, height)};
    card->set_mode_fails = ErrorKind::Permission;
    const auto created = shell::KmsPresenter::create(std::move(card), "");
    REQUIRE_FALSE(created);
    CHECK(created.error().kind == ErrorKind::Conflict);
}

TEST_CASE("a panel that is plugged in while another program has the display waits for it") {
    Panel panel;
    panel.presenter->panels_changed();
    panel.card->set_mode_fails = ErrorKind::Permission;
    CHECK(panel.presenter->come_back().error().kind == ErrorKind::Conflict);
    CHECK(panel.presenter->is_held());
    panel.card->set_mode_fails.reset();
    REQUIRE(panel.presenter->come_back());
    CHECK_FALSE(panel.presenter->is_held());
}
