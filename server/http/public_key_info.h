#pragma once

#include <string_view>

#include "core/base/bytes.h"
#include "core/base/result.h"

namespace otk::http {

/// The SubjectPublicKeyInfo (DER) whose SHA-256 is a key's pin (RFC 7469, section 2.4), from the
/// first certificate, public key or private key of a PEM text. InvalidInput if there is none.
Result<Bytes> public_key_info(std::string_view pem);

}  // namespace otk::http
