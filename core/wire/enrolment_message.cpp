#include "core/wire/enrolment_message.h"

#include "core/base/assert.h"
#include "core/wire/cursor.h"
#include "core/wire/limits.h"
#include "core/wire/message.h"
#include "core/wire/statement.h"

namespace otk::wire {
namespace {

constexpr Exchange exchange{"OTKE", "an enrolment"};

void write_text(ByteWriter& writer, std::string_view text) {
    writer.u32(static_cast<std::uint32_t>(text.size()));
    writer.raw(bytes_of(text));
}

Result<std::string> read_text(ByteReader& reader, std::size_t bytes_max) {
    const std::uint32_t size = OTK_TRY(reader.u32());
    if (size > bytes_max) return fail(ErrorKind::InvalidInput, "a text is too long");
    const ByteView bytes = OTK_TRY(reader.raw(size));
    if (!is_utf8(text_of(bytes))) return fail(ErrorKind::InvalidInput, "a text is not UTF-8");
    return std::string(text_of(bytes));
}

Result<EnrolmentRequest> read_request(ByteView body) {
    if (body.size() != enrolment_request_bytes)
        return fail(ErrorKind::InvalidInput, "no size of one");
    ByteReader reader(body);
    OTK_TRY(read_message_header(reader, exchange, Side::Request));
    EnrolmentRequest request;
    request.code.bytes = OTK_TRY(reader.array<32>());
    request.kiosk.bytes = OTK_TRY(reader.array<32>());
    request.root.bytes = OTK_TRY(reader.array<32>());
    OTK_TRY(check_signed_by_both(body, {request.code, "not signed with the code"},
        {request.kiosk, "not signed by the kiosk"}));
    return request;
}

Result<EnrolmentAnswer> read_statement(ByteView content) {
    ByteReader reader(content);
    OTK_TRY(read_message_header(reader, exchange, Side::Answer));
    EnrolmentAnswer answer;
    answer.request_hash = OTK_TRY(reader.array<sizeof(crypto::Hash256)>());
    answer.kiosk.bytes = OTK_TRY(reader.array<KioskId::size_bytes>());
    answer.url = OTK_TRY(read_text(reader, url_letters_max));
    answer.place = OTK_TRY(read_text(reader, place_bytes_max));
    answer.tls_authority = OTK_TRY(read_text(reader, tls_authority_bytes_max));
    OTK_TRY(reader.end());
    if (!is_server_url(answer.url)) return fail(ErrorKind::InvalidInput, "not a server's address");
    return answer;
}

Result<Enrolment> read_answer(
    ByteView body, const crypto::PublicKey& root, const crypto::Hash256& request_hash) {
    if (body.size() > enrolment_answer_bytes_max) return fail(ErrorKind::InvalidInput, "too large");
    ByteReader reader(body);
    const std::uint32_t keys_size = OTK_TRY(reader.u32());
    if (keys_size > key_list_bytes_max)
        return fail(ErrorKind::InvalidInput, "keys.json: too large");
    const ByteView document = OTK_TRY(reader.raw(keys_size));
    const std::uint32_t statement_size = OTK_TRY(reader.u32());
    const ByteView statement = OTK_TRY(reader.raw(statement_size));
    OTK_TRY(reader.end());
    KeyList list = OTK_TRY(open_key_list(text_of(document), root, 1));
    const ByteView content = OTK_TRY(verified_statement(statement, list.receipt_keys));
    EnrolmentAnswer answer = OTK_TRY(read_statement(content));
    if (answer.request_hash != request_hash)
        return fail(ErrorKind::InvalidInput, "an answer to another request");
    return make_enrolment({.url = std::move(answer.url),
                              .kiosk = answer.kiosk,
                              .place = std::move(answer.place),
                              .tls_authority = std::move(answer.tls_authority)},
        {.root = root, .document = std::string(text_of(document)), .list = std::move(list)});
}

}  // namespace

Bytes encode_enrolment_request(const Ticket& ticket, const crypto::SigningKey& kiosk) {
    const crypto::SigningKey code = ticket.code.key();
    ByteWriter writer;
    write_message_header(writer, exchange, Side::Request);
    writer.raw(code.public_key().bytes);
    writer.raw(kiosk.public_key().bytes);
    writer.raw(ticket.root.bytes);
    Bytes body = signed_by_both(writer, code, kiosk);
    OTK_ASSERT(body.size() == enrolment_request_bytes);
    return body;
}

Result<EnrolmentRequest> decode_enrolment_request(ByteView body) {
    return in("enrolment request", read_request(body));
}

crypto::Hash256 enrolment_request_hash(ByteView body) {
    return crypto::blake2b_256(body);
}

Bytes encode_enrolment_answer(const EnrolmentAnswer& answer, std::string_view keys_document,
    const crypto::SigningKey& receipt_key) {
    ByteWriter statement;
    write_message_header(statement, exchange, Side::Answer);
    statement.raw(answer.request_hash);
    statement.raw(answer.kiosk.bytes);
    write_text(statement, answer.url);
    write_text(statement, answer.place);
    write_text(statement, answer.tls_authority);
    statement.raw(receipt_key.sign(statement.view()));
    ByteWriter writer;
    write_text(writer, keys_document);
    writer.u32(static_cast<std::uint32_t>(statement.view().size()));
    writer.raw(statement.view());
    Bytes body = writer.take();
    OTK_ASSERT(body.size() <= enrolment_answer_bytes_max);
    return body;
}

Result<Enrolment> open_enrolment_answer(
    ByteView body, const crypto::PublicKey& root, const crypto::Hash256& request_hash) {
    return in("enrolment answer", read_answer(body, root, request_hash));
}

}  // namespace otk::wire
