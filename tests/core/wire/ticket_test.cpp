#include "core/wire/ticket.h"

#include <catch2/catch.hpp>

#include "core/wire/limits.h"

using namespace otk;
using namespace otk::wire;

namespace {

constexpr std::string_view root = "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a";

Ticket sample() {
    return {.url = "https://kiosks.example:8443",
        .root = crypto::PublicKey::from_text(root).value(),
        .code = EnrolmentCode::from_text("0123456789ABCDEFGHJK").value()};
}

std::string sample_line() {
    return "https://kiosks.example:8443#" + std::string(root) + ".01234-56789-ABCDE-FGHJK";
}

ErrorKind refusal(const std::string& text) { return decode_ticket(text).error().kind; }

}  // namespace

TEST_CASE("a ticket is one line that comes back as it was") {
    CHECK(ticket_line(sample()) == sample_line());
    CHECK(decode_ticket(sample_line()).value() == sample());
    CHECK(decode_ticket(sample_line() + "\n").value() == sample());
    CHECK(decode_ticket(sample_line() + "\r\n").value() == sample());
}

TEST_CASE("a ticket in a file may bring the authority of the server's certificate") {
    Ticket ticket = sample();
    ticket.tls_authority = "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n";
    CHECK(decode_ticket(encode_ticket(ticket)).value() == ticket);
    CHECK(refusal(sample_line() + "\nAAAA\n") == ErrorKind::InvalidInput);
}

TEST_CASE("a ticket that is none is refused") {
    CHECK(refusal("") == ErrorKind::InvalidInput);
    CHECK(refusal("https://kiosks.example:8443") == ErrorKind::InvalidInput);
    CHECK(refusal("http" + sample_line().substr(5)) == ErrorKind::InvalidInput);
    CHECK(refusal(sample_line().substr(0, sample_line().size() - 1)) == ErrorKind::InvalidInput);
    CHECK(refusal(sample_line() + "0") == ErrorKind::InvalidInput);
    CHECK(refusal("https://who@kiosks.example#" + std::string(root) + ".01234-56789-ABCDE-FGHJK") ==
          ErrorKind::InvalidInput);
    CHECK(refusal("https://kiosks.example#" + std::string(63, 'x') + "x.01234-56789-ABCDE-FGHJK") ==
          ErrorKind::InvalidInput);
    CHECK(refusal(sample_line() + "\n" + std::string(ticket_bytes_max, 'A')) ==
          ErrorKind::InvalidInput);
}

TEST_CASE("a refused ticket's code is not repeated") {
    const Error error = decode_ticket(sample_line() + "U").error();
    CHECK(error.context.find("01234") == std::string::npos);
}

TEST_CASE("a code is read as people type it") {
    const auto code = EnrolmentCode::from_text("0123456789ABCDEFGHJK").value();
    CHECK(EnrolmentCode::from_text("o1234-56789-abcde-fghjk").value() == code);
    CHECK(EnrolmentCode::from_text("OI234 56789 ABCDE FGHJK").value() == code);
    CHECK(EnrolmentCode::from_text("0L234-56789-ABCDE-FGHJK").value() == code);
    CHECK_FALSE(EnrolmentCode::from_text("U1234-56789-ABCDE-FGHJK"));
    CHECK_FALSE(EnrolmentCode::from_text("\xD0\x90 234-56789-ABCDE-FGHJK"));
}

TEST_CASE("a code stands for one key, however it is typed, and another code for another") {
    SystemRandom random;
    const auto code = EnrolmentCode::random(random);
    const auto typed = EnrolmentCode::from_text(code.text()).value();
    CHECK(typed.key().public_key() == code.key().public_key());
    CHECK(EnrolmentCode::random(random).key().public_key() != code.key().public_key());
}
