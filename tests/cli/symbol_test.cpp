#include <algorithm>
#include <array>
#include <cstdio>
#include <memory>

#include <catch2/catch.hpp>

#include "tests/cli/ran.h"
#include "tests/support/temporary_folder.h"

using namespace otk;
using test::Ran;
using test::run;

namespace {

const std::string short_link = "https://gorod.example/7K2F";

std::string output_of(const std::string& command) {
    const std::unique_ptr<FILE, int (*)(FILE*)> pipe(::popen(command.c_str(), "r"), ::pclose);
    std::string text;
    std::array<char, 1024> part{};
    while (pipe && std::fgets(part.data(), static_cast<int>(part.size()), pipe.get()) != nullptr)
        text += part.data();
    return text;
}

/// What zbarimg reads of a picture, or of a page of a PDF at 100 dpi.
std::string read_back(const Path& file) {
    std::string picture = file.string();
    if (file.extension() == ".pdf") {
        output_of("pdftoppm -r 100 -png -singlefile '" + picture + "' '" + picture + "'");
        picture += ".png";
    }
    std::string text =
        output_of("zbarimg --quiet --raw -Sdisable -Sqrcode.enable '" + picture + "' 2>/dev/null");
    if (text.ends_with('\n')) text.pop_back();
    return text;
}

/// The words of a PDF, wherever its lines break.
std::string words_of(const Path& pdf) {
    std::string words = output_of("pdftotext -raw '" + pdf.string() + "' -");
    std::replace(words.begin(), words.end(), '\n', ' ');
    return words;
}

}  // namespace

TEST_CASE("qr writes a picture that is read back, and says how large it is on paper") {
    const test::TemporaryFolder folder;
    const Path png = folder / "code.png";
    const Ran made = run({"qr", "--link", short_link, "--out", png.string()});
    CHECK(made.err.empty());
    REQUIRE(made.code == 0);
    // 26 bytes at level Q make version 3: 29 modules, 37 mm with the white.
    CHECK(made.out == png.string() + ": 29 modules of 1.00 mm, 37.0 mm with the white around\n");
    CHECK(read_back(png) == short_link);
    const Path svg = folder / "code.svg";
    REQUIRE(run({"qr", "--link", short_link, "--side-mm", "74", "--out", svg.string()}).code == 0);
    const std::string text(text_of(read_file(svg, 1U << 20U).value()));
    CHECK(text.find("width=\"74.000mm\"") != std::string::npos);
}

TEST_CASE("qr gives up error correction with the link's length") {
    const test::TemporaryFolder folder;
    const auto modules = [&](std::size_t size) {
        const std::string text = short_link + std::string(size - short_link.size(), 'x');
        const Path out = folder / "code.png";
        const Ran made = run({"qr", "--link", text, "--out", out.string()});
        REQUIRE(made.code == 0);
        CHECK(read_back(out) == text);
        return made.out.substr(made.out.find(": ") + 2, 2);
    };
    // ISO/IEC 18004, table 7: version 6 (41 modules) holds 74 bytes at Q, 106 at M; version 11 (61)
    // 251 at M; 300 bytes at L are version 11 too.
    CHECK(modules(74) == "41");
    CHECK(modules(75) == "37");
    CHECK(modules(251) == "61");
    CHECK(modules(300) == "61");
}

TEST_CASE("qr refuses what would not be read at arm's length, and what is no address") {
    const test::TemporaryFolder folder;
    const std::string out = (folder / "code.png").string();
    const Ran small = run({"qr", "--link", short_link, "--side-mm", "20", "--out", out});
    CHECK(small.code == 3);
    CHECK(small.err ==
          "otklik: --side-mm 20: modules of 0.54 mm would not be read at arm's length; 28 mm or a "
          "shorter link are needed\n");
    CHECK(run({"qr", "--link", short_link, "--side-mm", "28", "--out", out}).code == 0);
    CHECK(run({"qr", "--link", short_link, "--side-mm", "x", "--out", out}).code == 3);
    CHECK(run({"qr", "--link", short_link, "--side-mm", "4000", "--out", out}).code == 3);
    CHECK(run({"qr", "--link", "gorod.example", "--out", out}).code == 3);
    CHECK(run({"qr", "--link", short_link + std::string(300, 'x'), "--out", out}).code == 3);
    CHECK(run({"qr", "--link", short_link, "--out", (folder / "code.jpg").string()}).code == 3);
}

TEST_CASE("a poster of each size has its words and a symbol that is read") {
    const test::TemporaryFolder folder;
    for (const std::string size : {"a5", "a4", "a3"}) {
        CAPTURE(size);
        const Path pdf = folder / "poster.pdf";
        const Ran made = run({"poster", "--link", short_link, "--size", size, "--place",
            "Приёмная, 2-й этаж", "--out", pdf.string()});
        CHECK(made.err.empty());
        REQUIRE(made.code == 0);
        const std::string words = words_of(pdf);
        CAPTURE(words);
        for (const char* wanted :
            {"Оцените нашу работу", "gorod.example/7K2F", "Приёмная, 2-й этаж"})
            CHECK(words.find(wanted) != std::string::npos);
        CHECK(read_back(pdf) == short_link);
    }
    const std::string out = (folder / "poster.pdf").string();
    CHECK(run({"poster", "--link", short_link, "--size", "a2", "--out", out}).code == 3);
    CHECK(run({"poster", "--link", short_link, "--out", (folder / "p.png").string()}).code == 3);
    CHECK(run({"poster", "--link", short_link, "--heading", std::string(201, 'a'), "--out", out})
              .code == 3);
    CHECK(run({"poster", "--link", short_link, "--heading", std::string(100, 'w'), "--out", out})
              .code == 3);
}

TEST_CASE("letter prints the sentence for a reply, and writes its code or both") {
    const test::TemporaryFolder folder;
    const Ran sentence = run({"letter", "--link", short_link});
    REQUIRE(sentence.code == 0);
    CHECK(sentence.out.find("откройте страницу https://gorod.example/7K2F.") != std::string::npos);
    for (const char* name : {"code.png", "both.pdf"}) {
        const Path out = folder / name;
        const Ran made = run({"letter", "--link", short_link, "--out", out.string()});
        CHECK(made.err.empty());
        REQUIRE(made.code == 0);
        CHECK(made.out == sentence.out);
        CHECK(read_back(out) == short_link);
    }
    CHECK(words_of(folder / "both.pdf").find("Ответы анонимны") != std::string::npos);
    CHECK(run({"letter", "--link", "x"}).code == 3);
}

TEST_CASE("slip render writes a page too") {
    const test::TemporaryFolder folder;
    for (const std::string model : {"generic-80", "generic-58"}) {
        const Path pdf = folder / "slip.pdf";
        const Ran made = run({"slip", "render", "--model", model, "--link", short_link,
            "--language", "ru+en", "--out", pdf.string()});
        CHECK(made.err.empty());
        REQUIRE(made.code == 0);
        CHECK(words_of(pdf).find("Tell us more") != std::string::npos);
    }
}
