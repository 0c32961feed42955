#include "kiosk/look/wording.h"

#include <catch2/catch.hpp>

#include "core/text/catalogue.h"
#include "tests/support/temporary_folder.h"

using namespace otk;
using kiosk::look::read_wording;

namespace {

void put(const test::TemporaryFolder& folder, const char* name, const std::string& entry) {
    const std::string header =
        R"(msgid ""
msgstr "Language: en\nContent-Type: text/plain; charset=UTF-8\nPlural-Forms: nplurals=1; plural=0;\n"

)";
    REQUIRE(write_atomically(folder / name, bytes_of(header + entry)));
}

}  // namespace

TEST_CASE("each catalogue of a folder is there under its file's name, and nothing else is") {
    const test::TemporaryFolder folder;
    put(folder, "en.po", "msgid \"next\"\nmsgstr \"Next\"\n");
    put(folder, "notes.txt", "");
    const auto wording = read_wording(folder.path());
    REQUIRE(wording);
    REQUIRE(wording->size() == 1);
    CHECK(wording->begin()->first == "en");
    CHECK(wording->begin()->second->text("next") == "Next");
}

TEST_CASE("what cannot be read of a folder's catalogues is told with its place") {
    const test::TemporaryFolder folder;
    put(folder, "en.po", "msgid \"next\n");
    const auto wording = read_wording(folder.path());
    REQUIRE_FALSE(wording);
    CHECK(wording.error().context.find("en.po:4: ") != std::string::npos);
    CHECK(read_wording(folder / "nowhere").error().kind == ErrorKind::NotFound);
}
