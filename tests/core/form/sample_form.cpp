#include "tests/core/form/sample_form.h"

#include <catch2/catch.hpp>

#include "core/base/file.h"
#include "core/form/form_json.h"

namespace otk::test {

std::shared_ptr<const form::Form> golden_form(const std::string& name, int version) {
    const Path path = Path(OTK_SOURCE_DIR) / "tests/golden/forms" /
                      ("v" + std::to_string(version)) / (name + ".json");
    const Bytes bytes = read_file(path, form::FormLimits::size_bytes_max).value();
    return std::make_shared<const form::Form>(form::decode_form(text_of(bytes)).value());
}

std::string form_text(const std::string& lists, const std::string& questions,
    const std::string& pages, const std::string& groups) {
    return R"({"otklik_form":2,"id":"f","version":"1","default_language":"ru","languages":["ru"],)"
           R"("audience":"external","direction":{"kind":"fixed","value":"service"},"lists":[)" +
           lists + R"(],"groups":[)" + groups + R"(],"questions":[)" + questions + R"(],"pages":[)" + pages +
           R"(],"content_hash":")" + std::string(64, '0') + R"("})";
}

std::shared_ptr<const form::Form> form_of(const std::string& lists, const std::string& questions,
    const std::string& pages, const std::string& groups) {
    Result<form::Form> decoded = form::decode_form(form_text(lists, questions, pages, groups));
    if (!decoded) FAIL(decoded.error().context);
    return std::make_shared<const form::Form>(std::move(*decoded));
}

std::size_t index_of(const form::Visit& visit, std::string_view question) {
    const std::optional<std::size_t> index = visit.form().find(question);
    REQUIRE(index.has_value());
    return *index;
}

}  // namespace otk::test
