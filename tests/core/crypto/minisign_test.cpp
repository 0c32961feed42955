#include "core/crypto/minisign.h"

#include <array>

#include <catch2/catch.hpp>

#include "core/base/base64.h"
#include "core/crypto/base64.h"

using namespace otk;
using crypto::MinisignVerdict;
using crypto::PublicKey;
using crypto::SigningKey;

namespace {

// Made by Debian's minisign 0.11 (minisign -G -W; minisign -S -m message -t "for a test").
constexpr std::string_view their_key = "RWROSpQLn/TkDX947HcOq5sNE8GiOlDHdGwUnAPOD6OiDa5mtGKgRv7G";
constexpr std::string_view their_signature =
    "untrusted comment: signature from minisign secret key\n"
    "RUROSpQLn/TkDYAd7UGF3zbkD8l9QqkP/z1Y47w7Aca6qHvJJAIZzDjljdIfh+vPCI+rhUOU/O4MqKo/"
    "wxrXMqMOppCOwgA0gAs=\n"
    "trusted comment: for a test\n"
    "ALBq129sUgVWIoxcT9l3mXTeABYROT0hC6uCV1FAviSZrrYojBFjeNInfYV0BJjuL0JtwOcXtaaGKdYNxyCxDg==\n";
constexpr std::string_view their_message = "Отклик\n";

ErrorKind refusal(std::string_view lines, std::string_view message, const PublicKey& key) {
    const Result<MinisignVerdict> verdict =
        crypto::verify_minisign(lines, bytes_of(message), std::array{key});
    REQUIRE_FALSE(verdict);
    return verdict.error().kind;
}

}  // namespace

TEST_CASE("a signature that minisign made is believed") {
    const Result<PublicKey> key = crypto::parse_minisign_key(their_key);
    REQUIRE(key);
    const Result<MinisignVerdict> verdict =
        crypto::verify_minisign(their_signature, bytes_of(their_message), std::array{*key});
    REQUIRE(verdict);
    CHECK(verdict->key == *key);
    CHECK(verdict->comment == "for a test");
    CHECK(refusal(their_signature, "Отклик", *key) == ErrorKind::Permission);
}

TEST_CASE("each change of message, comment or signature is refused, and any other key") {
    SystemRandom random;
    const SigningKey key = SigningKey::generate(random);
    const SigningKey other = SigningKey::generate(random);
    const std::string lines = crypto::minisign(key, bytes_of("message"), "bundle 7");
    const std::array keys{other.public_key(), key.public_key()};
    const Result<MinisignVerdict> verdict =
        crypto::verify_minisign(lines, bytes_of("message"), keys);
    REQUIRE(verdict);
    CHECK(verdict->key == key.public_key());
    CHECK(verdict->comment == "bundle 7");

    CHECK(refusal(lines, "Message", key.public_key()) == ErrorKind::Corrupt);
    CHECK(refusal(lines, "message", other.public_key()) == ErrorKind::Permission);
    std::string said = lines;
    said.replace(said.find("bundle 7"), 8, "bundle 8");
    CHECK(refusal(said, "message", key.public_key()) == ErrorKind::Corrupt);
    // The first line is nobody's word, and the key's id in the second only a hint: 8 bytes behind
    // two letters.
    const std::size_t second = lines.find('\n') + 1;
    for (std::size_t at = second; at < lines.size(); ++at) {
        if (at >= second + 2 && at <= second + 13) continue;
        std::string altered = lines;
        altered[at] = altered[at] == 'A' ? 'B' : 'A';
        CAPTURE(at, altered);
        CHECK_FALSE(crypto::verify_minisign(altered, bytes_of("message"), keys));
    }
    CHECK_FALSE(crypto::verify_minisign(lines, bytes_of("message"), {}));
}

TEST_CASE("what is not four lines of minisign's is refused before any key is asked") {
    SystemRandom random;
    const SigningKey key = SigningKey::generate(random);
    const std::string lines = crypto::minisign(key, bytes_of("message"), "bundle 7");
    for (std::size_t size = 0; size < lines.size(); ++size) {
        CAPTURE(size);
        CHECK_FALSE(crypto::verify_minisign(
            lines.substr(0, size), bytes_of("message"), std::array{key.public_key()}));
    }
    CHECK(refusal(lines + "\n", "message", key.public_key()) == ErrorKind::InvalidInput);
    CHECK(refusal(std::string(crypto::minisign_bytes_max + 1, '\n'), "message", key.public_key()) ==
          ErrorKind::InvalidInput);
    // The legacy format signs the message itself.
    const std::size_t second = lines.find('\n') + 1;
    const std::size_t third = lines.find('\n', second);
    Bytes line = crypto::from_base64(lines.substr(second, third - second), 74).value();
    line[1] = 'd';
    const std::string legacy =
        lines.substr(0, second) + to_base64(line) + lines.substr(third);
    CHECK(refusal(legacy, "message", key.public_key()) == ErrorKind::InvalidInput);
}

TEST_CASE("a public key is read in each of its three spellings") {
    SystemRandom random;
    const PublicKey key = SigningKey::generate(random).public_key();
    const std::string text = crypto::minisign_key_text(key);
    CHECK(crypto::parse_minisign_key(text).value() == key);
    CHECK(crypto::parse_minisign_key("untrusted comment: any\n" + text + "\n").value() == key);
    CHECK(crypto::parse_minisign_key(key.text() + "\n").value() == key);
    for (const std::string wrong : {"", "untrusted comment: any", "RW", "Zg=="}) {
        CAPTURE(wrong);
        CHECK_FALSE(crypto::parse_minisign_key(wrong));
    }
    CHECK_FALSE(crypto::parse_minisign_key(text.substr(0, text.size() - 4)));
}
