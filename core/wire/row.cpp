#include "core/wire/row.h"

#include <algorithm>

#include "core/base/assert.h"
#include "core/crypto/aead.h"
#include "core/crypto/hash.h"
#include "core/wire/cursor.h"
#include "core/wire/deflate.h"

namespace otk::wire {
namespace {

constexpr std::uint8_t content_version = 1;

/// How the content lies in the padding.
enum class Encoding : std::uint8_t { Plain = 0, Deflate = 1 };

/// Reserved for the dictionary of a form version; 0: none.
constexpr std::uint16_t no_dictionary = 0;

/// The prefix (row_prefix_bytes), the content and zeros up to the size class. The length is of the
/// content after inflating; the packed one is written too, as padding must not be guessed.
struct Prefix {
    Encoding encoding;
    std::uint16_t content_size;
    std::uint16_t packed_size;
};

/// The padding eats what packing saves unless a smaller class is reached. Of contents that fit the
/// second class none of ours reaches the first: a response of one answer, 187 bytes, packs to 133,
/// and 120 would fit. Not trying saves 9 µs of each answer's way to the disk.
bool is_worth_packing(ByteView content) {
    return content.size() + row_prefix_bytes > row_sizes[1];
}

Bytes padded(const Prefix& prefix, ByteView packed) {
    ByteWriter writer;
    writer.u8(content_version);
    writer.u8(static_cast<std::uint8_t>(prefix.encoding));
    writer.u16(no_dictionary);
    writer.u16(prefix.content_size);
    writer.u16(prefix.packed_size);
    writer.raw(packed);
    Bytes bytes = writer.take();
    const auto* size = std::lower_bound(row_sizes.begin(), row_sizes.end(), bytes.size());
    OTK_ASSERT(size != row_sizes.end());
    bytes.resize(*size);
    return bytes;
}

Result<std::string> unpadded(ByteView bytes) {
    ByteReader reader(bytes);
    const std::uint8_t version = OTK_TRY(reader.u8());
    if (version != content_version) {
        return fail(ErrorKind::Unsupported, "content of another version");
    }
    const std::uint8_t encoding = OTK_TRY(reader.u8());
    const std::uint16_t dictionary = OTK_TRY(reader.u16());
    const std::uint16_t content_size = OTK_TRY(reader.u16());
    const std::uint16_t packed_size = OTK_TRY(reader.u16());
    const ByteView packed = OTK_TRY(reader.raw(packed_size));
    if (encoding > static_cast<std::uint8_t>(Encoding::Deflate) || dictionary != no_dictionary) {
        return fail(ErrorKind::Unsupported, "packed in a way of another version");
    }
    if (content_size > row_content_bytes_max) return fail(ErrorKind::Corrupt, "too long");
    if (encoding == static_cast<std::uint8_t>(Encoding::Deflate)) {
        return inflate(packed, content_size);
    }
    if (packed_size != content_size) return fail(ErrorKind::Corrupt, "two lengths");
    return std::string(text_of(packed));
}

bool is_row_size(std::size_t sealed_bytes) {
    return std::any_of(row_sizes.begin(), row_sizes.end(),
        [&](std::size_t size) { return size + crypto::aead_overhead_bytes == sealed_bytes; });
}

}  // namespace

Result<Bytes> seal_row(
    std::string_view content, const RowId& id, const crypto::Secret& key, Random& random) {
    if (content.size() > row_content_bytes_max) {
        return fail(ErrorKind::InvalidInput, "row: larger than a row may be");
    }
    const ByteView plain = bytes_of(content);
    Bytes packed = is_worth_packing(plain) ? deflate(plain) : Bytes();
    const bool smaller = !packed.empty() && packed.size() < plain.size();
    const ByteView chosen = smaller ? ByteView(packed) : plain;
    if (chosen.size() > row_packed_bytes_max) {
        return fail(ErrorKind::InvalidInput, "row: larger than a row may be");
    }
    Bytes bytes = padded(Prefix{.encoding = smaller ? Encoding::Deflate : Encoding::Plain,
                             .content_size = static_cast<std::uint16_t>(content.size()),
                             .packed_size = static_cast<std::uint16_t>(chosen.size())},
        chosen);
    Bytes sealed = crypto::seal(key, id.bytes, bytes, random);
    crypto::wipe(bytes);
    crypto::wipe(packed);
    OTK_ASSERT(is_row_size(sealed.size()));
    return sealed;
}

Result<std::string> open_row(ByteView sealed, const RowId& id, const crypto::Secret& key) {
    if (!is_row_size(sealed.size())) return fail(ErrorKind::Corrupt, "row: not of a row's size");
    Bytes bytes = OTK_TRY(in("row", crypto::open(key, id.bytes, sealed)));
    Result<std::string> content = unpadded(bytes);
    crypto::wipe(bytes);
    if (!content && content.error().kind == ErrorKind::InvalidInput) {
        content.error().kind = ErrorKind::Corrupt;  // sealed by a key's holder, yet malformed
    }
    return in("row", std::move(content));
}

crypto::Secret make_period_key(Random& random) {
    return crypto::Secret::random(crypto::aead_key_bytes, random);
}

Result<KeyBox> seal_key(const crypto::Secret& key, const ServerKeyId& server_key_id,
    const crypto::BoxPublicKey& server_key) {
    const Bytes sealed = OTK_TRY(crypto::seal_box(server_key, key.view()));
    KeyBox box{.server_key = server_key_id, .sealed = {}};
    OTK_ASSERT(sealed.size() == box.sealed.size());
    std::copy(sealed.begin(), sealed.end(), box.sealed.begin());
    return box;
}

Result<crypto::Secret> open_key(const KeyBox& box, const crypto::BoxKey& key) {
    return in("key box", key.open(box.sealed));
}

Bytes encode_key_box(const KeyBox& box) {
    ByteWriter writer;
    writer.raw(box.server_key.bytes);
    writer.raw(box.sealed);
    writer.raw(crypto::blake2b_128(writer.view()));
    OTK_ASSERT(writer.view().size() == key_box_bytes);
    return writer.take();
}

Result<KeyBox> decode_key_box(ByteView bytes) {
    if (bytes.size() != key_box_bytes) return fail(ErrorKind::Corrupt, "key box: wrong length");
    const std::size_t content_bytes = key_box_bytes - sizeof(crypto::Hash128);
    const crypto::Hash128 hash = crypto::blake2b_128(bytes.first(content_bytes));
    if (!std::equal(hash.begin(), hash.end(), bytes.begin() + content_bytes)) {
        return fail(ErrorKind::Corrupt, "key box: wrong hash");
    }
    ByteReader reader(bytes);
    KeyBox box;
    box.server_key.bytes = OTK_TRY(reader.array<8>());
    box.sealed = OTK_TRY(reader.array<80>());
    return box;
}

}  // namespace otk::wire
