#include "core/wire/key_list.h"

#include <catch2/catch.hpp>

#include "core/base/file.h"
#include "core/wire/limits.h"

using namespace otk;
using namespace otk::wire;

namespace {

/// RFC 8032, section 7.1, TEST 1: the golden file's root, whose signature Python's `cryptography`
/// made.
crypto::SigningKey golden_root() {
    return crypto::SigningKey::from_seed(
        from_hex("9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60").value())
        .value();
}

std::string golden_document() {
    const Path path = Path(OTK_SOURCE_DIR) / "tests/golden/wire/keys.json";
    return std::string(text_of(read_file(path, key_list_bytes_max).value()));
}

/// What the golden file says, from the RFCs: box keys of RFC 7748, section 6.1, signing keys of RFC
/// 8032, section 7.1, TEST 2 and 3.
KeyList golden_list() {
    crypto::Hash256 used{};
    used.back() = 1;
    crypto::Hash256 spare{};
    spare.back() = 2;
    return {.sequence = 7,
        .box_keys = {crypto::BoxPublicKey::from_text("8520f0098930a754748b7ddcb43ef75a0dbf3a0d26381"
                                                     "af4eba4a98eaa9b4e6a")
                         .value(),
            crypto::BoxPublicKey::from_text(
                "de9edb7d7b7dc1b4d35b61c2ece435373f8343c85b78674dadfc7e146f882b4f")
                .value()},
        .receipt_keys = {crypto::PublicKey::from_text(
            "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c")
                             .value()},
        .bundle_keys = {crypto::PublicKey::from_text(
            "fc51cd8e6218a1a38da47ed00230f0580816ed13ba3303ac5deb911548908025")
                            .value()},
        .tls_pins = {used, spare}};
}

/// The list's text with one piece of it replaced.
std::string with(std::string_view from, std::string_view to) {
    std::string text = encode_key_list(golden_list());
    const std::size_t at = text.find(from);
    REQUIRE(at != std::string::npos);
    return text.replace(at, from.size(), to);
}

Error refusal(const std::string& text) {
    return decode_key_list(text).error();
}

Error not_believed(const std::string& document) {
    return open_key_list(document, golden_root().public_key(), 1).error();
}

}  // namespace

TEST_CASE("keys.json of version 1 is believed by its root and written byte for byte as it was") {
    const std::string document = golden_document();
    CHECK(open_key_list(document, golden_root().public_key(), 1).value() == golden_list());
    CHECK(sign_key_list(golden_list(), golden_root()) == document);
}

TEST_CASE("keys.json that another key signed is not believed") {
    const auto other = crypto::SigningKey::from_seed(Bytes(32, 1)).value();
    CHECK(not_believed(sign_key_list(golden_list(), other)).kind == ErrorKind::Permission);
}

TEST_CASE("a signature of the bare list, without the purpose before it, is not believed") {
    std::string document = golden_document();
    const std::size_t list_at = document.find("{\"version\"");
    const std::string list = document.substr(list_at, document.size() - list_at - 2);
    const auto signature = to_hex(golden_root().sign(bytes_of(list)));
    document.replace(document.find(':') + 2, signature.size(), signature);
    CHECK(not_believed(document).kind == ErrorKind::Permission);
}

TEST_CASE("no byte of keys.json may change, be missing or be added") {
    const std::string document = golden_document();
    for (std::size_t at = 0; at < document.size(); ++at) {
        CAPTURE(at);
        std::string changed = document;
        changed[at] = static_cast<char>(changed[at] ^ 1);
        CHECK_FALSE(open_key_list(changed, golden_root().public_key(), 1));
        CHECK_FALSE(open_key_list(document.substr(0, at), golden_root().public_key(), 1));
    }
    CHECK_FALSE(open_key_list(document + "\n", golden_root().public_key(), 1));
    CHECK_FALSE(open_key_list(" " + document, golden_root().public_key(), 1));
    CHECK(not_believed(std::string(key_list_bytes_max + 1, ' ')).kind == ErrorKind::InvalidInput);
}

TEST_CASE("an older sequence is refused, the same and a newer one are taken") {
    const auto root = golden_root().public_key();
    CHECK(open_key_list(golden_document(), root, 6));
    CHECK(open_key_list(golden_document(), root, 7));
    const Error older = open_key_list(golden_document(), root, 8).error();
    CHECK(older.kind == ErrorKind::Conflict);
    CHECK(older.context == "keys.json: sequence 7 is older than 8");
}

TEST_CASE("what is not signed is refused before it is parsed") {
    std::string document = golden_document();
    document.replace(document.find("\"sequence\":7"), 12, "\"sequence\":}");
    CHECK(not_believed(document).kind == ErrorKind::Permission);
}

TEST_CASE("a list of keys that breaks a bound is refused by the member's name") {
    CHECK(decode_key_list(encode_key_list(golden_list())).value() == golden_list());
    CHECK(refusal(with("\"version\": 1", "\"version\": 2")).kind == ErrorKind::Unsupported);
    CHECK(refusal(with("\"sequence\": 7", "\"sequence\": 0")).context.find("\"sequence\"") !=
          std::string::npos);
    CHECK(refusal(with("bundle_keys", "bundel_keys")).kind == ErrorKind::InvalidInput);
    CHECK(refusal(with("8520f009", "xx20f009")).context.find("\"box_keys\"") != std::string::npos);
    CHECK(refusal("").kind == ErrorKind::InvalidInput);
    CHECK(refusal("[]").kind == ErrorKind::InvalidInput);
    CHECK(refusal(std::string(key_list_bytes_max + 1, ' ')).kind == ErrorKind::InvalidInput);

    const std::string pin = std::string(63, '0');
    CHECK(refusal(with(",\n    \"" + pin + "2\"", "")).context ==
          "keys: member \"tls_pins\": 2 to 8 keys expected");
    CHECK(refusal(with(pin + "2", pin + "1")).context == "keys: member \"tls_pins\": a key twice");

    KeyList many = golden_list();
    while (many.box_keys.size() <= box_keys_max)
        many.box_keys.push_back({.bytes = {static_cast<std::uint8_t>(many.box_keys.size())}});
    CHECK(refusal(encode_key_list(many)).context.find("\"box_keys\"") != std::string::npos);
}

TEST_CASE("the largest list of keys fits into its document") {
    KeyList largest{.sequence = 9'000'000'000'000'000'000,
        .box_keys = {},
        .receipt_keys = {},
        .bundle_keys = {},
        .tls_pins = {}};
    const auto numbered = [](std::size_t number) { return static_cast<std::uint8_t>(number + 1); };
    for (std::size_t number = 0; number < box_keys_max; ++number)
        largest.box_keys.push_back({.bytes = {numbered(number)}});
    for (std::size_t number = 0; number < receipt_keys_max; ++number)
        largest.receipt_keys.push_back({.bytes = {numbered(number)}});
    for (std::size_t number = 0; number < bundle_keys_max; ++number)
        largest.bundle_keys.push_back({.bytes = {numbered(number)}});
    for (std::size_t number = 0; number < tls_pins_max; ++number)
        largest.tls_pins.push_back({numbered(number)});
    for (std::size_t number = 0; number < revoked_pins_max; ++number)
        largest.revoked_pins.push_back({static_cast<std::uint8_t>(number)});
    const auto root = golden_root();
    CHECK(open_key_list(sign_key_list(largest, root), root.public_key(), 1).value() == largest);
}

TEST_CASE("revoked PINs are named in a list, and one without them is written as before") {
    KeyList list = golden_list();
    CHECK(encode_key_list(list).find("revoked_pins") == std::string::npos);
    list.revoked_pins = {PinId{1, 2, 3, 4, 5, 6, 7, 8}, PinId{8}};
    const std::string text = encode_key_list(list);
    CHECK(text.find("\"0102030405060708\"") != std::string::npos);
    CHECK(decode_key_list(text).value() == list);
    const std::string document = sign_key_list(list, golden_root());
    CHECK(open_key_list(document, golden_root().public_key(), 1).value() == list);
    std::string altered = document;
    altered.replace(altered.find("0102030405060708"), 2, "00");
    CHECK(not_believed(altered).kind == ErrorKind::Permission);

    const auto in_place_of_first = [&](std::string_view other) {
        std::string changed = text;
        return refusal(changed.replace(changed.find("0102030405060708"), 16, other));
    };
    CHECK(in_place_of_first("0800000000000000").context ==
          "keys: member \"revoked_pins\": a key twice");
    CHECK(in_place_of_first("01020304").kind == ErrorKind::InvalidInput);
    KeyList many = golden_list();
    for (std::size_t number = 0; number <= revoked_pins_max; ++number) {
        many.revoked_pins.push_back(
            {static_cast<std::uint8_t>(number), static_cast<std::uint8_t>(number >> 8U)});
    }
    CHECK(refusal(encode_key_list(many)).context.find("\"revoked_pins\"") != std::string::npos);
}

TEST_CASE("a list without bundle keys is whole: no bundle is signed yet") {
    KeyList list = golden_list();
    list.bundle_keys.clear();
    CHECK(decode_key_list(encode_key_list(list)).value() == list);
}

TEST_CASE("a box key's id follows from the key") {
    const auto hash = crypto::blake2b_128(golden_list().box_keys[0].bytes);
    CHECK(server_key_id(golden_list().box_keys[0]).text() == to_hex(hash).substr(0, 16));
    CHECK(server_key_id(golden_list().box_keys[0]) != server_key_id(golden_list().box_keys[1]));
}
