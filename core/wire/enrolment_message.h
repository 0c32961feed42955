#pragma once

#include <string>
#include <string_view>

#include "core/base/bytes.h"
#include "core/base/result.h"
#include "core/crypto/hash.h"
#include "core/crypto/signature.h"
#include "core/wire/enrolment.h"
#include "core/wire/identity.h"
#include "core/wire/ticket.h"

namespace otk::wire {

/// "This kiosk holds the code and its own key, and means this root." All three are public halves.
struct EnrolmentRequest {
    crypto::PublicKey code;   ///< of EnrolmentCode::key
    crypto::PublicKey kiosk;  ///< from now on signs the kiosk's batches
    crypto::PublicKey root;

    friend bool operator==(const EnrolmentRequest&, const EnrolmentRequest&) = default;
};

/// The body of POST /api/v1/enrolments: the three keys, signed by the code's and by the kiosk's;
/// deterministic, enrolment_request_bytes long. Whoever reads it on its way learns no secret and can
/// enrol no other key with it.
Bytes encode_enrolment_request(const Ticket& ticket, const crypto::SigningKey& kiosk);

/// Permission unless both keys signed; InvalidInput for anything malformed, Unsupported for another
/// version. Whether the code is one of ours is the caller's look-up.
Result<EnrolmentRequest> decode_enrolment_request(ByteView body);

/// Names a request in its answer: BLAKE2b-256 of all its bytes.
crypto::Hash256 enrolment_request_hash(ByteView body);

/// What a server answers to one request. Signed by a receipt key of the list that it carries.
struct EnrolmentAnswer {
    crypto::Hash256 request_hash{};
    KioskId kiosk;
    std::string url;
    std::string place;
    std::string tls_authority;

    friend bool operator==(const EnrolmentAnswer&, const EnrolmentAnswer&) = default;
};

/// keys.json and the statement, each after its length. Asserts the limits.
Bytes encode_enrolment_answer(
    const EnrolmentAnswer& answer, std::string_view keys_document, const crypto::SigningKey& receipt_key);

/// The enrolment that an answer makes, if it answers exactly this request: keys.json by the root that
/// the ticket names, the statement by a receipt key of that list. Permission if another root or key
/// signed; InvalidInput for anything malformed or about another request.
Result<Enrolment> open_enrolment_answer(
    ByteView body, const crypto::PublicKey& root, const crypto::Hash256& request_hash);

}  // namespace otk::wire
