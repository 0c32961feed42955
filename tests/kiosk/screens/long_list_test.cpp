// A list of sixty services: on sheets, found by words, on every panel.

#include <algorithm>
#include <set>

#include <catch2/catch.hpp>

#include "kiosk/fit/misfit.h"
#include "kiosk/fit/paging.h"
#include "kiosk/focus/stops.h"
#include "kiosk/look/panel.h"
#include "kiosk/screens/finder.h"
#include "tests/kiosk/screens/gallery.h"
#include "tests/kiosk/screens/golden.h"
#include "tests/kiosk/screens/items.h"
#include "tests/kiosk/screens/panels.h"

using namespace otk;
using namespace otk::kiosk;
using look::TextSize;
using test::find;
using test::landscape;
using test::portrait;
using test::seven_inch;

namespace {

constexpr look::Panel panels[]{
    {800, 480, 154.08F, 85.92F},
    seven_inch,
    {1280, 800, 217, 135.6F},
    {800, 1280, 135.6F, 217},
    {1080, 1920, 193.6F, 344.2F},
    portrait,
    landscape,
    {1920, 1080, 952.3F, 535.7F},
    {1080, 1920, 535.7F, 952.3F},
};

std::shared_ptr<const form::Form> long_list() {
    static const std::shared_ptr<const form::Form> form =
        test::compiled_form(Path(OTK_SOURCE_DIR) / "tests/kiosk/screens/long_list");
    return form;
}

/// The page of the list after a mark of 2.
pictures::Scene scene(const std::shared_ptr<const look::Look>& look, const std::string& language) {
    pictures::Scene scene = test::page_after_rating(fit::laid_out(long_list(), look, {"ru", "en"}));
    scene.state.view = {language, look->is_large(), look->theme() == look::Theme::HighContrast};
    return scene;
}

void check(pictures::Renderer& renderer, const pictures::Scene& scene, const look::Panel& panel) {
    for (const fit::Misfit& misfit : fit::misfits_of(renderer.frame(scene), panel)) {
        FAIL_CHECK(panel.width_px << " × " << panel.height_px << " on " << panel.width_mm << " mm, "
                                  << scene.state.view.language
                                  << (scene.state.view.large ? ", large" : "") << ", query \""
                                  << scene.state.finder.query << "\", typing "
                                  << scene.state.finder.is_typing << ", sheet " << scene.state.sheet
                                  << ": " << misfit.item << ": " << misfit.what);
    }
}

/// All choices of all sheets, each of which is checked.
std::vector<std::string> choices_on_sheets(
    pictures::Renderer& renderer, pictures::Scene scene, const look::Panel& panel) {
    std::vector<std::string> seen;
    for (scene.state.sheet = 0; scene.state.sheet < 60; ++scene.state.sheet) {
        check(renderer, scene, panel);
        const Frame frame = renderer.frame(scene);
        for (const Item& item : frame.items) {
            if (item.id.starts_with("choice-")) seen.push_back(item.label);
        }
        const Item* const next = find(frame, "next");
        if (next == nullptr || next->intent->kind != model::IntentKind::TurnTo) return seen;
    }
    FAIL("sheets without end");
    return seen;
}

/// The label's first letters, small, as the keys write them.
std::string first_letters(std::string_view label, std::size_t count) {
    std::string letters;
    for (std::size_t at = 0; at < label.size() && count > 0; --count) {
        const std::size_t bytes = static_cast<unsigned char>(label[at]) < 0x80U ? 1 : 2;
        letters += label.substr(at, bytes);
        at += bytes;
    }
    return letters;
}

/// What the keys of all sheets of the letters say; each of which is checked.
std::string letters_on_sheets(
    pictures::Renderer& renderer, pictures::Scene scene, const look::Panel& panel) {
    std::string letters;
    for (scene.state.sheet = 0; scene.state.sheet < 60; ++scene.state.sheet) {
        check(renderer, scene, panel);
        const Frame frame = renderer.frame(scene);
        for (const Item& item : frame.items) {
            if (item.intent && item.intent->kind == model::IntentKind::Type) letters += item.label;
        }
        if (find(frame, "next") == nullptr) return letters;
    }
    FAIL("sheets without end");
    return letters;
}

}  // namespace

TEST_CASE(
    "sixty services lie on sheets of every panel, each on one of them, and can be looked for") {
    for (const look::Panel& panel : panels) {
        for (const TextSize size : {TextSize::Normal, TextSize::Large}) {
            if (size == TextSize::Large && !look::holds_large_text(panel)) continue;
            const auto look = test::look({.panel = panel, .text_size = size});
            pictures::Renderer renderer(look);
            for (const char* language : {"ru", "en"}) {
                pictures::Scene page = scene(look, language);
                const std::vector<std::string> seen = choices_on_sheets(renderer, page, panel);
                CHECK(seen.size() == 60);
                CHECK(std::set<std::string>(seen.begin(), seen.end()).size() == 60);
                const Frame frame = renderer.frame(page);
                REQUIRE(find(frame, "find") != nullptr);
                page.state.toast = model::Toast{2, 20};
                check(renderer, page, panel);
                REQUIRE(find(renderer.frame(page), "undo") != nullptr);
            }
        }
    }
}

TEST_CASE("the letters with which something is found are keys as large as all others") {
    for (const look::Panel& panel : panels) {
        for (const TextSize size : {TextSize::Normal, TextSize::Large}) {
            if (size == TextSize::Large && !look::holds_large_text(panel)) continue;
            const auto look = test::look({.panel = panel, .text_size = size});
            pictures::Renderer renderer(look);
            pictures::Scene page = scene(look, "ru");
            page.state.finder.is_typing = true;
            const std::string first = letters_on_sheets(renderer, page, panel);
            CHECK(first.find("У") != std::string::npos);
            CHECK(first.find("Ь") == std::string::npos);  // begins no word
            page.state.finder.query = "уча";
            CHECK(letters_on_sheets(renderer, page, panel) == "Спробел");
            const Frame frame = renderer.frame(page);
            // A least size of its own has only the keyboard of a free text.
            CHECK(std::none_of(frame.items.begin(), frame.items.end(),
                [](const Item& item) { return item.role == Role::Key; }));
            const auto says_found = [](const Item& item) {
                return item.label == "«уча…»: нашлось 6 из 60";
            };
            CHECK(std::any_of(frame.items.begin(), frame.items.end(), says_found));
            REQUIRE(find(frame, "key-erase") != nullptr);
            REQUIRE(find(frame, "show-found") != nullptr);
            CHECK(find(frame, "show-found")->intent->kind == model::IntentKind::ShowFound);
            // The mark can be taken back here, too.
            page.state.toast = model::Toast{2, 20};
            check(renderer, page, panel);
            CHECK(find(renderer.frame(page), "undo") != nullptr);
        }
    }
}

TEST_CASE("five keys reach the letters, and from them the list") {
    const auto look = test::look({.panel = seven_inch});
    pictures::Renderer renderer(look);
    pictures::Scene page = scene(look, "ru");
    const auto reached = [&] {
        std::set<std::string> ids;
        const Frame frame = renderer.frame(page);
        for (const Item* stop : focus::stops_of(frame.items))
            ids.insert(stop->id);
        return ids;
    };
    CHECK(reached().contains("find"));
    page.state.finder = {true, "уча"};
    CHECK(reached().contains("key-с"));
    CHECK(reached().contains("key-erase"));
    CHECK(reached().contains("show-found"));
    page.state.finder.is_typing = false;
    const std::set<std::string> found = reached();
    CHECK(std::any_of(found.begin(), found.end(),
        [](const std::string& id) { return id.starts_with("choice-"); }));
}

TEST_CASE("over the letters stands what is found, as much as has room, to be chosen at once") {
    for (const look::Panel& panel : panels) {
        CAPTURE(panel.width_px, panel.width_mm);
        const auto look = test::look({.panel = panel});
        pictures::Renderer renderer(look);
        pictures::Scene page = scene(look, "ru");
        const auto shown = [&] {
            check(renderer, page, panel);
            std::vector<std::string> labels;
            for (const Item& item : renderer.frame(page).items) {
                if (item.id.starts_with("choice-")) labels.push_back(item.label);
            }
            return labels;
        };
        page.state.finder = {true, "участок"};
        // Two letters more than "уч", and what is left stands whole on the lowest panel.
        CHECK(shown() == std::vector<std::string>{"Бесплатный участок многодетной семье"});
        page.state.finder.query = "приё";
        CHECK(shown() == std::vector<std::string>{"Приём в первый класс"});
        // The first of sixty are no help where there is room for few; elsewhere they show the way.
        page.state.finder.query.clear();
        const bool is_large = panel.height_mm > 250;
        CHECK(shown().empty() != is_large);
    }
}

TEST_CASE("three touches and one find each of sixty services on the lowest panel") {
    const look::Panel& panel = panels[0];
    CHECK(screens::letters_from(panel) <= 60);
    CHECK(screens::letters_from(portrait) == 0);
    const auto look = test::look({.panel = panel});
    pictures::Renderer renderer(look);
    pictures::Scene page = scene(look, "ru");
    const std::vector<std::string> all = choices_on_sheets(renderer, page, panel);
    std::size_t found = 0;
    for (const std::string& label : all) {
        page.state.finder = {true, first_letters(label, 3)};
        const Frame frame = renderer.frame(page);
        found += std::any_of(frame.items.begin(), frame.items.end(),
            [&](const Item& item) { return item.label == label && item.intent.has_value(); });
    }
    CHECK(found >= all.size() * 2 / 3);
}

TEST_CASE("low reach has the letters in the lower half") {
    const auto look = test::look({.panel = portrait});
    pictures::Renderer renderer(look);
    pictures::Scene page = scene(look, "ru");
    page.state.view.low = true;
    page.state.finder.is_typing = true;
    check(renderer, page, portrait);
    const Frame frame = renderer.frame(page);
    for (const Item& item : frame.items) {
        if (!item.intent) continue;
        CAPTURE(item.id);
        CHECK(item.rect.y >= portrait.height_px / 2.0F - 1);
    }
}

TEST_CASE("what is found is shown alone, in the visit's language") {
    const auto look = test::look({.panel = portrait});
    pictures::Renderer renderer(look);
    pictures::Scene page = scene(look, "ru");
    page.state.finder.query = "участ";
    const std::vector<std::string> found = choices_on_sheets(renderer, page, portrait);
    CHECK(found == std::vector<std::string>{"Выдача градостроительного плана участка",
                       "Предоставление участка в аренду", "Предоставление участка в собственность",
                       "Бесплатный участок многодетной семье", "Схема расположения участка",
                       "Изменение вида использования участка"});
    CHECK(find(renderer.frame(page), "hint")->label == "«участ…»: нашлось 6 из 60");
    page.state.finder.query = "прием";
    CHECK(choices_on_sheets(renderer, page, portrait) ==
          std::vector<std::string>{"Приём в первый класс"});
    page.state.view.language = "en";
    page.state.finder.query = "plot lease";
    CHECK(
        choices_on_sheets(renderer, page, portrait) == std::vector<std::string>{"Lease of a plot"});
}

TEST_CASE("a long list looks like its golden pictures") {
    const auto compare = [](const look::Panel& panel, const char* name, const char* language,
                             const model::Finder& finder) {
        const auto look = test::look({.panel = panel});
        pictures::Renderer renderer(look);
        pictures::Scene page = scene(look, language);
        page.state.finder = finder;
        test::compare_with_golden(name, renderer.image(page));
    };
    compare(portrait, "portrait-long-list-ru", "ru", {});
    compare(portrait, "portrait-long-list-typing-ru", "ru", {true, "уча"});
    compare(landscape, "landscape-long-list-en", "en", {});
    compare(landscape, "landscape-long-list-found-ru", "ru", {false, "участ"});
    compare(seven_inch, "seven-inch-long-list-ru", "ru", {});
    compare(seven_inch, "seven-inch-long-list-typing-ru", "ru", {true, "уча"});
}
