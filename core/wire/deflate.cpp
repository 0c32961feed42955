#include "core/wire/deflate.h"

#include <zlib.h>

#include <algorithm>
#include <bit>

#include "core/base/assert.h"

namespace otk::wire {
namespace {

/// Negative: raw, without zlib's header and checksum (the seal already authenticates).
constexpr int inflate_window_bits = -15;

/// A window as large as the content (zlib allows 512 bytes to 32 KiB): clearing zlib's default tables
/// of 256 KiB cost ten times what packing one answer does. The tables' level follows the window.
int window_bits_for(std::size_t size) {
    return std::clamp(static_cast<int>(std::bit_width(size)), 9, 15);
}

int memory_level_for(int window_bits) { return std::clamp(window_bits - 7, 1, 8); }

/// zlib reads through a pointer to non-const.
Bytef* input_of(ByteView bytes) { return const_cast<Bytef*>(bytes.data()); }

}  // namespace

Bytes deflate(ByteView content) {
    z_stream stream{};
    const int window_bits = window_bits_for(content.size());
    int answer = deflateInit2(&stream, Z_BEST_COMPRESSION, Z_DEFLATED, -window_bits,
        memory_level_for(window_bits), Z_DEFAULT_STRATEGY);
    OTK_ASSERT(answer == Z_OK);
    Bytes packed(deflateBound(&stream, content.size()));
    stream.next_in = input_of(content);
    stream.avail_in = static_cast<uInt>(content.size());
    stream.next_out = packed.data();
    stream.avail_out = static_cast<uInt>(packed.size());
    answer = ::deflate(&stream, Z_FINISH);
    OTK_ASSERT(answer == Z_STREAM_END);
    packed.resize(stream.total_out);
    deflateEnd(&stream);
    return packed;
}

Result<std::string> inflate(ByteView packed, std::size_t size) {
    z_stream stream{};
    OTK_ASSERT(inflateInit2(&stream, inflate_window_bits) == Z_OK);
    // One byte more than promised: a longer stream shows by filling it.
    std::string content(size + 1, '\0');
    stream.next_in = input_of(packed);
    stream.avail_in = static_cast<uInt>(packed.size());
    stream.next_out = reinterpret_cast<Bytef*>(content.data());
    stream.avail_out = static_cast<uInt>(content.size());
    const int answer = ::inflate(&stream, Z_FINISH);
    const bool exact =
        answer == Z_STREAM_END && stream.avail_in == 0 && stream.total_out == size;
    inflateEnd(&stream);
    if (!exact) return fail(ErrorKind::Corrupt, "does not inflate to its length");
    content.resize(size);
    return content;
}

}  // namespace otk::wire
