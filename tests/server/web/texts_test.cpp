#include "server/web/texts.h"

#include <catch2/catch.hpp>

#include "core/base/file.h"
#include "server/web/html.h"

using namespace otk;
using namespace otk::web;

TEST_CASE("the program carries the catalogue that lies in the source tree") {
    const Path path = Path(OTK_SOURCE_DIR) / "assets/lang/server/ru.po";
    const Result<Bytes> bytes = read_file(path, 1U << 20U);
    REQUIRE(bytes);
    const Result<text::Catalogue> shipped = text::Catalogue::parse(text_of(*bytes), "ru.po");
    INFO((shipped ? "" : shipped.error().context));
    REQUIRE(shipped);
    CHECK(texts().language() == "ru");
    CHECK(texts().keys() == shipped->keys());
    CHECK(texts().all_texts() == shipped->all_texts());
}

TEST_CASE("the server's texts keep the typography of the design and hold no HTML") {
    for (const std::string_view text : texts().all_texts()) {
        CAPTURE(text);
        CHECK(text == escaped(text));
        CHECK(text.find("...") == std::string_view::npos);
        CHECK(text.find(" - ") == std::string_view::npos);
        CHECK(text.find("еще") == std::string_view::npos);
    }
}
