#include "core/wire/row.h"

#include <array>

#include <catch2/catch.hpp>

using namespace otk;
using namespace otk::wire;

namespace {

/// Letters that deflate cannot make smaller than 6 bits each.
std::string noise(std::size_t size) {
    SeededRandom random(size);
    std::string text;
    for (std::size_t index = 0; index < size; ++index) {
        text.push_back(static_cast<char>(random.below(256)));
    }
    return text;
}

}  // namespace

TEST_CASE("a row comes back as it was, in the smallest size class that holds it") {
    SystemRandom random;
    const crypto::Secret key = make_period_key(random);
    const RowId id = RowId::random(random);
    struct Case {
        std::size_t content;
        std::size_t padded;
    };
    // Noise is stored plainly; 8 bytes of each class are the prefix.
    const std::array<Case, 10> cases{{{0, 128}, {1, 128}, {120, 128}, {121, 512}, {504, 512},
        {505, 2048}, {2040, 2048}, {2041, 8192}, {8185, 16320}, {16312, 16320}}};
    for (const Case& one : cases) {
        const std::string content = noise(one.content);
        const Bytes sealed = seal_row(content, id, key, random).value();
        CHECK(sealed.size() == one.padded + crypto::aead_overhead_bytes);
        CHECK(open_row(sealed, id, key).value() == content);
    }
}

TEST_CASE("content that deflates takes a smaller class") {
    SystemRandom random;
    const crypto::Secret key = make_period_key(random);
    const RowId id = RowId::random(random);
    const std::string content(row_content_bytes_max, 'a');
    const Bytes sealed = seal_row(content, id, key, random).value();
    CHECK(sealed.size() == 128 + crypto::aead_overhead_bytes);
    CHECK(open_row(sealed, id, key).value() == content);
}

TEST_CASE("content of the second class is stored as it is: packing would only be padded away") {
    SystemRandom random;
    const crypto::Secret key = make_period_key(random);
    const RowId id = RowId::random(random);
    for (const std::size_t size : {121U, 504U}) {
        const std::string content(size, 'a');
        const Bytes sealed = seal_row(content, id, key, random).value();
        CHECK(sealed.size() == 512 + crypto::aead_overhead_bytes);
        CHECK(open_row(sealed, id, key).value() == content);
    }
}

TEST_CASE("content that no class can hold is refused") {
    SystemRandom random;
    const crypto::Secret key = make_period_key(random);
    const RowId id = RowId::random(random);
    CHECK(seal_row(noise(16313), id, key, random).error().kind == ErrorKind::InvalidInput);
    CHECK(seal_row(std::string(row_content_bytes_max + 1, 'a'), id, key, random).error().kind ==
          ErrorKind::InvalidInput);
}

TEST_CASE("a row opens under its own id and key only, and no bit of it may change") {
    SystemRandom random;
    const crypto::Secret key = make_period_key(random);
    const RowId id = RowId::random(random);
    const Bytes sealed = seal_row("{\"a\":1}", id, key, random).value();
    CHECK(open_row(sealed, RowId::random(random), key).error().kind == ErrorKind::Corrupt);
    CHECK(open_row(sealed, id, make_period_key(random)).error().kind == ErrorKind::Corrupt);
    CHECK(open_row(ByteView(sealed).first(100), id, key).error().kind == ErrorKind::Corrupt);
    for (std::size_t bit = 0; bit < sealed.size() * 8; bit += 7) {
        Bytes damaged = sealed;
        damaged[bit / 8] ^= static_cast<std::uint8_t>(1U << (bit % 8));
        CHECK(open_row(damaged, id, key).error().kind == ErrorKind::Corrupt);
    }
}

TEST_CASE("a sealed row that lies about its content is refused") {
    SystemRandom random;
    const crypto::Secret key = make_period_key(random);
    const RowId id = RowId::random(random);
    const auto open_prefix = [&](Bytes prefix) {
        prefix.resize(row_sizes.front());
        return open_row(crypto::seal(key, id.bytes, prefix, random), id, key);
    };
    CHECK(open_prefix({1, 0, 0, 0, 2, 0, 2, 0, 'o', 'k'}).value() == "ok");
    CHECK(open_prefix({2, 0, 0, 0, 2, 0, 2, 0}).error().kind == ErrorKind::Unsupported);
    CHECK(open_prefix({1, 9, 0, 0, 2, 0, 2, 0}).error().kind == ErrorKind::Unsupported);
    CHECK(open_prefix({1, 0, 7, 0, 2, 0, 2, 0}).error().kind == ErrorKind::Unsupported);
    CHECK(open_prefix({1, 0, 0, 0, 3, 0, 2, 0}).error().kind == ErrorKind::Corrupt);
    CHECK(open_prefix({1, 1, 0, 0, 2, 0, 2, 0, 0xFF, 0xFF}).error().kind == ErrorKind::Corrupt);
    CHECK(open_prefix({1, 0, 0, 0, 0xFF, 0xFF, 0xFF, 0xFF}).error().kind == ErrorKind::Corrupt);
}

TEST_CASE("a deflated row never inflates beyond what it promised") {
    SystemRandom random;
    const crypto::Secret key = make_period_key(random);
    const RowId id = RowId::random(random);
    const Bytes sealed = seal_row(std::string(16000, 'a'), id, key, random).value();
    Bytes prefix = crypto::open(key, id.bytes, sealed).value();
    prefix[4] = 10;  // the promised length, low byte
    prefix[5] = 0;
    CHECK(open_row(crypto::seal(key, id.bytes, prefix, random), id, key).error().kind ==
          ErrorKind::Corrupt);
}

TEST_CASE("a period's key reaches the server and nobody else") {
    SystemRandom random;
    const crypto::BoxKey server = crypto::BoxKey::generate(random);
    const crypto::Secret key = make_period_key(random);
    const ServerKeyId id = ServerKeyId::random(random);
    const KeyBox box = seal_key(key, id, server.public_key()).value();
    CHECK(box.server_key == id);
    CHECK(open_key(box, server).value() == key);
    CHECK(open_key(box, crypto::BoxKey::generate(random)).error().kind == ErrorKind::Corrupt);
}

TEST_CASE("a stored key box is read back, every flipped bit is found by its hash") {
    SystemRandom random;
    const crypto::BoxKey server = crypto::BoxKey::generate(random);
    const KeyBox box =
        seal_key(make_period_key(random), ServerKeyId::random(random), server.public_key()).value();
    const Bytes stored = encode_key_box(box);
    CHECK(stored.size() == key_box_bytes);
    CHECK(decode_key_box(stored).value() == box);
    CHECK(decode_key_box(ByteView(stored).first(50)).error().kind == ErrorKind::Corrupt);
    for (std::size_t bit = 0; bit < stored.size() * 8; ++bit) {
        Bytes damaged = stored;
        damaged[bit / 8] ^= static_cast<std::uint8_t>(1U << (bit % 8));
        CHECK(decode_key_box(damaged).error().kind == ErrorKind::Corrupt);
    }
}
