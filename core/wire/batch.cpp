#include "core/wire/batch.h"

#include <algorithm>
#include <charconv>

#include "core/base/assert.h"
#include "core/base/format.h"
#include "core/wire/cursor.h"

namespace otk::wire {
namespace {

constexpr std::string_view magic = "OTKB";

struct Header {
    BatchIdentity identity;
    std::uint16_t box_count = 0;
    std::uint16_t row_count = 0;
};

void write_header(ByteWriter& writer, const Batch& batch) {
    writer.raw(bytes_of(magic));
    writer.u16(protocol_version);
    writer.u16(0);  // reserved
    writer.raw(batch.identity.kiosk.bytes);
    writer.raw(batch.identity.buffer.bytes);
    writer.u32(batch.identity.number);
    writer.u16(static_cast<std::uint16_t>(batch.boxes.size()));
    writer.u16(static_cast<std::uint16_t>(batch.rows.size()));
    OTK_ASSERT(writer.view().size() == batch_header_bytes);
}

Result<Header> read_header(ByteReader& reader) {
    OTK_TRY(reader.expect(bytes_of(magic), "a batch"));
    const std::uint16_t protocol = OTK_TRY(reader.u16());
    if (protocol != protocol_version) {
        return fail(ErrorKind::Unsupported, format("protocol version {}", protocol));
    }
    const std::uint16_t reserved = OTK_TRY(reader.u16());
    if (reserved != 0) return fail(ErrorKind::InvalidInput, "a reserved field is in use");
    Header header;
    header.identity.kiosk.bytes = OTK_TRY(reader.array<KioskId::size_bytes>());
    header.identity.buffer.bytes = OTK_TRY(reader.array<BufferId::size_bytes>());
    header.identity.number = OTK_TRY(reader.u32());
    header.box_count = OTK_TRY(reader.u16());
    header.row_count = OTK_TRY(reader.u16());
    if (header.identity.number == 0) return fail(ErrorKind::InvalidInput, "number 0");
    if (header.row_count == 0) return fail(ErrorKind::InvalidInput, "no rows");
    if (header.row_count > batch_rows_max) return fail(ErrorKind::InvalidInput, "too many rows");
    // A box unused would be a place to hide something in.
    if (header.box_count == 0 || header.box_count > header.row_count) {
        return fail(ErrorKind::InvalidInput, "a wrong number of key boxes");
    }
    return header;
}

Result<SealedRow> read_row(ByteReader& reader) {
    SealedRow row;
    row.id.bytes = OTK_TRY(reader.array<RowId::size_bytes>());
    row.box = OTK_TRY(reader.u16());
    const std::uint16_t size = OTK_TRY(reader.u16());
    const bool known = std::any_of(row_sizes.begin(), row_sizes.end(),
        [&](std::size_t content) { return content + crypto::aead_overhead_bytes == size; });
    if (!known) return fail(ErrorKind::InvalidInput, "a row that is not of a row's size");
    const ByteView sealed = OTK_TRY(reader.raw(size));
    row.sealed.assign(sealed.begin(), sealed.end());
    return row;
}

Result<void> check_rows(const Batch& batch) {
    std::vector<RowId> ids;
    ids.reserve(batch.rows.size());
    std::vector<bool> is_used(batch.boxes.size());
    for (const SealedRow& row : batch.rows) {
        if (row.box >= batch.boxes.size()) {
            return fail(ErrorKind::InvalidInput, "a row without its key box");
        }
        is_used[row.box] = true;
        ids.push_back(row.id);
    }
    std::sort(ids.begin(), ids.end());
    if (std::adjacent_find(ids.begin(), ids.end()) != ids.end()) {
        return fail(ErrorKind::InvalidInput, "a row twice");
    }
    if (std::find(is_used.begin(), is_used.end(), false) != is_used.end()) {
        return fail(ErrorKind::InvalidInput, "a key box that no row uses");
    }
    return {};
}

Result<std::vector<KeyBox>> read_boxes(ByteReader& reader, const Header& header) {
    std::vector<KeyBox> boxes;
    for (std::size_t index = 0; index < header.box_count; ++index) {
        const ByteView bytes = OTK_TRY(reader.raw(key_box_bytes));
        boxes.push_back(OTK_TRY(decode_key_box(bytes)));
    }
    return boxes;
}

Result<Batch> read_batch(ByteView content) {
    ByteReader reader(content);
    const Header header = OTK_TRY(read_header(reader));
    Batch batch{.identity = header.identity, .boxes = {}, .rows = {}};
    batch.boxes = OTK_TRY(read_boxes(reader, header));
    batch.rows.reserve(header.row_count);  // at most batch_rows_max
    for (std::size_t index = 0; index < header.row_count; ++index) {
        batch.rows.push_back(OTK_TRY(read_row(reader)));
    }
    OTK_TRY(reader.end());
    OTK_TRY(check_rows(batch));
    return batch;
}

}  // namespace

Bytes encode_batch(const Batch& batch, const crypto::SigningKey& key) {
    OTK_ASSERT(batch.identity.number > 0);
    OTK_ASSERT(!batch.rows.empty() && batch.rows.size() <= batch_rows_max);
    OTK_ASSERT(check_rows(batch).has_value());
    ByteWriter writer;
    write_header(writer, batch);
    for (const KeyBox& box : batch.boxes) {
        writer.raw(encode_key_box(box));
    }
    for (const SealedRow& row : batch.rows) {
        writer.raw(row.id.bytes);
        writer.u16(row.box);
        writer.u16(static_cast<std::uint16_t>(row.sealed.size()));
        writer.raw(row.sealed);
    }
    writer.raw(key.sign(writer.view()));
    Bytes body = writer.take();
    OTK_ASSERT(body.size() <= batch_bytes_max);
    return body;
}

Result<BatchIdentity> peek_batch(ByteView body) {
    ByteReader reader(body);
    const Header header = OTK_TRY(in("batch", read_header(reader)));
    return header.identity;
}

Result<std::vector<ServerKeyId>> peek_server_keys(ByteView body) {
    ByteReader reader(body);
    const Header header = OTK_TRY(in("batch", read_header(reader)));
    const std::vector<KeyBox> boxes = OTK_TRY(in("batch", read_boxes(reader, header)));
    std::vector<ServerKeyId> keys;
    keys.reserve(boxes.size());
    for (const KeyBox& box : boxes)
        keys.push_back(box.server_key);
    return keys;
}

Result<Batch> decode_batch(ByteView body, const crypto::PublicKey& kiosk_key) {
    if (body.size() > batch_bytes_max) return fail(ErrorKind::InvalidInput, "batch: too large");
    if (body.size() < batch_header_bytes + signature_bytes) {
        return fail(ErrorKind::InvalidInput, "batch: ends too early");
    }
    const ByteView content = body.first(body.size() - signature_bytes);
    crypto::Signature signature{};
    std::copy(body.end() - signature_bytes, body.end(), signature.begin());
    if (!crypto::verify(kiosk_key, content, signature)) {
        return fail(ErrorKind::Permission, "batch: not signed by this kiosk");
    }
    return in("batch", read_batch(content));
}

crypto::Hash256 batch_hash(ByteView body) {
    return crypto::blake2b_256(body);
}

std::string batch_stem(const BufferId& buffer, std::uint32_t number) {
    return format("{}-{:010}", buffer.text(), number);
}

Result<BatchName> parse_batch_file_name(std::string_view file_name, std::string_view suffix) {
    BatchName name;
    constexpr std::size_t hex_letters = 2 * BufferId::size_bytes;
    if (!file_name.ends_with(suffix)) return fail(ErrorKind::InvalidInput, "no batch's file name");
    const std::string_view stem = file_name.substr(0, file_name.size() - suffix.size());
    if (stem.size() != hex_letters + 11) {
        return fail(ErrorKind::InvalidInput, "no batch's file name");
    }
    name.buffer = OTK_TRY(BufferId::from_text(stem.substr(0, hex_letters)));
    const std::string_view digits = stem.substr(hex_letters + 1);
    const auto read = std::from_chars(digits.data(), digits.data() + digits.size(), name.number);
    // One spelling each: upper-case digits, say, would be a second name of the same batch.
    if (read.ec != std::errc() || name.number == 0 ||
        batch_stem(name.buffer, name.number) != stem) {
        return fail(ErrorKind::InvalidInput, "no batch's file name");
    }
    return name;
}

}  // namespace otk::wire
