// Every kind of question on its whole way: sheet → form → compiled form → visit → response → sealed
// row → response → counted options. A new kind without a sample here fails the first test.

#include <map>
#include <memory>

#include <catch2/catch.hpp>

#include "core/form/form_json.h"
#include "core/form/visit.h"
#include "core/wire/row.h"
#include "core/xlsform/csv.h"
#include "core/xlsform/xlsform.h"
#include "server/analysis/score.h"

using namespace otk;
using form::QuestionKind;

namespace {

struct Sample {
    std::string row;     ///< of the survey sheet below survey_header
    std::string answer;  ///< what the visitor gives; "" where the program fills the value
    std::string stored;  ///< canonical; "" for a kind without a value
    std::vector<std::string> options;
};

const std::string survey_header = "type,name,label::ru,parameters,calculation,default\n";
const std::string choices_sheet = "list_name,name,label::ru\nabc,a,А\nabc,b,Б\nabc,c,В\n";
const std::string settings_sheet =
    "form_id,version,default_language,otk:audience,otk:direction\nf,1,ru,external,service\n";

const std::map<QuestionKind, Sample>& samples() {
    static const std::map<QuestionKind, Sample> samples = {
        {QuestionKind::Note, {"note,q,Текст,,,", "", "", {}}},
        {QuestionKind::Text, {"text,q,Вопрос,,,", "Тепло \"и\"\nсветло", "Тепло \"и\"\nсветло", {}}},
        {QuestionKind::Integer, {"integer,q,Вопрос,,,", "007", "7", {}}},
        {QuestionKind::Decimal, {"decimal,q,Вопрос,,,", "2.50", "2.5", {}}},
        {QuestionKind::Range, {"range,q,Вопрос,start=0 end=10 step=1,,", "10", "10", {"10"}}},
        {QuestionKind::SelectOne, {"select_one abc,q,Вопрос,,,", "b", "b", {"b"}}},
        {QuestionKind::SelectMultiple, {"select_multiple abc,q,Вопрос,,,", "c a", "a c", {"a", "c"}}},
        {QuestionKind::Rank, {"rank abc,q,Вопрос,,,", "c a b", "c a b", {"1:c", "2:a", "3:b"}}},
        {QuestionKind::Acknowledge, {"acknowledge,q,Вопрос,,,", "OK", "OK", {"OK"}}},
        {QuestionKind::Date, {"date,q,Вопрос,,,", "2026-11-22", "2026-11-22", {}}},
        {QuestionKind::Calculate, {"calculate,q,,,1 + 1,", "", "2", {}}},
        {QuestionKind::Hidden, {"hidden,q,,,,fixed", "", "fixed", {}}},
    };
    return samples;
}

std::string no_hash(std::string_view) { return std::string(64, '0'); }

/// Read: the sheets make a form, which is written and read as a kiosk reads it. Every form has a
/// first question of its own, since a form of hidden questions has no page.
std::shared_ptr<const form::Form> form_with(const std::string& row) {
    const auto sheet = [](const std::string& name, const std::string& csv) {
        xlsform::Book book;
        xlsform::read_csv(csv, name, book);
        return book.sheets.at(0);
    };
    const xlsform::Outcome outcome = xlsform::compile(
        {sheet("survey", survey_header + row + "\ntext,other,Другое,,,\n"),
            sheet("choices", choices_sheet), sheet("settings", settings_sheet)});
    for (const xlsform::SheetProblem& problem : outcome.problems) UNSCOPED_INFO(to_text(problem));
    REQUIRE(outcome.form.has_value());
    const std::string compiled = form::encode_form(*outcome.form, no_hash);
    return std::make_shared<const form::Form>(form::decode_form(compiled).value());
}

/// Store: sealed under a period's key and opened again.
std::string sealed_and_opened(const std::string& content) {
    SystemRandom random;
    const crypto::Secret key = wire::make_period_key(random);
    const wire::RowId id{};
    const Bytes sealed = wire::seal_row(content, id, key, random).value();
    return wire::open_row(sealed, id, key).value();
}

}  // namespace

TEST_CASE("every kind of question has a sample") {
    for (const form::KindTraits& traits : form::question_kinds()) {
        INFO(traits.name);
        CHECK(samples().contains(traits.kind));
    }
}

TEST_CASE("every kind of question goes from the sheet to the count") {
    for (const auto& [kind, sample] : samples()) {
        const form::KindTraits& traits = form::traits_of(kind);
        INFO(traits.name);
        const std::shared_ptr<const form::Form> form = form_with(sample.row);
        REQUIRE(form->questions[0].kind == kind);
        CHECK(traits.takes_answer == !sample.answer.empty());
        CHECK(traits.is_shown == (form->pages.front().questions.front() == 0));

        form::Visit visit(form, {.channel = "kiosk", .place = "hall-2"});
        if (traits.takes_answer) CHECK(visit.answer(0, sample.answer).has_value());
        CHECK(visit.value(0) == sample.stored);

        const form::Response given = visit.response(false);
        const form::Response counted =
            form::decode_response(sealed_and_opened(form::encode_response(given))).value();
        CHECK(counted == given);
        const bool is_asked = !counted.asked.empty() && counted.asked.front() == "q";
        CHECK(is_asked == traits.takes_answer);
        if (sample.stored.empty()) {
            CHECK(counted.answers.empty());
        } else {
            REQUIRE(counted.answers.size() == 1);
            CHECK(counted.answers.front() == std::pair<std::string, std::string>("q", sample.stored));
        }
        CHECK(analysis::counted_options(kind, sample.stored) == sample.options);
    }
}

TEST_CASE("no kind of question takes a value that is none of its own") {
    for (const auto& [kind, sample] : samples()) {
        const form::KindTraits& traits = form::traits_of(kind);
        INFO(traits.name);
        form::Visit visit(form_with(sample.row), {});
        const Result<void> answered = visit.answer(0, "\x01secret");
        REQUIRE_FALSE(answered.has_value());
        CHECK(answered.error().kind == ErrorKind::InvalidInput);
        CHECK(answered.error().context.find("secret") == std::string::npos);
    }
}
