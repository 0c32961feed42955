#include <algorithm>
#include <cmath>
#include <map>
#include <set>
#include <utility>
#include <vector>

#include <imgui.h>
#include <catch2/catch.hpp>

#include "kiosk/look/theme.h"
#include "kiosk/screens/screens.h"
#include "tests/kiosk/screens/gallery.h"

using namespace otk;
using namespace otk::kiosk;
using look::TextSize;
using look::Theme;

namespace {

constexpr look::Panel portrait{1080, 1920, 267.84F, 476.16F};
constexpr look::Panel landscape{1920, 1080, 476.16F, 267.84F};
constexpr look::Panel large_portrait{1080, 1920, 535.7F, 952.3F};
constexpr look::Panel small_portrait{1200, 1920, 135.4F, 216.6F};

bool is_mark(const Item& item) {
    return item.id.rfind("mark-", 0) == 0;
}

/// What lies inside of another item by design.
bool is_container(const Item& item) {
    return item.role == Role::Dialog || item.id == "toast" || item.id == "field";
}

float apart(const Rect& a, const Rect& b) {
    const float x = std::max({a.x - b.x - b.width, b.x - a.x - a.width, 0.0F});
    const float y = std::max({a.y - b.y - b.height, b.y - a.y - a.height, 0.0F});
    return std::max(x, y);
}

bool is_inside(const Rect& inner, const Rect& outer) {
    constexpr float hair = 1.01F;
    return inner.x >= outer.x - hair && inner.y >= outer.y - hair &&
           inner.x + inner.width <= outer.x + outer.width + hair &&
           inner.y + inner.height <= outer.y + outer.height + hair;
}

void check_targets(const pictures::Scene& scene, const Frame& frame, const look::Panel& panel) {
    const float mm = panel.px_per_mm();
    std::set<std::string> ids;
    for (const Item& item : frame.items) {
        INFO(scene.name << ": " << item.id << " at " << item.rect.x << ", " << item.rect.y << ", "
                        << item.rect.width << " × " << item.rect.height);
        CHECK(ids.insert(item.id).second);
        CHECK(is_inside(item.rect,
            {0, 0, static_cast<float>(panel.width_px), static_cast<float>(panel.height_px)}));
        if (!item.intent) continue;
        CHECK(!item.label.empty());
        const float least = is_mark(item) ? 20.0F : 15.0F;
        CHECK(std::min(item.rect.width, item.rect.height) >= least * mm - 1.0F);
        for (const Item& other : frame.items) {
            if (!other.intent || &other == &item) continue;
            INFO("and " << other.id);
            CHECK(apart(item.rect, other.rect) >= 3.0F * mm - 1.0F);
        }
    }
}

/// No letter is cut by a target's edge, none leaves the panel, none lies over a text outside of it.
void check_texts(const pictures::Scene& scene, const Frame& frame, const look::Panel& panel) {
    const Rect all{0, 0, static_cast<float>(panel.width_px), static_cast<float>(panel.height_px)};
    for (const Rect& letter : test::letters_of(frame)) {
        INFO(scene.name << ": a letter at " << letter.x << ", " << letter.y);
        CHECK(is_inside(letter, all));
        if (scene.state.overlay != model::Overlay::None) continue;
        for (const Item& item : frame.items) {
            if (!item.intent || apart(letter, item.rect) > 0) continue;
            const bool touches_only = letter.x + letter.width <= item.rect.x + 1 ||
                                      letter.y + letter.height <= item.rect.y + 1 ||
                                      letter.x >= item.rect.x + item.rect.width - 1 ||
                                      letter.y >= item.rect.y + item.rect.height - 1;
            INFO("at " << item.id);
            CHECK((touches_only || is_inside(letter, item.rect)));
        }
    }
    for (const Item& item : frame.items) {
        if (item.intent || is_container(item)) continue;
        for (const Item& other : frame.items) {
            if (&other == &item || is_container(other)) continue;
            INFO(scene.name << ": " << item.id << " and " << other.id);
            // Lines may touch; their letters do not.
            Rect tight = item.rect;
            tight.y += tight.height * 0.12F;
            tight.height *= 0.76F;
            Rect other_tight = other.rect;
            if (!other.intent) {
                other_tight.y += other_tight.height * 0.12F;
                other_tight.height *= 0.76F;
            }
            CHECK(apart(tight, other_tight) > 0);
        }
    }
}

void check_geometry(const look::Panel& panel, TextSize size) {
    const auto look = test::look({.panel = panel, .text_size = size});
    pictures::Renderer renderer(look);
    for (const pictures::Scene& scene : test::gallery(look)) {
        const Frame frame = renderer.frame(scene);
        check_targets(scene, frame, panel);
        check_texts(scene, frame, panel);
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

const Item* find(const Frame& frame, std::string_view id) {
    const auto found = std::find_if(
        frame.items.begin(), frame.items.end(), [&](const Item& item) { return item.id == id; });
    return found == frame.items.end() ? nullptr : &*found;
}

pictures::Scene scene_named(const std::shared_ptr<const look::Look>& look, std::string_view name) {
    for (pictures::Scene& scene : test::gallery(look)) {
        if (scene.name == name) return scene;
    }
    FAIL("no scene " << name);
    return {};
}

}  // namespace

TEST_CASE("every screen of a 21.5-inch portrait panel has room for its targets and texts") {
    check_geometry(portrait, TextSize::Normal);
}
TEST_CASE("every screen of a 21.5-inch portrait panel has room at 200 %") {
    check_geometry(portrait, TextSize::Large);
}
TEST_CASE("every screen of a 21.5-inch landscape panel has room for its targets and texts") {
    check_geometry(landscape, TextSize::Normal);
}
TEST_CASE("every screen of a 21.5-inch landscape panel has room at 200 %") {
    check_geometry(landscape, TextSize::Large);
}
TEST_CASE("every screen of a 43-inch portrait panel has room for its targets and texts") {
    check_geometry(large_portrait, TextSize::Normal);
}

TEST_CASE("the first screen of a 10-inch portrait panel has room for its targets") {
    const auto look = test::look({.panel = small_portrait});
    pictures::Renderer renderer(look);
    for (const char* name : {"reception-01-rating-ru", "reception-01-rating-en"}) {
        const pictures::Scene scene = scene_named(look, name);
        check_targets(scene, renderer.frame(scene), small_portrait);
        CHECK(screens::layout_version(scene.state, *look) == 2);
    }
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
        std::vector<Rect> letters = test::letters_of(frame);
        std::erase_if(letters, [&](const Rect& letter) { return !is_inside(letter, mark->rect); });
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
    std::vector<Rect> letters = test::letters_of(rising);
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
            return image.pixels[static_cast<std::size_t>(
                static_cast<int>(y) * image.width + static_cast<int>(x))];
        };
        CHECK(pixel(rect.x + 1, rect.y + 1) == 0xFF0000);
        CHECK(pixel(rect.x + rect.width - 2, rect.y + rect.height - 2) == 0xFF0000);
        const std::uint32_t beside = pixel(rect.x - 3, rect.y + rect.height / 2);
        CHECK((beside == 0xFFFFFF) == (theme != Theme::Light));
    }
}
