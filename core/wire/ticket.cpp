#include "core/wire/ticket.h"

#include <algorithm>

#include "core/crypto/hash.h"
#include "core/crypto/secret.h"
#include "core/wire/limits.h"

namespace otk::wire {
namespace {

/// Douglas Crockford's base 32: no I, L, O, U.
constexpr std::string_view alphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
constexpr std::size_t group_letters = 5;
constexpr std::size_t root_digits = 2 * sizeof(crypto::PublicKey::bytes);
constexpr std::string_view authority_begin = "-----BEGIN CERTIFICATE-----";

char as_meant(char letter) {
    if (letter >= 'a' && letter <= 'z') letter = static_cast<char>(letter - 'a' + 'A');
    if (letter == 'O') return '0';
    if (letter == 'I' || letter == 'L') return '1';
    return letter;
}

bool is_separator(char letter) {
    return letter == '-' || letter == ' ';
}

Result<Ticket> read_line(std::string_view line) {
    const std::size_t hash = line.find('#');
    const std::size_t point = hash + 1 + root_digits;
    if (hash == std::string_view::npos || line.size() <= point || line[point] != '.')
        return fail(ErrorKind::InvalidInput, "https://host[:port]#ROOT.CODE expected");
    Ticket ticket;
    ticket.url = line.substr(0, hash);
    if (!is_server_url(ticket.url))
        return fail(ErrorKind::InvalidInput, "https://host[:port] expected before \"#\"");
    ticket.root = OTK_TRY(in("root", crypto::PublicKey::from_text(line.substr(hash + 1, root_digits))));
    ticket.code = OTK_TRY(EnrolmentCode::from_text(line.substr(point + 1)));
    return ticket;
}

Result<Ticket> read_ticket(std::string_view text) {
    if (text.size() > ticket_bytes_max) return fail(ErrorKind::InvalidInput, "too large");
    const std::size_t end = std::min(text.find('\n'), text.size());
    std::string_view line = text.substr(0, end);
    if (line.ends_with('\r')) line.remove_suffix(1);
    Ticket ticket = OTK_TRY(read_line(line));
    const std::string_view rest = text.substr(std::min(end + 1, text.size()));
    if (!rest.empty() && !rest.starts_with(authority_begin))
        return fail(ErrorKind::InvalidInput, "an authority's PEM expected in the second line");
    ticket.tls_authority = rest;
    return ticket;
}

}  // namespace

EnrolmentCode EnrolmentCode::random(Random& random) {
    EnrolmentCode code;
    for (char& letter : code.m_letters)
        letter = alphabet[random.below(alphabet.size())];
    return code;
}

Result<EnrolmentCode> EnrolmentCode::from_text(std::string_view text) {
    EnrolmentCode code;
    std::size_t count = 0;
    for (const char typed : text) {
        if (is_separator(typed)) continue;
        const char letter = as_meant(typed);
        if (alphabet.find(letter) == std::string_view::npos || count == letters)
            return fail(ErrorKind::InvalidInput, "code: 20 letters and digits expected");
        code.m_letters[count++] = letter;
    }
    if (count != letters)
        return fail(ErrorKind::InvalidInput, "code: 20 letters and digits expected");
    return code;
}

std::string EnrolmentCode::text() const {
    std::string text;
    for (std::size_t at = 0; at < letters; ++at) {
        if (at > 0 && at % group_letters == 0) text += '-';
        text += m_letters[at];
    }
    return text;
}

crypto::SigningKey EnrolmentCode::key() const {
    std::string source = "otklik enrolment code\n";
    source.append(m_letters.data(), m_letters.size());
    crypto::Hash256 seed = crypto::blake2b_256(bytes_of(source));
    crypto::SigningKey key = crypto::SigningKey::from_seed(seed).value();
    crypto::wipe(seed);
    return key;
}

std::string ticket_line(const Ticket& ticket) {
    return std::string(ticket.url)
        .append("#")
        .append(ticket.root.text())
        .append(".")
        .append(ticket.code.text());
}

std::string encode_ticket(const Ticket& ticket) {
    return ticket_line(ticket).append("\n").append(ticket.tls_authority);
}

Result<Ticket> decode_ticket(std::string_view text) {
    return in("ticket", read_ticket(text));
}

bool is_server_url(std::string_view url) {
    constexpr std::string_view scheme = "https://";
    const bool plain = std::all_of(url.begin(), url.end(), [](char letter) {
        return letter > ' ' && letter < '\x7f' && letter != '@' && letter != '#';
    });
    return url.starts_with(scheme) && url.size() > scheme.size() && !url.ends_with('/') && plain &&
           url.size() <= url_letters_max;
}

}  // namespace otk::wire
