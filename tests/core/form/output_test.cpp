#include "core/form/output.h"

#include <catch2/catch.hpp>

using namespace otk;
using form::outputs_in;
using form::qr_content;
using form::with_outputs;

namespace {

std::string said(std::string_view text) {
    return with_outputs(text, [](std::string_view name) {
        return name == "name" ? std::string_view("Мир") : std::string_view("?");
    });
}

}  // namespace

TEST_CASE("the names in a text are found in their order") {
    CHECK(outputs_in("").value().empty());
    CHECK(outputs_in("$5 {a} }").value().empty());
    CHECK(outputs_in("${b}${ a }x${b}").value() == std::vector<std::string_view>{"b", "a", "b"});
    CHECK(outputs_in("${}").value() == std::vector<std::string_view>{""});
    CHECK(outputs_in("x${a").error().kind == ErrorKind::InvalidInput);
}

TEST_CASE("a text is said with the answers in their places") {
    CHECK(said("").empty());
    CHECK(said("Привет, ${name}! $ {x} ${ name }") == "Привет, Мир! $ {x} Мир");
    CHECK(said("${a}${name}") == "?Мир");
}

TEST_CASE("a QR code is the content of one element and nothing else") {
    CHECK(qr_content("<qrcode>https://x/?a=1&amp;b=2</qrcode>") == "https://x/?a=1&b=2");
    CHECK(qr_content(" <qrcode>&lt;1&gt;</qrcode>\n") == "<1>");
    CHECK(qr_content("<qrcode>a & b</qrcode>") == "a & b");
    for (const char* other : {"", "x", "<qrcode></qrcode>", "<qrcode>", "</qrcode>", "<qrcode>x",
             "y<qrcode>x</qrcode>", "<qrcode>x</qrcode>y", "<qrcode><b>x</b></qrcode>"}) {
        INFO(other);
        CHECK_FALSE(qr_content(other).has_value());
    }
}
