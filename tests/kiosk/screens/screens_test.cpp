#include <algorithm>
#include <cmath>
#include <map>
#include <set>
#include <span>
#include <utility>
#include <vector>

#include <imgui.h>
#include <catch2/catch.hpp>

#include "kiosk/fit/misfit.h"
#include "kiosk/look/theme.h"
#include "kiosk/screens/screens.h"
#include "tests/kiosk/screens/gallery.h"
#include "tests/kiosk/screens/items.h"
#include "tests/kiosk/screens/panel_cases.h"

using namespace otk;
using namespace otk::kiosk;
using look::TextSize;
using look::Theme;
using test::check_sheets;
using test::find;
using test::PanelCase;
using test::panels;
using test::portrait;
using test::scene_named;

namespace {

void check_geometry(std::span<const PanelCase> on_panels, TextSize size) {
    for (const PanelCase& on : on_panels) {
        if (size == TextSize::Large && !look::holds_large_text(on.panel)) continue;
        const auto look = test::look({.panel = on.panel, .text_size = size});
        pictures::Renderer renderer(look, test::sample_pictures());
        for (pictures::Scene& scene : test::gallery(look)) {
            check_sheets(renderer, scene, on);
        }
    }
}

void check_contrast(Theme theme, double least) {
    const auto look = test::look({.panel = portrait, .theme = theme});
    pictures::Renderer renderer(look);
    for (const pictures::Scene& scene : test::gallery(look)) {
        for (const Item& item : renderer.frame(scene).items) {
            if (item.role == Role::Image || !item.enabled) continue;
            INFO(scene.name << ": " << item.id);
            CHECK(look::contrast(item.foreground, item.background) >= least);
        }
    }
}

}  // namespace

// Cases marked long run with ctest -C long (scripts/check long): here the tightest panel and the
// usual one.
TEST_CASE("every screen of the smallest panel has room for its targets and texts") {
    check_geometry(std::span(panels).first(1), TextSize::Normal);
}
TEST_CASE("every screen of the usual panel has room at 200 %") {
    check_geometry(std::span(panels).subspan(10, 1), TextSize::Large);
}
TEST_CASE("every screen of every panel has room for its targets and texts", "[.long]") {
    check_geometry(std::span(panels).subspan(1), TextSize::Normal);
}
TEST_CASE("every screen of every panel has room at 200 %", "[.long]") {
    check_geometry(std::span(panels), TextSize::Large);
}

TEST_CASE("every screen of a kiosk that is tried out says so, and no other does") {
    const look::Panel panel = GENERATE(portrait, test::seven_inch);
    const auto look = test::look({.panel = panel});
    pictures::Renderer renderer(look, test::sample_pictures());
    for (pictures::Scene& scene : test::gallery(look)) {
        INFO(scene.name);
        scene.state.test = false;
        CHECK(find(renderer.frame(scene), "test") == nullptr);
        scene.state.test = true;
        const Frame frame = renderer.frame(scene);
        const Item* const mark = find(frame, "test");
        REQUIRE(mark != nullptr);
        CHECK_FALSE(mark->intent);
        CHECK(fit::misfits_of(frame, panel).empty());
    }
}

TEST_CASE("a panel without room for 200 % offers contrast in its place") {
    for (const PanelCase& on : panels) {
        const auto look = test::look({.panel = on.panel});
        pictures::Renderer renderer(look);
        const Frame frame = renderer.frame(scene_named(look, "reception-01-rating-ru"));
        INFO(on.name);
        const bool has_room = on.panel.height_mm >= 134;
        CHECK((find(frame, "larger") != nullptr) == has_room);
        CHECK((find(frame, "contrast") != nullptr) == !has_room);
    }
}

TEST_CASE("answers without room beside each other lie on sheets, each on one of them") {
    const auto look = test::look({.panel = panels[1].panel});
    pictures::Renderer renderer(look);
    pictures::Scene scene = scene_named(look, "reception-02-reasons-ru");
    std::set<std::string> seen;
    std::vector<std::string> titles;
    for (std::string value = "0"; !value.empty();) {
        scene.state.sheet = static_cast<std::size_t>(std::stoi(value));
        const Frame frame = renderer.frame(scene);
        titles.push_back(find(frame, "question")->label);
        for (const Item& item : frame.items) {
            if (item.id.starts_with("choice-")) CHECK(seen.insert(item.id).second);
        }
        const Item* const next = find(frame, "next");
        const bool goes_on = next != nullptr && next->intent->kind == model::IntentKind::TurnTo;
        CHECK((find(frame, "back") != nullptr) == (titles.size() > 1));
        value = goes_on ? next->intent->value : std::string();
    }
    CHECK(seen.size() == 7);
    REQUIRE(titles.size() == 2);
    CHECK(titles[0] == "Что было плохо? (1 из 2)");
    CHECK(titles[1] == "Что было плохо? (2 из 2)");
    // A number past the last one, as after a change of the language, shows the last.
    scene.state.sheet = 9;
    CHECK(find(renderer.frame(scene), "question")->label == titles.back());
}

TEST_CASE("on a low panel the undo stands among the keys and its place stays empty afterwards") {
    const auto look = test::look({.panel = panels[1].panel});
    pictures::Renderer renderer(look);
    pictures::Scene page = scene_named(look, "reception-01-rating-toast-2-ru");
    Frame frame = renderer.frame(page);
    REQUIRE(find(frame, "toast") != nullptr);
    REQUIRE(find(frame, "undo") != nullptr);
    CHECK(find(frame, "toast")->label == "Оценка записана: 2 — Плохо");
    const Rect tile = find(frame, "choice-reasons-waiting")->rect;
    const Rect done = find(frame, "done")->rect;
    page.state.toast->left_steps = 0;
    frame = renderer.frame(page);
    CHECK(find(frame, "toast") == nullptr);
    CHECK(find(frame, "undo") == nullptr);
    CHECK(find(frame, "choice-reasons-waiting")->rect == tile);
    CHECK(find(frame, "done")->rect == done);
}

TEST_CASE("a picture stands above its words, and a missing one leaves no gap") {
    const auto look = test::look({.panel = portrait});
    pictures::Renderer with(look, test::sample_pictures());
    pictures::Renderer without(look);
    const pictures::Scene note = scene_named(look, "every_kind-01-hello-ru");
    const Frame shown = with.frame(note);
    const Item* const picture = find(shown, "picture");
    REQUIRE(picture != nullptr);
    CHECK(picture->role == Role::Image);
    CHECK(picture->label == find(shown, "question")->label);
    CHECK(find(shown, "question")->rect.y >= picture->rect.y + picture->rect.height);
    const Frame bare = without.frame(note);
    CHECK(find(bare, "picture") == nullptr);
    CHECK(find(bare, "question")->rect.y < find(shown, "question")->rect.y);

    const pictures::Scene choices = scene_named(look, "every_kind-03-reasons-ru");
    const float drawn = find(with.frame(choices), "choice-reasons-queue")->rect.height;
    CHECK(drawn > find(without.frame(choices), "choice-reasons-queue")->rect.height);
}

TEST_CASE("texts have a contrast of at least 10 in the light theme") {
    check_contrast(Theme::Light, 10.0);
}
TEST_CASE("texts have a contrast of at least 10 in the dark theme") {
    check_contrast(Theme::Dark, 10.0);
}
TEST_CASE("texts have a contrast of at least 15 in high contrast") {
    check_contrast(Theme::HighContrast, 15.0);
}

TEST_CASE("words of the commit are drawn only when the state says so") {
    const auto look = test::look({.panel = portrait});
    pictures::Renderer renderer(look);
    pictures::Scene thanks = scene_named(look, "reception-thanks-ru");
    Frame frame = renderer.frame(thanks);
    CHECK(find(frame, "thanks") != nullptr);
    CHECK(find(frame, "recorded") != nullptr);
    CHECK(find(frame, "qr") != nullptr);
    CHECK(find(frame, "print") != nullptr);
    thanks.state.recorded = false;
    frame = renderer.frame(thanks);
    CHECK(find(frame, "thanks") == nullptr);
    CHECK(find(frame, "recorded") == nullptr);
    CHECK(find(frame, "qr") == nullptr);
    CHECK(find(frame, "print") == nullptr);
    CHECK(find(frame, "next-visitor") != nullptr);

    pictures::Scene page = scene_named(look, "reception-01-rating-toast-2-ru");
    frame = renderer.frame(page);
    REQUIRE(find(frame, "toast") != nullptr);
    REQUIRE(find(frame, "undo") != nullptr);
    const Rect tile = find(frame, "choice-reasons-waiting")->rect;
    page.state.toast->left_steps = 0;
    frame = renderer.frame(page);
    CHECK(find(frame, "toast") == nullptr);
    CHECK(find(frame, "undo") == nullptr);
    // Nothing jumps when its time is over.
    CHECK(find(frame, "choice-reasons-waiting")->rect == tile);
}

TEST_CASE("the first screen shows five equal marks, bad on the left, none chosen") {
    const auto look = test::look({.panel = portrait});
    pictures::Renderer renderer(look);
    const pictures::Scene rate = scene_named(look, "reception-01-rating-ru");
    const Frame frame = renderer.frame(rate);
    CHECK(frame.screen == "rate");
    CHECK(screens::layout_version(rate.state, *look) == 1);
    const Item* before = nullptr;
    for (const char* id : {"mark-1", "mark-2", "mark-3", "mark-4", "mark-5"}) {
        const Item* mark = find(frame, id);
        REQUIRE(mark != nullptr);
        REQUIRE(mark->intent);
        CHECK(mark->intent->value == std::string(1, id[5]));
        // DESIGN: 51–82 % of the height, within wheelchair reach.
        CHECK(mark->rect.y / 1920 == Approx(0.515).margin(0.01));
        CHECK((mark->rect.y + mark->rect.height) / 1920 == Approx(0.82).margin(0.01));
        if (before != nullptr) {
            CHECK(mark->rect.x > before->rect.x);
            CHECK(mark->rect.width == Approx(before->rect.width).margin(1.01));
        }
        before = mark;
    }
}

TEST_CASE("at 200 % the marks are rows with good on top") {
    const auto look = test::look({.panel = portrait, .text_size = TextSize::Large});
    pictures::Renderer renderer(look);
    const pictures::Scene rate = scene_named(look, "reception-01-rating-ru");
    const Frame frame = renderer.frame(rate);
    CHECK(find(frame, "mark-5")->rect.y < find(frame, "mark-1")->rect.y);
    CHECK(find(frame, "mark-5")->rect.x == find(frame, "mark-1")->rect.x);
    CHECK(screens::layout_version(rate.state, *look) == 2);
    CHECK(find(frame, "contrast") != nullptr);
}

TEST_CASE("an overlay hides what lies under it from touch and machines") {
    const auto look = test::look({.panel = portrait});
    pictures::Renderer renderer(look);
    const Frame frame = renderer.frame(scene_named(look, "reception-idle-ru"));
    CHECK(frame.screen == "idle");
    for (const Item& item : frame.items) {
        if (!item.intent) continue;
        CHECK((item.id == "still-here" || item.id == "next-visitor"));
    }
}

TEST_CASE("every screen can switch the language") {
    const auto look = test::look({.panel = portrait});
    pictures::Renderer renderer(look);
    for (const pictures::Scene& scene : test::gallery(look)) {
        if (scene.state.overlay != model::Overlay::None) continue;
        const Frame frame = renderer.frame(scene);
        INFO(scene.name);
        REQUIRE(find(frame, "language") != nullptr);
        const bool is_russian = scene.state.view.language == "ru";
        CHECK(find(frame, "language")->label == (is_russian ? "English" : "Русский"));
    }
}

TEST_CASE("a press sinks as deep as the finger's movement says, around its own middle") {
    const auto look = test::look({.panel = portrait});
    pictures::Renderer renderer(look);
    pictures::Scene scene = scene_named(look, "reception-00-pressed-ru");
    const auto letters_at = [&](float depth) {
        scene.interaction.depth = depth;
        const Frame frame = renderer.frame(scene);
        const Item* const mark = find(frame, "mark-2");
        REQUIRE(mark != nullptr);
        std::vector<Rect> letters = fit::letters_of(frame);
        std::erase_if(letters, [&](const Rect& letter) {
            return !mark->rect.contains(letter.x + letter.width / 2, letter.y + letter.height / 2);
        });
        REQUIRE(letters.size() == 6);  // «Плохо» and the digit
        return std::pair(letters, mark->rect);
    };
    const auto [rest, rest_rect] = letters_at(0);
    const auto [half, half_rect] = letters_at(0.5F);
    const auto [sunk, sunk_rect] = letters_at(1);
    CHECK(rest_rect == sunk_rect);
    for (std::size_t at = 0; at < rest.size(); ++at) {
        CHECK(half[at].width == Approx(rest[at].width * 0.985F));
        CHECK(sunk[at].width == Approx(rest[at].width * 0.97F));
        const float middle = sunk_rect.x + sunk_rect.width / 2;
        CHECK(sunk[at].x - middle == Approx((rest[at].x - middle) * 0.97F).margin(0.01));
    }
    scene.interaction = {.pressed = {}, .let_go = "mark-2", .depth = 1};
    const Frame rising = renderer.frame(scene);
    CHECK(find(rising, "mark-2")->background == look->colors().card);
    std::vector<Rect> letters = fit::letters_of(rising);
    CHECK(std::find(letters.begin(), letters.end(), sunk.front()) != letters.end());
}

TEST_CASE("a tick grows with the movement and is whole without one") {
    const auto look = test::look({.panel = portrait});
    pictures::Renderer renderer(look);
    pictures::Scene scene = scene_named(look, "reception-02-reasons-answered-ru");
    const auto points = [&](const Interaction& interaction) {
        scene.interaction = interaction;
        return renderer.frame(scene).draw->VtxBuffer.Size;
    };
    const int whole = points({});
    const auto at = [&](float tick) {
        return points(
            {.pressed = {}, .let_go = "choice-reasons-waiting", .depth = 0, .tick = tick});
    };
    CHECK(at(1) == whole);
    CHECK(at(0.2F) < whole);
    CHECK(at(0) < at(0.2F));
    // An item that is not chosen has no tick to draw.
    CHECK(
        points({.pressed = {}, .let_go = "choice-reasons-other", .depth = 0, .tick = 0}) == whole);
}

TEST_CASE("the owner's emblem stands in the header, on a piece of paper where the ground is dark") {
    image::Rgba red{200, 240, {}};
    for (int at = 0; at < red.width * red.height; ++at) {
        red.pixels.insert(red.pixels.end(), {255, 0, 0, 255});
    }
    const auto emblem = std::make_shared<const image::Rgba>(red);
    for (const Theme theme : {Theme::Light, Theme::Dark, Theme::HighContrast}) {
        const auto look = test::look({.panel = portrait, .theme = theme, .emblem = emblem});
        pictures::Renderer renderer(look);
        const pictures::Scene scene = scene_named(look, "reception-01-rating-ru");
        const Rect rect = find(renderer.frame(scene), "emblem")->rect;
        CHECK(rect.height == std::round(look->px(21)));
        CHECK(rect.width / rect.height == Approx(200.0F / 240).epsilon(0.02));
        const pictures::Image image = renderer.image(scene);
        const auto pixel = [&](float x, float y) {
            return image
                .pixels[static_cast<std::size_t>(y) * static_cast<std::size_t>(image.width) +
                        static_cast<std::size_t>(x)];
        };
        const bool is_on_paper = theme != Theme::Light;
        const float paper = is_on_paper ? look->px(1.5F) : 0;
        CHECK(pixel(rect.x + paper + 1, rect.y + paper + 1) == 0xFF0000);
        CHECK(pixel(rect.x + rect.width - paper - 2, rect.y + rect.height - paper - 2) == 0xFF0000);
        const float middle = rect.y + rect.height / 2;
        CHECK(pixel(rect.x + 2, middle) == (is_on_paper ? 0xFFFFFFU : 0xFF0000U));
        // The paper begins where the words below it do.
        CHECK(pixel(rect.x - 3, middle) != 0xFFFFFF);
    }
}
