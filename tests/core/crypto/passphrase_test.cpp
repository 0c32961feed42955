#include "core/crypto/passphrase.h"

#include <catch2/catch.hpp>

using namespace otk;
using namespace otk::crypto;

namespace {

constexpr std::string_view title = "otklik test key 1";
constexpr std::string_view phrase = "seven cups on the shelf";

std::string sealed(std::string_view content) {
    SystemRandom random;
    return seal_with_passphrase(title, bytes_of(content), phrase, random).value();
}

ErrorKind refusal(std::string_view text, std::string_view passphrase = phrase) {
    return open_with_passphrase(title, text, passphrase).error().kind;
}

}  // namespace

TEST_CASE("what a passphrase sealed opens with it and with no other") {
    const std::string text = sealed("thirty-two bytes of a signing key");
    CHECK(text.starts_with("otklik test key 1\n"));
    CHECK(text.find("thirty") == std::string::npos);
    const Secret content = open_with_passphrase(title, text, phrase).value();
    CHECK(text_of(content.view()) == "thirty-two bytes of a signing key");
    CHECK(refusal(text, "seven cups on the shelF") == ErrorKind::Permission);
    CHECK(refusal(text, "") == ErrorKind::Permission);
    CHECK(sealed("same") != sealed("same"));
}

TEST_CASE("a sealed text may be typed from paper with other spaces") {
    std::string text = sealed("k");
    for (std::size_t at = text.size() - 1; at > title.size() + 8; at -= 4)
        text.insert(at, " \r\n");
    CHECK(text_of(open_with_passphrase(title, text, phrase)->view()) == "k");
}

TEST_CASE("a sealed text of another kind, or damaged, does not open") {
    const std::string text = sealed("k");
    CHECK(open_with_passphrase("otklik other key 1", text, phrase).error().kind ==
          ErrorKind::InvalidInput);
    // The title is sealed in: to write another one over it is noticed.
    const std::string renamed = "otklik Test key 1" + text.substr(title.size());
    CHECK(open_with_passphrase("otklik Test key 1", renamed, phrase).error().kind ==
          ErrorKind::Permission);
    std::string changed = text;
    char& digit = changed[changed.size() - 2];
    digit = digit == '0' ? '1' : '0';
    CHECK(refusal(changed) == ErrorKind::Permission);
    CHECK(refusal("") == ErrorKind::InvalidInput);
    CHECK(refusal(title) == ErrorKind::InvalidInput);
    CHECK(refusal(text.substr(0, title.size() + 20)) == ErrorKind::InvalidInput);
    CHECK(refusal(text + "x") == ErrorKind::InvalidInput);
    CHECK(refusal(text + std::string(sealed_text_bytes_max, ' ')) == ErrorKind::InvalidInput);
}

TEST_CASE("a short passphrase seals nothing") {
    SystemRandom random;
    const auto refused = seal_with_passphrase(title, bytes_of("k"), "eleven lett", random);
    CHECK(refused.error().kind == ErrorKind::InvalidInput);
}
