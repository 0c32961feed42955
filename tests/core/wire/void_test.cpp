#include "core/wire/void.h"

#include <cstdlib>
#include <vector>

#include <catch2/catch.hpp>

#include "core/base/file.h"
#include "core/wire/receipt.h"

using namespace otk;
using namespace otk::wire;

namespace {

struct Sample {
    SystemRandom random;
    crypto::SigningKey kiosk = crypto::SigningKey::generate(random);
    crypto::SigningKey server = crypto::SigningKey::generate(random);
    StatementSubject subject{.batch = {.kiosk = KioskId::random(random),
                                 .buffer = BufferId::random(random),
                                 .number = 7},
        .body_hash = batch_hash(bytes_of("body"))};
    Holdings holdings{.subject = subject,
        .incarnation = Incarnation::random(random),
        .sequence = 5,
        .ranges = {{1, 7}}};

    Result<Reply> reply(ByteView verdict) const {
        return decode_reply(
            encode_reply(verdict, encode_holdings(holdings, server)), {&server.public_key(), 1});
    }
};

}  // namespace

TEST_CASE("a void is believed if the kiosk signed it, and says which batch and body") {
    const Sample sample;
    const Bytes body = encode_void(sample.subject, sample.kiosk);
    CHECK(body.size() == statement_subject_bytes + signature_bytes);
    CHECK(is_void(body));
    CHECK(peek_void(body).value() == sample.subject);
    CHECK(decode_void(body, sample.kiosk.public_key()).value() == sample.subject);
    CHECK(decode_void(body, sample.server.public_key()).error().kind == ErrorKind::Permission);
    CHECK(encode_void(sample.subject, sample.kiosk) == body);
}

TEST_CASE("no byte of a void may change") {
    const Sample sample;
    const Bytes body = encode_void(sample.subject, sample.kiosk);
    for (std::size_t at = 0; at < body.size(); ++at) {
        Bytes damaged = body;
        damaged[at] ^= 1U;
        CHECK_FALSE(decode_void(damaged, sample.kiosk.public_key()));
        CHECK_FALSE(decode_void(ByteView(body).first(at), sample.kiosk.public_key()));
    }
    Bytes longer = body;
    longer.push_back(0);
    CHECK_FALSE(decode_void(longer, sample.kiosk.public_key()));
    CHECK_FALSE(is_void({}));
    CHECK_FALSE(peek_void(bytes_of("<html>")));
}

TEST_CASE("a signed void is still decoded strictly") {
    const Sample sample;
    const auto with = [&](std::size_t at, std::uint8_t byte) {
        Bytes statement = encode_void(sample.subject, sample.kiosk);
        statement.resize(statement.size() - signature_bytes);
        statement.at(at) = byte;
        const crypto::Signature signature = sample.kiosk.sign(statement);
        statement.insert(statement.end(), signature.begin(), signature.end());
        return decode_void(statement, sample.kiosk.public_key()).error().kind;
    };
    constexpr std::size_t number_at = 4 + 2 + 1 + 1 + 16 + 16;
    CHECK(with(4, 2) == ErrorKind::Unsupported);
    CHECK(with(6, 5) == ErrorKind::InvalidInput);  // another purpose
    CHECK(with(7, 1) == ErrorKind::InvalidInput);  // reserved
    CHECK(with(number_at, 0) == ErrorKind::InvalidInput);
}

TEST_CASE("voided comes in the receipt's place and is not taken for one") {
    const Sample sample;
    const auto reply = sample.reply(encode_voided(sample.subject, sample.server));
    REQUIRE(reply);
    CHECK_FALSE(reply->receipt);
    CHECK(reply->subject == sample.subject);
    CHECK(reply->holdings == sample.holdings);
    // A void is the kiosk's word: from the server it is nothing, whoever signed it.
    CHECK_FALSE(sample.reply(encode_void(sample.subject, sample.server)));
    CHECK_FALSE(sample.reply(encode_voided(sample.subject, sample.kiosk)));
    StatementSubject other = sample.subject;
    ++other.batch.number;
    CHECK_FALSE(sample.reply(encode_voided(other, sample.server)));
}

TEST_CASE("no server can void a batch without a number") {
    Sample sample;
    Bytes statement = encode_voided(sample.subject, sample.server);
    statement.resize(statement.size() - signature_bytes);
    statement.at(statement_subject_bytes - sizeof(crypto::Hash256) - 4) = 0;
    const crypto::Signature signature = sample.server.sign(statement);
    statement.insert(statement.end(), signature.begin(), signature.end());
    sample.holdings.subject.batch.number = 0;
    CHECK(sample.reply(statement).error().kind == ErrorKind::InvalidInput);
}

TEST_CASE("a void and its answer have the bytes of the released version") {
    // Made from fixed keys and ids: tests/golden/wire. OTK_GOLDEN_WRITE writes a new statement's
    // file; a released one is never written again.
    const crypto::SigningKey kiosk = crypto::SigningKey::from_seed(Bytes(32, 1)).value();
    const crypto::SigningKey server = crypto::SigningKey::from_seed(Bytes(32, 2)).value();
    StatementSubject subject{.batch = {.kiosk = {}, .buffer = {}, .number = 258},
        .body_hash = batch_hash(bytes_of("body"))};
    subject.batch.kiosk.bytes.fill(0x11);
    subject.batch.buffer.bytes.fill(0x22);
    const Path folder = Path(OTK_SOURCE_DIR) / "tests/golden/wire";
    const auto golden = [&](const char* name, const Bytes& now) {
        const Path file = folder / name;
        if (std::getenv("OTK_GOLDEN_WRITE") != nullptr && !std::filesystem::exists(file)) {
            REQUIRE(write_atomically(file, now));
        }
        return read_file(file, statement_bytes_max).value();
    };
    const Bytes end = encode_void(subject, kiosk);
    CHECK(golden("void-1.bin", end) == end);
    CHECK(decode_void(golden("void-1.bin", end), kiosk.public_key()).value() == subject);
    const Bytes voided = encode_voided(subject, server);
    CHECK(golden("voided-1.bin", voided) == voided);
}
