#include "core/wire/enrolment_message.h"

#include <catch2/catch.hpp>

#include "core/wire/limits.h"

using namespace otk;
using namespace otk::wire;

namespace {

struct Sample {
    SystemRandom random;
    crypto::SigningKey root = crypto::SigningKey::generate(random);
    crypto::SigningKey receipt_key = crypto::SigningKey::generate(random);
    crypto::SigningKey kiosk = crypto::SigningKey::generate(random);
    Ticket ticket{.url = "https://kiosks.example",
        .root = root.public_key(),
        .code = EnrolmentCode::random(random)};
    KeyList list{.sequence = 3,
        .box_keys = {crypto::BoxKey::generate(random).public_key()},
        .receipt_keys = {receipt_key.public_key()},
        .bundle_keys = {},
        .tls_pins = {crypto::sha256(bytes_of("a")), crypto::sha256(bytes_of("b"))}};
    std::string document = sign_key_list(list, root);
    Bytes request = encode_enrolment_request(ticket, kiosk);
    EnrolmentAnswer answer{.request_hash = enrolment_request_hash(request),
        .kiosk = KioskId::random(random),
        .url = "https://kiosks.example:8443",
        .place = "reception-7",
        .tls_authority = "-----BEGIN CERTIFICATE-----\n"};

    Bytes reply() const { return encode_enrolment_answer(answer, document, receipt_key); }
    Result<Enrolment> open(ByteView body) const {
        return open_enrolment_answer(body, root.public_key(), enrolment_request_hash(request));
    }
};

}  // namespace

TEST_CASE("a request shows three keys and carries no code") {
    const Sample sample;
    const EnrolmentRequest request = decode_enrolment_request(sample.request).value();
    CHECK(request.code == sample.ticket.code.key().public_key());
    CHECK(request.kiosk == sample.kiosk.public_key());
    CHECK(request.root == sample.root.public_key());
    CHECK(sample.request.size() == enrolment_request_bytes);
    CHECK(encode_enrolment_request(sample.ticket, sample.kiosk) == sample.request);
    CHECK(text_of(sample.request).find(sample.ticket.code.text().substr(0, 5)) ==
          std::string::npos);
}

TEST_CASE("no byte of a request may change, so that nobody enrols another key with it") {
    const Sample sample;
    for (std::size_t at = 0; at < sample.request.size(); ++at) {
        CAPTURE(at);
        Bytes changed = sample.request;
        changed[at] = static_cast<std::uint8_t>(changed[at] ^ 1U);
        CHECK_FALSE(decode_enrolment_request(changed));
        CHECK_FALSE(decode_enrolment_request(ByteView(sample.request).first(at)));
    }
    Bytes longer = sample.request;
    longer.push_back(0);
    CHECK(decode_enrolment_request(longer).error().kind == ErrorKind::InvalidInput);
}

TEST_CASE("who does not hold the code, or the kiosk's key, makes no request") {
    Sample sample;
    const Ticket other{.url = sample.ticket.url,
        .root = sample.ticket.root,
        .code = EnrolmentCode::random(sample.random)};
    const Bytes with_other_code = encode_enrolment_request(other, sample.kiosk);
    // The right code's public half, the other code's signature.
    Bytes mixed = sample.request;
    std::copy(with_other_code.end() - 128, with_other_code.end() - 64, mixed.end() - 128);
    CHECK(decode_enrolment_request(mixed).error().kind == ErrorKind::Permission);
    const Bytes with_other_kiosk = encode_enrolment_request(
        sample.ticket, crypto::SigningKey::generate(sample.random));
    mixed = sample.request;
    std::copy(with_other_kiosk.end() - 64, with_other_kiosk.end(), mixed.end() - 64);
    CHECK(decode_enrolment_request(mixed).error().kind == ErrorKind::Permission);
}

TEST_CASE("an answer makes an enrolment that follows the root") {
    const Sample sample;
    const Enrolment enrolment = sample.open(sample.reply()).value();
    CHECK(enrolment.url == "https://kiosks.example:8443");
    CHECK(enrolment.kiosk == sample.answer.kiosk);
    CHECK(enrolment.place == "reception-7");
    CHECK(enrolment.tls_authority == sample.answer.tls_authority);
    CHECK(enrolment.server_key == sample.list.box_keys[0]);
    CHECK(enrolment.server_key_id == server_key_id(sample.list.box_keys[0]));
    CHECK(enrolment.receipt_keys == sample.list.receipt_keys);
    CHECK(enrolment.trust->root == sample.root.public_key());
    CHECK(enrolment.trust->document == sample.document);
    CHECK(decode_enrolment(encode_enrolment(enrolment)).value() == enrolment);
}

TEST_CASE("an answer of another tenant, of a key that its list lacks, or to another request is none") {
    Sample sample;
    const auto stranger = crypto::SigningKey::generate(sample.random);
    CHECK(sample
              .open(encode_enrolment_answer(
                  sample.answer, sign_key_list(sample.list, stranger), sample.receipt_key))
              .error()
              .kind == ErrorKind::Permission);
    CHECK(sample.open(encode_enrolment_answer(sample.answer, sample.document, stranger))
              .error()
              .kind == ErrorKind::Permission);
    sample.answer.request_hash = enrolment_request_hash(bytes_of("another"));
    CHECK(sample.open(sample.reply()).error().kind == ErrorKind::InvalidInput);
}

TEST_CASE("an answer may not change, be cut or be a portal's page") {
    const Sample sample;
    const Bytes reply = sample.reply();
    for (std::size_t at = 0; at < reply.size(); at += 3) {
        CAPTURE(at);
        Bytes changed = reply;
        changed[at] = static_cast<std::uint8_t>(changed[at] ^ 1U);
        CHECK_FALSE(sample.open(changed));
        CHECK_FALSE(sample.open(ByteView(reply).first(at)));
    }
    CHECK_FALSE(sample.open(bytes_of("<html><body>Welcome</body></html>")));
    CHECK_FALSE(sample.open(Bytes(enrolment_answer_bytes_max + 1, 0)));
}

TEST_CASE("an answer that sends the kiosk to no https address is refused, whoever signed it") {
    Sample sample;
    sample.answer.url = "http://kiosks.example";
    CHECK(sample.open(sample.reply()).error().kind == ErrorKind::InvalidInput);
}

TEST_CASE("an enrolment of version 2 whose list another root signed is refused") {
    Sample sample;
    Enrolment enrolment = sample.open(sample.reply()).value();
    enrolment.trust->root = crypto::SigningKey::generate(sample.random).public_key();
    CHECK(decode_enrolment(encode_enrolment(enrolment)).error().kind == ErrorKind::Permission);
}
