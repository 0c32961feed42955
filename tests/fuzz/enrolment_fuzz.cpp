#include "core/base/assert.h"
#include "core/wire/enrolment_message.h"
#include "core/wire/limits.h"
#include "tests/fuzz/fuzz_target.h"

namespace {

using namespace otk;

/// Fixed keys: the fuzzer cannot sign, so what it invents is signed here.
const crypto::SigningKey& root_key() {
    static const crypto::SigningKey key = crypto::SigningKey::from_seed(Bytes(32, 4)).value();
    return key;
}

const crypto::SigningKey& receipt_key() {
    static const crypto::SigningKey key = crypto::SigningKey::from_seed(Bytes(32, 5)).value();
    return key;
}

const std::string& keys_document() {
    static const std::string document = wire::sign_key_list(
        {.sequence = 1,
            .box_keys = {crypto::BoxKey::from_secret(Bytes(32, 6)).value().public_key()},
            .receipt_keys = {receipt_key().public_key()},
            .bundle_keys = {},
            .tls_pins = {crypto::Hash256{1}, crypto::Hash256{2}}},
        root_key());
    return document;
}

void append_size(Bytes& bytes, std::size_t size) {
    for (unsigned shift = 0; shift < 32; shift += 8)
        bytes.push_back(static_cast<std::uint8_t>(size >> shift));
}

/// The input as a statement that a server signed.
Bytes answer_around(ByteView statement) {
    const crypto::Signature signature = receipt_key().sign(statement);
    Bytes body;
    append_size(body, keys_document().size());
    body.insert(body.end(), keys_document().begin(), keys_document().end());
    append_size(body, statement.size() + signature.size());
    body.insert(body.end(), statement.begin(), statement.end());
    body.insert(body.end(), signature.begin(), signature.end());
    return body;
}

void open(ByteView body) {
    const auto enrolment = wire::open_enrolment_answer(body, root_key().public_key(), {});
    if (!enrolment) return;
    OTK_ASSERT(wire::decode_enrolment(wire::encode_enrolment(*enrolment)) == *enrolment);
}

}  // namespace

/// The input as a ticket, as a request, as an answer, and as a statement of a signed answer.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
    const ByteView body(bytes, size);
    const auto ticket = wire::decode_ticket(text_of(body));
    if (ticket) OTK_ASSERT(wire::decode_ticket(wire::encode_ticket(*ticket)) == *ticket);
    static_cast<void>(wire::decode_enrolment_request(body).has_value());
    open(body);
    if (size <= wire::enrolment_answer_bytes_max) open(answer_around(body));
    return 0;
}
