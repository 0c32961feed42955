#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/result.h"
#include "core/crypto/box.h"
#include "core/crypto/signature.h"
#include "core/wire/identity.h"
#include "core/wire/key_list.h"

namespace otk::wire {

/// Whom a kiosk believes: the root that it was enrolled with, and the newest list that the root signed.
struct Trust {
    crypto::PublicKey root;
    std::string document;  ///< keys.json, byte for byte
    KeyList list;          ///< its content

    friend bool operator==(const Trust&, const Trust&) = default;
};

/// What a kiosk needs to know of its server: the file `enrolment.json`. Version 2 has a root and a
/// list of keys; version 1, of a server without one, only the keys themselves, which stay for ever.
struct Enrolment {
    std::string url;  ///< "https://host[:port]", no slash at the end
    KioskId kiosk;
    std::string place;
    ServerKeyId server_key_id;
    crypto::BoxPublicKey server_key;
    std::vector<crypto::PublicKey> receipt_keys;  ///< at least one
    std::string tls_authority;                    ///< PEM; empty: the system's authorities
    /// In version 2: server_key and receipt_keys are those of its list.
    std::optional<Trust> trust = std::nullopt;

    friend bool operator==(const Enrolment&, const Enrolment&) = default;
};

/// The part of an enrolment that no list of keys says.
struct Registration {
    std::string url;
    KioskId kiosk;
    std::string place;
    std::string tls_authority;
};

/// An enrolment whose keys are those of the list.
Enrolment make_enrolment(Registration registration, Trust trust);

/// JSON with two spaces of indent and a newline at the end.
std::string encode_enrolment(const Enrolment& enrolment);

/// InvalidInput names the member that is missing, unknown or malformed; Unsupported for another
/// version; Permission for a list that its root did not sign. Only https is taken.
Result<Enrolment> decode_enrolment(std::string_view json);

}  // namespace otk::wire
