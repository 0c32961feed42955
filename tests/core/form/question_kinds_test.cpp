#include "core/form/question_kinds.h"

#include <catch2/catch.hpp>

#include "core/form/form.h"

using namespace otk;
using form::QuestionKind;

namespace {

/// The canonical text, or "!" and why it is refused.
std::string accepted(QuestionKind kind, std::string_view value, form::RangeBounds range = {}) {
    form::Form form;
    form.lists = {{"abc", {{"a", {}, {}, {}}, {"b", {}, {}, {}}, {"c", {}, {}, {}}}}};
    form::Question question;
    question.kind = kind;
    question.range = range;
    if (form::traits_of(kind).has_list) question.list = 0;
    const Result<std::string> result = form::traits_of(kind).accept(form, question, value);
    return result ? *result : "!" + result.error().context;
}

}  // namespace

TEST_CASE("every kind is found by its name and no other is") {
    for (const form::KindTraits& traits : form::question_kinds()) {
        CHECK(form::kind_named(traits.name) == traits.kind);
        CHECK(form::traits_of(traits.kind).name == traits.name);
    }
    CHECK_FALSE(form::kind_named("geopoint").has_value());
    CHECK_FALSE(form::kind_named("").has_value());
}

TEST_CASE("a whole number is an xs:int in one spelling") {
    CHECK(accepted(QuestionKind::Integer, "007") == "7");
    CHECK(accepted(QuestionKind::Integer, "-0") == "0");
    CHECK(accepted(QuestionKind::Integer, "-15") == "-15");
    CHECK(accepted(QuestionKind::Integer, "2147483647") == "2147483647");
    CHECK(accepted(QuestionKind::Integer, "-0002147483648") == "-2147483648");
    for (const char* beyond : {"2147483648", "-2147483649", "99999999999999999999",
             "-99999999999999999999", "-10000000000"}) {
        CHECK(accepted(QuestionKind::Integer, beyond) ==
              "!a whole number from -2147483648 to 2147483647 expected");
    }
    for (const char* wrong : {"", "-", "1.5", "1e3", " 1", "+1", "один"}) {
        CHECK(accepted(QuestionKind::Integer, wrong) == "!not a whole number");
    }
}

TEST_CASE("a decimal number has one spelling") {
    CHECK(accepted(QuestionKind::Decimal, "01.50") == "1.5");
    CHECK(accepted(QuestionKind::Decimal, "-0.0") == "0");
    CHECK(accepted(QuestionKind::Decimal, "1e3") == "!not a number");
    CHECK(accepted(QuestionKind::Decimal, "NaN") == "!not a number");
    CHECK(accepted(QuestionKind::Decimal, "0.3333333333333333") == "0.3333333333333333");
    CHECK(accepted(QuestionKind::Decimal, "-0.00000000000000001") == "-0.00000000000000001");
    CHECK(accepted(QuestionKind::Decimal, std::string(41, '1')) ==
          "!a number has at most 40 characters");
}

TEST_CASE("a range takes its steps and nothing between or beyond") {
    CHECK(accepted(QuestionKind::Range, "0", {0, 10, 1}) == "0");
    CHECK(accepted(QuestionKind::Range, "10", {0, 10, 1}) == "10");
    CHECK(accepted(QuestionKind::Range, "0.3", {0, 1, 0.1}) == "0.3");
    CHECK(accepted(QuestionKind::Range, "11", {0, 10, 1}) == "!outside the range");
    CHECK(accepted(QuestionKind::Range, "-1", {0, 10, 1}) == "!outside the range");
    CHECK(accepted(QuestionKind::Range, "2.5", {0, 10, 1}) == "!not on a step of the range");
    CHECK(accepted(QuestionKind::Range, "3", {0, 10, 2}) == "!not on a step of the range");
    CHECK(accepted(QuestionKind::Range, "", {0, 10, 1}) == "!not a number");
}

TEST_CASE("choices are of the list, each once, in the list's order") {
    CHECK(accepted(QuestionKind::SelectOne, "b") == "b");
    CHECK(accepted(QuestionKind::SelectOne, "a b") == "!not a choice of the list");
    CHECK(accepted(QuestionKind::SelectOne, "") == "!not a choice of the list");
    CHECK(accepted(QuestionKind::SelectMultiple, "c  a") == "a c");
    CHECK(accepted(QuestionKind::SelectMultiple, "c d") == "!not a choice of the list");
    CHECK(accepted(QuestionKind::SelectMultiple, "a a") == "!a choice is named twice");
    CHECK(accepted(QuestionKind::Rank, "c a b") == "c a b");
    CHECK(accepted(QuestionKind::Rank, "c a c") == "!a choice is named twice");
}

TEST_CASE("texts, days and acknowledgements are what they say") {
    CHECK(accepted(QuestionKind::Text, "Две\nстроки") == "Две\nстроки");
    CHECK(accepted(QuestionKind::Text, "a\tb") == "!the text has control characters");
    CHECK(accepted(QuestionKind::Text, "\xD0") == "!the text is not UTF-8");
    CHECK(accepted(QuestionKind::Text, std::string(2049, 'x')) == "!the text is too long");
    CHECK(accepted(QuestionKind::Date, "2026-02-28") == "2026-02-28");
    CHECK(accepted(QuestionKind::Date, "2026-02-29") == "!not a day as YYYY-MM-DD");
    CHECK(accepted(QuestionKind::Date, "1956-03-08") == "1956-03-08");
    CHECK(accepted(QuestionKind::Date, "0001-01-01") == "0001-01-01");
    CHECK(accepted(QuestionKind::Date, "0000-01-01") == "!not a day as YYYY-MM-DD");
    CHECK(accepted(QuestionKind::Acknowledge, "OK") == "OK");
    CHECK(accepted(QuestionKind::Acknowledge, "ok") == "!an acknowledgement is OK or nothing");
    CHECK(accepted(QuestionKind::Note, "x") == "!takes no answer");
}
