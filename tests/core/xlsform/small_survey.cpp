#include "tests/core/xlsform/small_survey.h"

#include <catch2/catch.hpp>

#include "core/xlsform/csv.h"

namespace otk::test {

using xlsform::Outcome;
using xlsform::Sheet;

const std::string settings =
    "form_title,form_id,version,default_language,style,otk:audience,otk:direction\n"
    "Проба,f,1,ru,pages,external,service\n";
const std::string choices =
    "list_name,name,label::ru,label::English (en),topic\n"
    "marks,1,Один,One,\nmarks,2,Два,Two,\nmarks,3,Три,Three,\nmarks,4,Четыре,Four,\n"
    "marks,5,Пять,Five,\nabc,a,А,A,x\nabc,b,Б,B,y\n";
const std::string header = "type,name,label::ru,label::English (en)";

namespace {

Sheet sheet(const std::string& name, const std::string& csv) {
    xlsform::Book book;
    xlsform::read_csv(csv, name, book);
    return book.sheets.at(0);
}

}  // namespace

Outcome compiled(
    const std::string& survey, const std::string& with_choices, const std::string& with_settings) {
    return xlsform::compile({sheet("survey", survey), sheet("choices", with_choices),
        sheet("settings", with_settings)});
}

std::vector<std::string> told(const Outcome& outcome) {
    std::vector<std::string> lines;
    for (const xlsform::SheetProblem& problem : outcome.problems) lines.push_back(to_text(problem));
    return lines;
}

std::string problem_of(const std::string& type, const std::string& column, const std::string& cell) {
    const Outcome outcome = compiled(header + "," + column + "\n" + type + ",q,Вопрос,Question," + cell + "\n");
    const std::vector<std::string> lines = told(outcome);
    if (lines.empty()) return "taken";
    CHECK(lines.size() == 1);
    return lines.front();
}

form::Form form_of(const std::string& survey) {
    Outcome outcome = compiled(survey);
    for (const std::string& line : told(outcome)) UNSCOPED_INFO(line);
    REQUIRE(outcome.form.has_value());
    return *outcome.form;
}

}  // namespace otk::test
