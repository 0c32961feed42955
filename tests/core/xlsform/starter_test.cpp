#include "core/xlsform/starter.h"

#include <catch2/catch.hpp>

#include "core/form/question_kinds.h"
#include "core/xlsform/xlsform.h"
#include "tests/support/temporary_folder.h"

using namespace otk;

namespace {

Bytes bytes_of_file(const Path& file) {
    return read_file(file, 1U << 20U).value();
}

}  // namespace

TEST_CASE("the starter workbook is a form without a problem, in two languages") {
    const test::TemporaryFolder folder;
    const Path file = folder / "new.xlsx";
    REQUIRE(xlsform::write_xlsx(file, xlsform::starter_form()).has_value());
    const xlsform::Outcome outcome = xlsform::compile(file).value();
    for (const xlsform::SheetProblem& problem : outcome.problems)
        UNSCOPED_INFO(to_text(problem));
    REQUIRE(outcome.form.has_value());
    CHECK(outcome.form->languages == std::vector<std::string>{"ru", "en"});
    CHECK(outcome.form->questions.size() == 5);
    CHECK(outcome.form->questions[0].appearance.likert);
    CHECK(outcome.form->questions[4].slip == "phone");
}

TEST_CASE("the starter offers every kind of question") {
    const std::vector<xlsform::DesignedSheet> sheets = xlsform::starter_form();
    std::string offered;
    for (const std::string& word : sheets.at(0).columns.at(0).words)
        offered += word + ",";
    for (const form::KindTraits& kind : form::question_kinds()) {
        INFO(kind.name);
        CHECK(offered.find(std::string(kind.name)) != std::string::npos);
    }
    // What the format can hold in one list.
    CHECK(offered.size() <= 255);
}

TEST_CASE("the same sheets make the same bytes") {
    const test::TemporaryFolder folder;
    REQUIRE(xlsform::write_xlsx(folder / "a.xlsx", xlsform::starter_form()).has_value());
    REQUIRE(xlsform::write_xlsx(folder / "b.xlsx", xlsform::starter_form()).has_value());
    CHECK(bytes_of_file(folder / "a.xlsx") == bytes_of_file(folder / "b.xlsx"));
}

TEST_CASE("a form that is written as a workbook is read again as it was") {
    const test::TemporaryFolder folder;
    const Path source = Path(OTK_SOURCE_DIR) / "config/forms/service";
    REQUIRE(xlsform::write_xlsx(
        folder / "s.xlsx", xlsform::designed(xlsform::read_workbook(source).value()))
                .has_value());
    CHECK(*xlsform::compile(folder / "s.xlsx").value().form ==
          *xlsform::compile(source).value().form);
}

TEST_CASE("a workbook that cannot be written is an error") {
    const test::TemporaryFolder folder;
    CHECK(xlsform::write_xlsx(folder / "none/a.xlsx", xlsform::starter_form()).error().kind ==
          ErrorKind::NotFound);
}
