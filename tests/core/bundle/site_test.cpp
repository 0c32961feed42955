#include "core/bundle/site.h"

#include <catch2/catch.hpp>

#include "core/base/file.h"

using namespace otk;
using namespace otk::bundle;

namespace {

std::string shipped(const char* name) {
    const Result<Bytes> bytes = read_file(Path(OTK_SOURCE_DIR) / "config" / name, 1U << 20U);
    REQUIRE(bytes);
    return std::string(text_of(*bytes));
}

std::string place(
    const std::string& code, const std::string& link, const std::string& room = "public") {
    return "[[place]]\ncode = \"" + code + "\"\nname.ru = \"А\"\nform = \"f\"\nroom = \"" + room +
           "\"\nlink = \"" + link + "\"\n";
}

std::string refusal_of(const std::string& places) {
    const Result<std::vector<Place>> read = parse_places(places, "places.toml");
    REQUIRE_FALSE(read);
    CHECK(read.error().kind == ErrorKind::InvalidInput);
    return read.error().context;
}

bool has(const std::string& text, const std::string& part) {
    return text.find(part) != std::string::npos;
}

}  // namespace

TEST_CASE("the demo's owner and places are read, and a link is address and code") {
    const Result<Owner> owner = parse_owner(shipped("owner/demo.toml"), "owner.toml");
    REQUIRE(owner);
    CHECK(owner->name.in("ru") == "Администрация города");
    const Result<std::vector<Place>> places =
        parse_places(shipped("places/demo.toml"), "places.toml");
    REQUIRE(places);
    REQUIRE(places->size() == 3);
    CHECK((*places)[0].code == "reception-7");
    CHECK((*places)[2].room == Room::Staff);
    CHECK(link_of(*owner, (*places)[0]) == "https://gorod.example/7K2F");
    CHECK(link_to_type_of(*owner, (*places)[0]) == "gorod.example/7K2F");
}

TEST_CASE("a place with an unknown key, a wrong room or a link that is misread is refused") {
    CHECK(refusal_of(place("a", "7K2F") + "colour = \"red\"\n").starts_with("places.toml:7:"));
    CHECK(has(refusal_of(place("a", "7K2F", "hall")), "none of: public, staff"));
    for (const std::string link : {"7K2", "7K2O", "7k2f", "7K2F7K2F7K2F7", "7K/F", ""}) {
        CHECK(has(refusal_of(place("a", link)), "4 to 12 capital letters"));
    }
}

TEST_CASE("two places may share neither code nor link") {
    CHECK(has(refusal_of(place("a", "7K2F") + place("a", "7K2G")), "code was given before"));
    CHECK(has(refusal_of(place("a", "7K2F") + place("b", "7K2F")), "link was given before"));
    CHECK(has(refusal_of(""), "at least one"));
}

TEST_CASE("an owner's address is a host name without scheme and path") {
    for (const std::string address : {"https://gorod.example", "gorod", "gorod.example/",
             "Город.рф", ".example", "a-very-long-name-of-a-municipality-indeed.example"}) {
        CAPTURE(address);
        CHECK_FALSE(
            parse_owner("name.ru = \"А\"\nshort_address = \"" + address + "\"\n", "owner.toml"));
    }
}
