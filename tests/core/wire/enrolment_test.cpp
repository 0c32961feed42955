#include "core/wire/enrolment.h"

#include <catch2/catch.hpp>

using namespace otk;
using namespace otk::wire;

namespace {

constexpr std::string_view sample = R"({
  "version": 1,
  "url": "https://127.0.0.1:8443",
  "kiosk": "00112233445566778899aabbccddeeff",
  "place": "reception-7",
  "server_box_key": {
    "id": "0011223344556677",
    "key": "8520f0098930a754748b7ddcb43ef75a0dbf3a0d26381af4eba4a98eaa9b4e6a"
  },
  "receipt_keys": [
    "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c"
  ],
  "tls_authority": "-----BEGIN CERTIFICATE-----\n"
}
)";

std::string with(std::string_view from, std::string_view to) {
    std::string text(sample);
    const std::size_t at = text.find(from);
    REQUIRE(at != std::string::npos);
    return text.replace(at, from.size(), to);
}

Error refusal(const std::string& text) { return decode_enrolment(text).error(); }

}  // namespace

TEST_CASE("an enrolment is read, and written byte for byte as it was") {
    const Enrolment enrolment = decode_enrolment(sample).value();
    CHECK(enrolment.url == "https://127.0.0.1:8443");
    CHECK(enrolment.kiosk.text() == "00112233445566778899aabbccddeeff");
    CHECK(enrolment.place == "reception-7");
    CHECK(enrolment.server_key_id.text() == "0011223344556677");
    CHECK(enrolment.receipt_keys.size() == 1);
    CHECK(encode_enrolment(enrolment) == sample);
}

TEST_CASE("an enrolment with a wrong member is refused by the member's name") {
    CHECK(refusal(with("\"version\": 1", "\"version\": 3")).kind == ErrorKind::Unsupported);
    CHECK(refusal(with("https", "http")).context.find("\"url\"") != std::string::npos);
    CHECK(refusal(with("8443\"", "8443/\"")).context.find("\"url\"") != std::string::npos);
    CHECK(refusal(with("aabbccddeeff\"", "aabb\"")).context.find("\"kiosk\"") != std::string::npos);
    CHECK(refusal(with("44556677\"", "4455667\"")).context.find("server_box_key") !=
          std::string::npos);
    CHECK(refusal(with("\"place\"", "\"palce\"")).kind == ErrorKind::InvalidInput);
    CHECK(refusal(with("3d4017c3", "xx4017c3")).context.find("receipt_keys") != std::string::npos);
    CHECK(refusal("").kind == ErrorKind::InvalidInput);
    CHECK(refusal("[]").kind == ErrorKind::InvalidInput);
    CHECK(refusal(std::string(70'000, ' ')).kind == ErrorKind::InvalidInput);
}

TEST_CASE("an enrolment without a receipt key is refused") {
    CHECK(refusal(with("\"3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c\"", ""))
              .kind == ErrorKind::InvalidInput);
}
