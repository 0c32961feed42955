#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/base/result.h"
#include "core/crypto/box.h"
#include "core/crypto/signature.h"
#include "core/wire/identity.h"

namespace otk::wire {

/// What a kiosk needs to know of its server; version 1 of the file `inbox/enrolment.json`.
struct Enrolment {
    std::string url;  ///< "https://host[:port]", no slash at the end
    KioskId kiosk;
    std::string place;
    ServerKeyId server_key_id;
    crypto::BoxPublicKey server_key;
    std::vector<crypto::PublicKey> receipt_keys;  ///< at least one
    std::string tls_authority;                    ///< PEM; empty: the system's authorities

    friend bool operator==(const Enrolment&, const Enrolment&) = default;
};

/// JSON with two spaces of indent and a newline at the end.
std::string encode_enrolment(const Enrolment& enrolment);

/// InvalidInput names the member that is missing, unknown or malformed; Unsupported for another
/// version. Only https is taken.
Result<Enrolment> decode_enrolment(std::string_view json);

}  // namespace otk::wire
