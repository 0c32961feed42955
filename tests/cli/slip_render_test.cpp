#include <catch2/catch.hpp>

#include "tests/cli/ran.h"
#include "tests/support/temporary_folder.h"

using namespace otk;
using test::Ran;

namespace {

Ran render(const std::string& model, const std::string& link, const std::string& out,
    const std::string& symbol = "model") {
    return test::run({"slip", "render", "--model", model, "--link", link, "--until", "31.12.2026",
        "--symbol", symbol, "--out", out});
}

}  // namespace

TEST_CASE("slip render writes the reviewed bytes, or a picture of them") {
    const test::TemporaryFolder folder;
    const Path bytes = folder / "slip.bin";
    REQUIRE(render("generic-80", "https://gorod.example/7K2F", bytes.string()).code == 0);
    const Path golden = Path(OTK_SOURCE_DIR) / "tests/golden/escpos/generic-80-phone-ru.bin";
    CHECK((read_file(bytes, 1U << 20U).value() == read_file(golden, 1U << 20U).value()));
    const Path picture = folder / "slip.png";
    const Ran drawn = render("generic-80", "https://gorod.example/7K2F", picture.string());
    CHECK(drawn.code == 0);
    CHECK(drawn.err.empty());
    CHECK(text_of(read_file(picture, 1U << 20U).value()).substr(1, 3) == "PNG");
}

TEST_CASE("slip render tries the other way to a symbol than the model's row") {
    const test::TemporaryFolder folder;
    const std::string link = "https://gorod.example/7K2F";
    const auto has_link = [&](const std::string& model, const std::string& symbol) {
        const Path out = folder / "slip.bin";
        REQUIRE(render(model, link, out.string(), symbol).code == 0);
        return text_of(read_file(out, 1U << 20U).value()).find(link) != std::string::npos;
    };
    CHECK_FALSE(has_link("generic-80", "model"));
    CHECK(has_link("generic-80", "printer"));
    CHECK(has_link("epson-tm-t20iii", "model"));
    CHECK_FALSE(has_link("epson-tm-t20iii", "picture"));
    CHECK(render("generic-80", link, (folder / "slip.bin").string(), "native").code == 3);
}

TEST_CASE("slip render refuses with one line and its code") {
    const test::TemporaryFolder folder;
    const std::string out = (folder / "slip.bin").string();
    CHECK(render("generc-80", "https://gorod.example/7K2F", out).code == 4);
    CHECK(render("generic-80", "gorod.example", out).code == 3);
    CHECK(render("generic-80", "https://gorod.example/7K2F", (folder / "slip.jpg").string()).code ==
          3);
    CHECK_FALSE(read_file(out, 1U << 20U));
}
