#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>

#include "core/base/random.h"
#include "core/base/result.h"
#include "core/crypto/signature.h"

namespace otk::wire {

/// A one-time code: 20 letters of Crockford's base 32, 100 bits of chance. It never travels and no
/// server keeps it: it stands for an Ed25519 key, with which the kiosk signs its request, and of which
/// the server knows the public half.
class EnrolmentCode {
  public:
    static EnrolmentCode random(Random& random);
    /// Takes small letters, any hyphens and spaces, and reads O as 0, I and L as 1, as people do.
    /// InvalidInput otherwise.
    static Result<EnrolmentCode> from_text(std::string_view text);

    /// "K7Q2M-…": four groups of five.
    std::string text() const;
    crypto::SigningKey key() const;

    friend bool operator==(const EnrolmentCode&, const EnrolmentCode&) = default;

  private:
    static constexpr std::size_t letters = 20;

    std::array<char, letters> m_letters{};
};

/// What an administrator hands to a new kiosk, on paper, as a QR code or as a file.
struct Ticket {
    std::string url;             ///< "https://host[:port]"
    crypto::PublicKey root;      ///< whom the kiosk will believe for ever
    EnrolmentCode code;
    std::string tls_authority = {};  ///< PEM, in files only; empty: the system's authorities

    friend bool operator==(const Ticket&, const Ticket&) = default;
};

/// "https://host:8443#<root, 64 hexadecimal digits>.<code>", the part that fits a QR code and a line.
/// Behind "#": what opens such an address by mistake sends neither.
std::string ticket_line(const Ticket& ticket);

/// That line, a newline, and the authority.
std::string encode_ticket(const Ticket& ticket);

/// The inverse of both. InvalidInput says what is wrong with it, never the code.
Result<Ticket> decode_ticket(std::string_view text);

/// "https://host[:port]" without a slash at the end; the host itself is judged by TLS.
bool is_server_url(std::string_view url);

}  // namespace otk::wire
