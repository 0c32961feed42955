#include "server/http/public_key_info.h"

#include <catch2/catch.hpp>

using namespace otk;

namespace {

// RFC 8410, sections 10.1 and 10.3: one key, its public and its private form.
constexpr std::string_view public_pem = R"(-----BEGIN PUBLIC KEY-----
MCowBQYDK2VwAyEAGb9ECWmEzf6FQbrBZ9w7lshQhqowtrbLDFw4rXAxZuE=
-----END PUBLIC KEY-----
)";
constexpr std::string_view private_pem = R"(-----BEGIN PRIVATE KEY-----
MC4CAQAwBQYDK2VwBCIEINTuctv5E1hK1bbY8fdp+K06/nwoy/HU++CXqI9EdVhC
-----END PRIVATE KEY-----
)";
constexpr std::string_view info_hex =
    "302a300506032b657003210019bf44096984cdfe8541bac167dc3b96c85086aa30b6b6cb0c5c38ad703166e1";

}  // namespace

TEST_CASE("a public and a private key in PEM have the same public key info") {
    CHECK(to_hex(http::public_key_info(public_pem).value()) == info_hex);
    CHECK(to_hex(http::public_key_info(private_pem).value()) == info_hex);
    CHECK(to_hex(http::public_key_info("a note above\n" + std::string(public_pem)).value()) ==
          info_hex);
}

TEST_CASE("a text without a key has none") {
    CHECK(http::public_key_info("").error().kind == ErrorKind::InvalidInput);
    CHECK(http::public_key_info("-----BEGIN PUBLIC KEY-----\nAAAA\n-----END PUBLIC KEY-----\n")
              .error()
              .kind == ErrorKind::InvalidInput);
}
