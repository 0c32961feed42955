#include <catch2/catch.hpp>

#include "tests/kiosk/model/visitor.h"

namespace otk::test {

using namespace kiosk::model;

namespace {

Visitor at_the_text() {
    Visitor visitor;
    static_cast<void>(visitor.rates(1));
    static_cast<void>(visitor.does(IntentKind::Next));
    static_cast<void>(visitor.does(IntentKind::Next));
    REQUIRE(visitor.page() == "wish");
    return visitor;
}

}  // namespace

TEST_CASE("letters are typed, capitals last for one letter, the last letter is erased") {
    Visitor visitor = at_the_text();
    visitor.types("ё");
    static_cast<void>(visitor.does(IntentKind::Shift));
    REQUIRE(visitor.state().keyboard.shift);
    visitor.types("ж");
    REQUIRE_FALSE(visitor.state().keyboard.shift);
    visitor.types("a");
    REQUIRE(visitor.value("wish") == "ёЖa");
    static_cast<void>(visitor.does(IntentKind::Erase));
    static_cast<void>(visitor.does(IntentKind::Erase));
    REQUIRE(visitor.value("wish") == "ё");
    static_cast<void>(visitor.does(IntentKind::Erase));
    static_cast<void>(visitor.does(IntentKind::Erase));
    REQUIRE(visitor.value("wish").empty());
}

TEST_CASE("enter makes a new line and never sends") {
    Visitor visitor = at_the_text();
    visitor.types("а");
    REQUIRE(visitor.does(IntentKind::Enter).saves.empty());
    visitor.types("б");
    REQUIRE(visitor.value("wish") == "а\nб");
    REQUIRE(visitor.page() == "wish");
}

TEST_CASE("the keyboard's letters change and are the native ones again on the next page") {
    Visitor visitor = at_the_text();
    static_cast<void>(visitor.does(IntentKind::SwitchLetters, "latin"));
    REQUIRE(visitor.state().keyboard.letters == Letters::Latin);
    static_cast<void>(visitor.does(IntentKind::SwitchLetters, "digits"));
    REQUIRE(visitor.state().keyboard.letters == Letters::Digits);
    static_cast<void>(visitor.does(IntentKind::Back));
    static_cast<void>(visitor.does(IntentKind::Next));
    REQUIRE(visitor.state().keyboard.letters == Letters::Native);
}

TEST_CASE("a phone number is masked before the visit, the screen or a row has it") {
    Visitor visitor = at_the_text();
    visitor.types("звоните 89161234567");
    REQUIRE(visitor.value("wish").find("1234567") == std::string::npos);
    REQUIRE(visitor.value("wish").find("звоните") == 0);
    const Effects done = visitor.does(IntentKind::Done);
    const std::string stored = answer_in(done.saves.front().response, "wish");
    REQUIRE(stored.find("4567") == std::string::npos);
    REQUIRE(stored.find("звоните") == 0);
}

TEST_CASE("an address is masked whole though its end is typed after the mask appeared") {
    Visitor visitor = at_the_text();
    visitor.types("ivan@mail.ru и ещё");
    REQUIRE(visitor.value("wish").find("ivan") == std::string::npos);
    REQUIRE(visitor.value("wish").find("mail") == std::string::npos);
    REQUIRE(visitor.value("wish").find("и ещё") != std::string::npos);
}

TEST_CASE("erasing never brings back what was masked") {
    Visitor visitor = at_the_text();
    visitor.types("89161234567");
    const std::string masked = visitor.value("wish");
    for (std::size_t step = 0; step < masked.size(); ++step) {
        static_cast<void>(visitor.does(IntentKind::Erase));
        REQUIRE(visitor.value("wish").find("9161") == std::string::npos);
        REQUIRE(visitor.value("wish").find("456") == std::string::npos);
    }
}

TEST_CASE("what was masked stays masked when the page is left and found again") {
    Visitor visitor = at_the_text();
    visitor.types("89161234567");
    const std::string masked = visitor.value("wish");
    static_cast<void>(visitor.does(IntentKind::Back));
    static_cast<void>(visitor.does(IntentKind::Next));
    REQUIRE(visitor.page() == "wish");
    REQUIRE(visitor.value("wish") == masked);
    visitor.types("!");
    REQUIRE(visitor.value("wish") == masked + "!");
}

TEST_CASE("a text ends at its longest") {
    Visitor visitor = at_the_text();
    for (std::size_t letter = 0; letter < Model::text_letters_max + 5; ++letter) visitor.types("ж");
    REQUIRE(visitor.value("wish").size() == 2 * Model::text_letters_max);
}

TEST_CASE("keys without a text on the page are without effect") {
    Visitor visitor;
    static_cast<void>(visitor.rates(1));
    visitor.types("ж");
    static_cast<void>(visitor.does(IntentKind::Erase));
    static_cast<void>(visitor.does(IntentKind::Enter));
    REQUIRE(visitor.value("reasons").empty());
    REQUIRE(visitor.value("wish").empty());
}

TEST_CASE("the next visitor finds no letter of the one before") {
    Visitor visitor = at_the_text();
    visitor.types("тайна");
    static_cast<void>(visitor.does(IntentKind::NextVisitor));
    static_cast<void>(visitor.rates(1));
    static_cast<void>(visitor.does(IntentKind::Next));
    static_cast<void>(visitor.does(IntentKind::Next));
    REQUIRE(visitor.page() == "wish");
    REQUIRE(visitor.value("wish").empty());
    visitor.types("д");
    REQUIRE(visitor.value("wish") == "д");
}

}  // namespace otk::test
