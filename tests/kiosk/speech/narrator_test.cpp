// What is spoken, as text: by rule, for every screen of every sample form.

#include <algorithm>

#include <catch2/catch.hpp>

#include "kiosk/look/look.h"
#include "kiosk/screens/screens.h"
#include "kiosk/speech/narrator.h"
#include "tests/kiosk/focus/sample_items.h"
#include "tests/kiosk/screens/gallery.h"

namespace otk::test {

using namespace kiosk;
using model::IntentKind;
using speech::Narrator;
using speech::Phrase;
using speech::Saying;

namespace {

const speech::NarratorWords own_words{"Клавиатура на экране", "Сейчас недоступно", "выбрано"};

std::vector<std::string> texts_of(const std::vector<Phrase>& phrases) {
    std::vector<std::string> texts;
    for (const Phrase& phrase : phrases)
        texts.push_back(phrase.text);
    return texts;
}

/// In a frame that nobody else hears.
std::string said_of(const Item& item) {
    return item.is_chosen ? item.label + ", " + own_words.chosen : item.label;
}

Item status(const std::string& id, const std::string& label) {
    Item item = words(id);
    item.role = Role::Status;
    item.label = label;
    return item;
}

/// The first screen: who, the question, two marks, the view keys.
std::vector<Item> rate() {
    return {words("place"), words("question"), target("mark-1", {}), target("mark-2", {}),
        target("language", {}, IntentKind::SwitchLanguage)};
}

struct Ear {
    Narrator narrator = {};
    std::vector<Item> items = rate();
    std::string screen = "rate";
    std::string focused = {};

    std::optional<Saying> hears() {
        return narrator.seen({screen, "ru", items, focused}, own_words);
    }
    std::vector<std::string> texts() {
        const std::optional<Saying> saying = hears();
        return saying ? texts_of(saying->phrases) : std::vector<std::string>{"nothing new"};
    }
};

using Texts = std::vector<std::string>;
const Texts nothing_new{"nothing new"};

}  // namespace

TEST_CASE("nothing is said before it is asked for, and silence comes at once") {
    Ear ear;
    ear.focused = "mark-1";
    CHECK(ear.texts() == nothing_new);
    ear.narrator.listen(true);
    CHECK(ear.texts() == Texts{"place", "question", "mark-1", "mark-2", "language"});
    CHECK(ear.texts() == nothing_new);
    ear.narrator.listen(false);
    const auto silence = ear.hears();
    REQUIRE(silence);
    CHECK((silence->phrases.empty() && silence->interrupts));
    CHECK(ear.texts() == nothing_new);
}

TEST_CASE("moving says the item that is focused, and interrupts") {
    Ear ear;
    ear.narrator.listen(true);
    static_cast<void>(ear.hears());
    ear.focused = "mark-2";
    const auto saying = ear.hears();
    REQUIRE(saying);
    CHECK(saying->interrupts);
    CHECK(saying->phrases == std::vector<Phrase>{{"mark-2"}});
    ear.focused.clear();
    CHECK(ear.texts() == nothing_new);
}

TEST_CASE("a key that says something else after it was pressed is said again") {
    Ear ear;
    ear.narrator.listen(true);
    static_cast<void>(ear.hears());
    ear.focused = "language";
    static_cast<void>(ear.hears());
    ear.items.back().label = "English";
    CHECK(ear.texts() == Texts{"English"});
    CHECK(ear.texts() == nothing_new);
}

TEST_CASE("the help key says all of the page again") {
    Ear ear;
    ear.narrator.repeat();
    CHECK(ear.texts() == nothing_new);  // nobody listens
    ear.narrator.listen(true);
    const Texts all{"place", "question", "mark-1", "mark-2", "language"};
    CHECK(ear.texts() == all);
    ear.narrator.repeat();
    CHECK(ear.texts() == all);
    CHECK(ear.texts() == nothing_new);
}

TEST_CASE("a new page is said without what stands on every page") {
    Ear ear;
    ear.narrator.listen(true);
    static_cast<void>(ear.hears());
    ear.screen = "question";
    CHECK(ear.texts() == Texts{"question", "mark-1", "mark-2"});
    // Another question on the same screen is another page.
    ear.items[1].label = "next question";
    CHECK(ear.texts() == Texts{"next question", "mark-1", "mark-2"});
}

TEST_CASE("a status is said when it comes, once, after what is being said") {
    Ear ear;
    ear.narrator.listen(true);
    static_cast<void>(ear.hears());
    ear.items.push_back(status("toast", "Оценка записана"));
    const auto saying = ear.hears();
    REQUIRE(saying);
    CHECK_FALSE(saying->interrupts);
    CHECK(texts_of(saying->phrases) == Texts{"Оценка записана"});
    CHECK(ear.texts() == nothing_new);
    // A countdown is not told second by second.
    ear.items.back().label = "Оценка записана!";
    CHECK(ear.texts() == nothing_new);
    ear.items.pop_back();
    CHECK(ear.texts() == nothing_new);
}

TEST_CASE("an answer in a line of a table is said with the line's name, once for the line") {
    Ear ear;
    Item first = words("name-polite");
    Item second = words("name-fast");
    ear.items = {words("question"), first, target("mark-polite-1", {}), target("mark-polite-2", {}),
        second, target("mark-fast-1", {}), target("done", {}, IntentKind::Done)};
    ear.narrator.listen(true);
    static_cast<void>(ear.hears());
    ear.focused = "mark-polite-1";
    CHECK(ear.texts() == Texts{"name-polite", "mark-polite-1"});
    ear.focused = "mark-polite-2";
    CHECK(ear.texts() == Texts{"mark-polite-2"});
    ear.focused = "mark-fast-1";
    CHECK(ear.texts() == Texts{"name-fast", "mark-fast-1"});
    ear.focused = "done";
    CHECK(ear.texts() == Texts{"done"});
}

TEST_CASE("the keyboard is said as one, each of its keys when it is focused") {
    Ear ear;
    Item a = target("key-a", {});
    a.role = Role::Key;
    Item b = a;
    b.id = b.label = "key-b";
    Item print = target("print", {}, IntentKind::Print);
    print.enabled = false;
    ear.items = {words("question"), a, b, print};
    ear.narrator.listen(true);
    CHECK(ear.texts() == Texts{"question", own_words.keyboard, "print. Сейчас недоступно"});
    ear.focused = "key-b";
    CHECK(ear.texts() == Texts{"key-b"});
}

TEST_CASE("all that is shown is spoken, on every screen, in both languages") {
    const auto look = test::look({.panel = {1080, 1920, 267.84F, 476.16F}});
    pictures::Renderer renderer(look, sample_pictures());
    for (const pictures::Scene& shown : gallery(look)) {
        const Frame frame = renderer.frame(shown);
        const speech::Scene scene{frame.screen, shown.state.view.language, frame.items, ""};
        const Texts said = texts_of(speech::whole_page(scene, own_words));
        auto at = said.begin();
        for (const Item& item : frame.items) {
            if (item.role == Role::Key || item.role == Role::Dialog || item.label.empty()) continue;
            INFO(shown.name << ": " << item.id);
            // In the order in which it is read.
            at = std::find(at, said.end(), said_of(item));
            REQUIRE(at != said.end());
        }
        for (const Item& item : frame.items) {
            if (!item.intent) continue;
            Narrator narrator;
            narrator.listen(true);
            static_cast<void>(narrator.seen(scene, own_words));
            const auto saying =
                narrator.seen({frame.screen, scene.language, frame.items, item.id}, own_words);
            INFO(shown.name << ": " << item.id);
            REQUIRE(saying);
            CHECK(saying->phrases.back().text == said_of(item));
        }
    }
}

TEST_CASE("an answer is said to be chosen only of a frame that nobody else hears") {
    Item chosen = status("choice-waiting", "Долго ждали");
    chosen.role = Role::Checkbox;
    chosen.is_chosen = true;
    const std::vector<Item> items{chosen};
    const speech::Scene scene{"question", "ru", items, {}};
    CHECK(texts_of(speech::whole_page(scene, own_words)) ==
          std::vector<std::string>{"Долго ждали, выбрано"});

    const auto look = test::look({.panel = {1080, 1920, 267.84F, 476.16F}});
    bool was_any_chosen = false;
    for (const pictures::Scene& one : test::gallery(look, "service")) {
        for (const bool is_discreet : {true, false}) {
            Frame frame;
            look::Sheet sheet(look, nullptr);
            frame.draw = &sheet.begin();
            frame.discreet = is_discreet;
            screens::draw(one.state, {}, *look, frame);
            for (const Item& item : frame.items) {
                INFO(one.name << ": " << item.id);
                if (is_discreet) CHECK_FALSE(item.is_chosen);
                was_any_chosen = was_any_chosen || item.is_chosen;
            }
        }
    }
    CHECK(was_any_chosen);
}

}  // namespace otk::test
