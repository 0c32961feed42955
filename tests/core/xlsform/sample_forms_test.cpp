#include <catch2/catch.hpp>

#include "core/base/file.h"
#include "core/crypto/hash.h"
#include "core/form/form_json.h"
#include "core/xlsform/xlsform.h"

using namespace otk;

namespace {

std::string hash(std::string_view content) {
    return to_hex(crypto::blake2b_256(bytes_of(content)));
}

std::string golden(const std::string& name) {
    const Path path = Path(OTK_SOURCE_DIR) / "tests/golden/forms/v2" / (name + ".json");
    const Bytes bytes = read_file(path, form::FormLimits::size_bytes_max).value();
    return std::string(text_of(bytes));
}

xlsform::Outcome compiled(const std::string& name) {
    const Path folder = name == "every_kind" ? "tests/contract" : "config/forms";
    return xlsform::compile(Path(OTK_SOURCE_DIR) / folder / name).value();
}

}  // namespace

TEST_CASE("the sample forms compile to the golden forms, byte by byte") {
    // After a change on purpose: scripts/golden-forms.
    for (const std::string name : {"reception", "service", "staff", "every_kind"}) {
        const xlsform::Outcome outcome = compiled(name);
        for (const xlsform::SheetProblem& problem : outcome.problems) UNSCOPED_INFO(to_text(problem));
        REQUIRE(outcome.form.has_value());
        CHECK(form::encode_form(*outcome.form, hash) + "\n" == golden(name));
    }
}

TEST_CASE("the sample workbooks are what their CSV sheets say") {
    // After a change of a sheet: scripts/sample-workbooks.
    for (const std::string name : {"reception", "service", "staff"}) {
        const Path workbook = Path(OTK_SOURCE_DIR) / "config/forms" / name / (name + ".xlsx");
        const xlsform::Outcome outcome = xlsform::compile(workbook).value();
        for (const xlsform::SheetProblem& problem : outcome.problems) UNSCOPED_INFO(to_text(problem));
        REQUIRE(outcome.form.has_value());
        CHECK(*outcome.form == *compiled(name).form);
    }
}

TEST_CASE("a golden form decodes to what the sheets say") {
    for (const std::string name : {"reception", "service", "staff", "every_kind"}) {
        const std::string text = golden(name);
        CHECK(form::verify_form(text, hash).has_value());
        const form::Form decoded = form::decode_form(text).value();
        form::Form built = *compiled(name).form;
        built.content_hash = decoded.content_hash;
        CHECK(decoded == built);
    }
}
