// What doubled texts must not cost: air in keys, a symbol that phones can read, words that hang
// together, letters that grow with the rest.

#include <algorithm>
#include <array>
#include <string>

#include <imgui.h>
#include <catch2/catch.hpp>

#include "kiosk/fit/misfit.h"
#include "tests/kiosk/screens/gallery.h"
#include "tests/kiosk/screens/items.h"
#include "tests/kiosk/screens/panels.h"
#include "tests/kiosk/screens/stage.h"

using namespace otk;
using namespace otk::kiosk;
using look::TextSize;
using look::Theme;
using test::find;
using test::letters_in;
using test::place;
using test::upright_ten_inch;

namespace {

constexpr look::Panel lying_ten_inch{1280, 800, 217, 135.6F};
constexpr look::Panel upright_thirteen_inch{1080, 1920, 165.2F, 293.8F};
constexpr look::Panel lying_fifteen_inch{1920, 1080, 344.2F, 193.6F};
constexpr look::Panel fine_upright_ten_inch{1200, 1920, 135.4F, 216.6F};

class Stage : public test::Stage {
  public:
    explicit Stage(
        const look::Panel& panel, TextSize size = TextSize::Large, Theme theme = Theme::Light)
        : test::Stage({.panel = panel, .theme = theme, .text_size = size}) {}
};

/// From a key's edges to its words, the nearer side.
float air_in(const Frame& frame, std::string_view id) {
    const Rect& key = place(frame, id);
    float air = key.width;
    for (const Rect& letter : letters_in(frame, key)) {
        air = std::min({air, letter.x - key.x, key.x + key.width - letter.x - letter.width});
    }
    return air;
}

/// The same for a key that shows its sign only: of all that is drawn there in the sign's colour.
float air_around_sign(const Frame& frame, const Item& key) {
    const auto part = [&](unsigned shift) {
        return static_cast<int>((key.foreground >> shift) & 0xFFU);
    };
    const ImU32 ink = IM_COL32(part(16), part(8), part(0), 255);
    float air = key.rect.width;
    for (const ImDrawVert& point : frame.draw->VtxBuffer) {
        if (point.col != ink || !key.rect.contains(point.pos.x, point.pos.y)) continue;
        air = std::min({air, point.pos.x - key.rect.x, key.rect.x + key.rect.width - point.pos.x});
    }
    return air;
}

float letter_height(const Frame& frame, const std::string& letter) {
    const std::vector<Rect> letters = letters_in(frame, place(frame, "key-" + letter));
    REQUIRE(letters.size() == 1);
    return letters.front().height;
}

}  // namespace

TEST_CASE("the view keys of a standing panel of 10 inches have air around their words at 200 %") {
    for (const look::Panel& panel : {upright_ten_inch, fine_upright_ten_inch}) {
        for (const Theme theme : {Theme::Light, Theme::HighContrast}) {
            Stage stage(panel, TextSize::Large, theme);
            for (const char* scene : {"reception-01-rating-ru", "reception-01-rating-en"}) {
                const Frame frame = stage.frame(scene);
                for (const char* key : {"larger", "contrast", "language"}) {
                    INFO(scene << ", " << key << ", " << panel.width_px << " pixels");
                    CHECK(stage.mm(air_in(frame, key)) >= 2.9F);
                }
            }
        }
    }
}

TEST_CASE("the sign of larger texts has air in its square key") {
    Stage stage(lying_ten_inch);
    const Frame frame = stage.frame("reception-02-reasons-ru");
    const Item* const key = find(frame, "larger");
    REQUIRE(key != nullptr);
    CHECK(key->rect.width == Approx(key->rect.height).margin(1.01));
    CHECK(stage.mm(air_around_sign(frame, *key)) >= 1.5F);
}

TEST_CASE("the QR symbol of a panel of 10 inches is large enough for an arm's length") {
    for (const TextSize size : {TextSize::Normal, TextSize::Large}) {
        for (const char* scene : {"reception-thanks-ru", "reception-thanks-en"}) {
            INFO(scene << (size == TextSize::Large ? ", 200 %" : ""));
            Stage upright(upright_ten_inch, size);
            const Frame frame = upright.frame(scene);
            CHECK(upright.mm(place(frame, "qr").width) >= 65.5F);
            // What it is for is said beside it.
            CHECK(find(frame, "qr-title") != nullptr);
            CHECK(find(frame, "qr-address") != nullptr);
        }
    }
    Stage lying(lying_ten_inch);
    CHECK(lying.mm(place(lying.frame("reception-thanks-ru"), "qr").width) >= 58);
}

TEST_CASE("the ends of a scale keep their number, dash and word on one line") {
    for (const look::Panel& panel : {upright_ten_inch, lying_ten_inch}) {
        Stage stage(panel);
        for (const char* scene : {"service-08-nps-ru", "service-08-nps-en"}) {
            const Frame frame = stage.frame(scene);
            INFO(scene);
            const Rect& low = place(frame, "scale-low");
            const Rect& high = place(frame, "scale-high");
            // One line of 9.8 mm capitals is 17 mm high.
            CHECK(stage.mm(low.height) < 18);
            CHECK(stage.mm(high.height) < 18);
            // Each stands above its number, in a line that no other number has.
            const Rect& none = place(frame, "value-nps-0");
            const Rect& ten = place(frame, "value-nps-10");
            CHECK(low.y + low.height <= none.y);
            CHECK(high.y + high.height <= ten.y);
            CHECK(high.y >= none.y + none.height);
            CHECK(low.x == Approx(none.x).margin(1.01));
            CHECK(high.x + high.width == Approx(ten.x + ten.width).margin(2));
        }
    }
}

TEST_CASE("a hint in a field stands inside of its edges") {
    constexpr look::Panel seven_inch{800, 480, 154.08F, 85.92F};
    constexpr look::Panel coarse_lying_ten_inch{1024, 600, 222.7F, 125.3F};
    for (const look::Panel& panel : {seven_inch, coarse_lying_ten_inch, lying_ten_inch}) {
        for (const TextSize size : {TextSize::Normal, TextSize::Large}) {
            if (size == TextSize::Large && !look::holds_large_text(panel)) continue;
            Stage stage(panel, size);
            for (const char* scene : {"reception-04-wish-ru", "reception-04-wish-en"}) {
                const Frame frame = stage.frame(scene);
                const Rect& field = place(frame, "field");
                for (const Rect& letter : letters_in(frame, field)) {
                    INFO(scene << ", " << panel.height_mm << " mm");
                    CHECK(stage.mm(letter.y - field.y) >= 1.25F);
                    CHECK(stage.mm(field.y + field.height - letter.y - letter.height) >= 1.25F);
                }
            }
        }
    }
}

TEST_CASE("words of the keyboard's function keys have air around them") {
    for (const look::Panel& panel : {upright_ten_inch, lying_ten_inch, upright_thirteen_inch}) {
        for (const TextSize size : {TextSize::Normal, TextSize::Large}) {
            Stage stage(panel, size);
            const Frame frame = stage.frame("reception-04-wish-ru");
            for (const char* key : {"key-digits", "key-latin", "key-space"}) {
                INFO(key);
                CHECK(stage.mm(air_in(frame, key)) >= 1.4F);
            }
        }
    }
}

TEST_CASE("the last page's words shrink only where the QR symbol needs their room") {
    const auto thanks_mm = [](const look::Panel& panel, TextSize size) {
        Stage stage(panel, size);
        return stage.mm(place(stage.frame("reception-thanks-ru"), "thanks").height);
    };
    for (const look::Panel& panel : {upright_ten_inch, lying_ten_inch}) {
        CHECK(thanks_mm(panel, TextSize::Large) < 0.8F * thanks_mm(panel, TextSize::Normal));
    }
    for (const look::Panel& panel : {upright_thirteen_inch, lying_fifteen_inch}) {
        CHECK(thanks_mm(panel, TextSize::Large) ==
              Approx(thanks_mm(panel, TextSize::Normal)).epsilon(0.2));
    }
}

TEST_CASE("the keyboard's letters grow with the texts of a panel of 10 inches") {
    // The letters of the ladder's step, of whose height a п is 0.7.
    constexpr float own_mm = 9.8F * 0.7F;
    Stage large(lying_ten_inch);
    CHECK(large.mm(letter_height(large.frame("reception-04-wish-ru"), "п")) >= own_mm - 0.2F);
    Stage fifteen(lying_fifteen_inch);
    CHECK(fifteen.mm(letter_height(fifteen.frame("reception-04-wish-ru"), "п")) >= own_mm - 0.2F);
    for (const look::Panel& panel : {lying_ten_inch, upright_ten_inch}) {
        for (const auto& [scene, letter] :
            {std::pair("reception-04-wish-ru", "п"), std::pair("reception-04-wish-en", "n")}) {
            Stage normal(panel, TextSize::Normal);
            Stage doubled(panel);
            const float before = letter_height(normal.frame(scene), letter);
            const float after = letter_height(doubled.frame(scene), letter);
            INFO(scene << ": " << normal.mm(before) << " mm, then " << doubled.mm(after));
            CHECK(after >= 1.15F * before);
        }
    }
    // The hint stands in the field instead of above it.
    const Frame frame = large.frame("reception-04-wish-ru");
    const Rect& field = place(frame, "field");
    const Rect& hint = place(frame, "hint");
    CHECK(field.contains(hint.x, hint.y + hint.height / 2));
}

TEST_CASE("the keyboard's letters are all of one size") {
    for (const look::Panel& panel : {upright_ten_inch, lying_ten_inch}) {
        for (const TextSize size : {TextSize::Normal, TextSize::Large}) {
            Stage stage(panel, size);
            const Frame frame = stage.frame("reception-04-wish-ru");
            const float narrow = letter_height(frame, "г");
            for (const char* wide : {"ш", "м", "ж", "ю", "ы"}) {
                INFO(wide);  // Ю is round: it is a little higher at both ends
                CHECK(letter_height(frame, wide) == Approx(narrow).margin(2.1));
            }
        }
    }
}
