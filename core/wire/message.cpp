#include "core/wire/message.h"

#include <string>

#include "core/base/format.h"
#include "core/wire/limits.h"

namespace otk::wire {

void write_message_header(ByteWriter& writer, const Exchange& exchange, Side side) {
    writer.raw(bytes_of(exchange.magic));
    writer.u16(protocol_version);
    writer.u8(static_cast<std::uint8_t>(side));
    writer.u8(0);  // reserved
}

Result<void> read_message_header(ByteReader& reader, const Exchange& exchange, Side wanted) {
    OTK_TRY(reader.expect(bytes_of(exchange.magic), exchange.name));
    const std::uint16_t version = OTK_TRY(reader.u16());
    if (version != protocol_version)
        return fail(ErrorKind::Unsupported, format("protocol version {}", version));
    const std::uint8_t side = OTK_TRY(reader.u8());
    if (side != static_cast<std::uint8_t>(wanted))
        return fail(ErrorKind::InvalidInput, "a message of another purpose");
    const std::uint8_t reserved = OTK_TRY(reader.u8());
    if (reserved != 0) return fail(ErrorKind::InvalidInput, "a reserved field is in use");
    return {};
}

Bytes signed_by_both(
    ByteWriter& writer, const crypto::SigningKey& first, const crypto::SigningKey& second) {
    const crypto::Signature by_first = first.sign(writer.view());
    const crypto::Signature by_second = second.sign(writer.view());
    writer.raw(by_first);
    writer.raw(by_second);
    return writer.take();
}

Result<void> check_signed_by_both(ByteView request, const Signer& first, const Signer& second) {
    if (request.size() < 2 * signature_bytes)
        return fail(ErrorKind::InvalidInput, "ends too early");
    const ByteView content = request.first(request.size() - 2 * signature_bytes);
    ByteReader signatures(request.subspan(content.size()));
    for (const Signer& signer : {first, second}) {
        const auto signature = OTK_TRY(signatures.array<signature_bytes>());
        if (!crypto::verify(signer.key, content, signature))
            return fail(ErrorKind::Permission, std::string(signer.complaint));
    }
    return {};
}

}  // namespace otk::wire
