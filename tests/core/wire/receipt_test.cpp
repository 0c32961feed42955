#include "core/wire/receipt.h"

#include <vector>

#include <catch2/catch.hpp>

using namespace otk;
using namespace otk::wire;

namespace {

struct Sample {
    SystemRandom random;
    crypto::SigningKey server = crypto::SigningKey::generate(random);
    std::vector<crypto::PublicKey> keys{server.public_key()};
    StatementSubject subject{.batch = {.kiosk = KioskId::random(random),
                                 .buffer = BufferId::random(random),
                                 .number = 3},
        .body_hash = batch_hash(bytes_of("body"))};
    Receipt receipt{.subject = subject,
        .counted = 20,
        .parked = 2,
        .already_held = 1,
        .order = BufferOrder::BeginNew};
    Holdings holdings{.subject = subject,
        .incarnation = Incarnation::random(random),
        .sequence = 99,
        .backed_up = 2,
        .ranges = {{1, 3}, {5, 5}}};

    Bytes reply() const {
        return encode_reply(encode_receipt(receipt, server), encode_holdings(holdings, server));
    }
};

constexpr std::size_t subject_bytes = 4 + 2 + 1 + 1 + 16 + 16 + 4 + 32;

}  // namespace

TEST_CASE("a reply is believed if one of the server's keys signed it") {
    Sample sample;
    const Reply reply = decode_reply(sample.reply(), sample.keys).value();
    CHECK(reply.receipt == sample.receipt);
    CHECK(reply.holdings == sample.holdings);
    CHECK(encode_receipt(sample.receipt, sample.server) ==
          encode_receipt(sample.receipt, sample.server));
    std::vector<crypto::PublicKey> rotated{
        crypto::SigningKey::generate(sample.random).public_key(), sample.server.public_key()};
    CHECK(decode_reply(sample.reply(), rotated));
}

TEST_CASE("a reply that another key signed, or nobody, is not believed") {
    Sample sample;
    const std::vector<crypto::PublicKey> other{
        crypto::SigningKey::generate(sample.random).public_key()};
    CHECK(decode_reply(sample.reply(), other).error().kind == ErrorKind::Permission);
    CHECK(decode_reply(sample.reply(), {}).error().kind == ErrorKind::Permission);
}

TEST_CASE("no byte of a reply may change") {
    Sample sample;
    const Bytes body = sample.reply();
    for (std::size_t at = 0; at < body.size(); ++at) {
        Bytes damaged = body;
        damaged[at] ^= 1U;
        CHECK_FALSE(decode_reply(damaged, sample.keys));
        CHECK_FALSE(decode_reply(ByteView(body).first(at), sample.keys));
    }
    Bytes longer = body;
    longer.push_back(0);
    CHECK(decode_reply(longer, sample.keys).error().kind == ErrorKind::InvalidInput);
}

TEST_CASE("a captive portal's page is no reply") {
    Sample sample;
    CHECK(decode_reply(bytes_of("<html><body>Sign in</body></html>"), sample.keys).error().kind ==
          ErrorKind::InvalidInput);
    CHECK(decode_reply({}, sample.keys).error().kind == ErrorKind::InvalidInput);
    CHECK(decode_reply(Bytes(reply_bytes_max + 1), sample.keys).error().kind ==
          ErrorKind::InvalidInput);
}

TEST_CASE("statements cannot be swapped, doubled or mixed from two replies") {
    Sample sample;
    const Bytes receipt = encode_receipt(sample.receipt, sample.server);
    const Bytes holdings = encode_holdings(sample.holdings, sample.server);
    CHECK_FALSE(decode_reply(encode_reply(holdings, receipt), sample.keys));
    CHECK_FALSE(decode_reply(encode_reply(receipt, receipt), sample.keys));
    Holdings of_other = sample.holdings;
    of_other.subject.batch.number = 4;
    CHECK(decode_reply(
              encode_reply(receipt, encode_holdings(of_other, sample.server)), sample.keys)
              .error()
              .kind == ErrorKind::InvalidInput);
}

TEST_CASE("a signed statement is still decoded strictly") {
    Sample sample;
    const auto with = [&](std::size_t at, std::uint8_t byte) {
        Bytes statement = encode_receipt(sample.receipt, sample.server);
        statement.resize(statement.size() - signature_bytes);
        statement.at(at) = byte;
        const crypto::Signature signature = sample.server.sign(statement);
        statement.insert(statement.end(), signature.begin(), signature.end());
        return decode_reply(
            encode_reply(statement, encode_holdings(sample.holdings, sample.server)), sample.keys)
            .error()
            .kind;
    };
    CHECK(with(4, 2) == ErrorKind::Unsupported);
    CHECK(with(6, 2) == ErrorKind::InvalidInput);  // another purpose
    CHECK(with(7, 1) == ErrorKind::InvalidInput);  // reserved
    CHECK(with(subject_bytes + 6, 2) == ErrorKind::Unsupported);  // an order not known
}

TEST_CASE("ranges out of order are refused") {
    Sample sample;
    // The encoder asserts them, so the malformed bytes are made by hand.
    const auto with_ranges = [&](const std::vector<NumberRange>& ranges) {
        Holdings filler = sample.holdings;
        filler.ranges.clear();
        for (std::size_t index = 0; index < ranges.size(); ++index) {
            const auto number = static_cast<std::uint32_t>(10 * index + 1);
            filler.ranges.push_back({number, number});
        }
        Bytes statement = encode_holdings(filler, sample.server);
        statement.resize(statement.size() - signature_bytes);
        std::size_t at = statement.size() - 8 * ranges.size();
        for (const NumberRange& range : ranges) {
            for (const std::uint32_t number : {range.first, range.last}) {
                for (unsigned byte = 0; byte < 4; ++byte) {
                    statement[at++] = static_cast<std::uint8_t>(number >> (8 * byte));
                }
            }
        }
        const crypto::Signature signature = sample.server.sign(statement);
        statement.insert(statement.end(), signature.begin(), signature.end());
        return decode_reply(
            encode_reply(encode_receipt(sample.receipt, sample.server), statement), sample.keys);
    };
    CHECK(with_ranges({{1, 2}, {4, 9}}));
    CHECK(with_ranges({}));
    CHECK_FALSE(with_ranges({{0, 2}}));
    CHECK_FALSE(with_ranges({{3, 2}}));
    CHECK_FALSE(with_ranges({{1, 2}, {3, 4}}));  // adjacent: one range, two spellings
    CHECK_FALSE(with_ranges({{1, 4}, {4, 9}}));
    CHECK_FALSE(with_ranges({{5, 6}, {1, 2}}));
    CHECK_FALSE(with_ranges({{1, 4294967295}, {1, 1}}));
}

TEST_CASE("holdings name what is held") {
    Sample sample;
    CHECK(holds(sample.holdings, 1));
    CHECK(holds(sample.holdings, 3));
    CHECK_FALSE(holds(sample.holdings, 4));
    CHECK(holds(sample.holdings, 5));
    CHECK_FALSE(holds(sample.holdings, 6));
}

TEST_CASE("the largest reply is within the limits") {
    Sample sample;
    sample.holdings.ranges.clear();
    for (std::uint32_t index = 0; index < holdings_ranges_max; ++index) {
        sample.holdings.ranges.push_back({3 * index + 1, 3 * index + 1});
    }
    CHECK(decode_reply(sample.reply(), sample.keys).value().holdings == sample.holdings);
}

TEST_CASE("a revocation is believed only with the server's signature, about its one body") {
    Sample sample;
    const Bytes statement = encode_revocation(sample.subject, sample.server);
    CHECK(decode_revocation(statement, sample.keys).value() == sample.subject);
    CHECK(decode_revocation(statement, {}).error().kind == ErrorKind::Permission);
    for (std::size_t at = 0; at < statement.size(); ++at) {
        CAPTURE(at);
        Bytes changed = statement;
        changed[at] = static_cast<std::uint8_t>(changed[at] ^ 1U);
        CHECK_FALSE(decode_revocation(changed, sample.keys));
        CHECK_FALSE(decode_revocation(ByteView(statement).first(at), sample.keys));
    }
    // Another word of the same server about the same body is none.
    CHECK(decode_revocation(encode_receipt(sample.receipt, sample.server), sample.keys)
              .error()
              .kind == ErrorKind::InvalidInput);
    CHECK_FALSE(decode_reply(encode_reply(statement, statement), sample.keys));
}
