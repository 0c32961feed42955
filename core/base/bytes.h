#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/result.h"

namespace otk {

using Bytes = std::vector<std::uint8_t>;
using ByteView = std::span<const std::uint8_t>;

/// The bytes of a text, without a copy; valid as long as the text is.
ByteView bytes_of(std::string_view text);

/// The text that lies in bytes, without a copy; valid as long as the bytes are. Not checked for UTF-8.
std::string_view text_of(ByteView bytes);

/// Lower-case hexadecimal.
std::string to_hex(ByteView bytes);

/// Refuses an odd length and anything but [0-9a-fA-F].
Result<Bytes> from_hex(std::string_view text);

/// A hexadecimal text of exactly `Size` bytes.
template <std::size_t Size>
Result<std::array<std::uint8_t, Size>> array_from_hex(std::string_view text) {
    const Bytes bytes = OTK_TRY(from_hex(text));
    if (bytes.size() != Size) {
        return fail(ErrorKind::InvalidInput, "hexadecimal text of the wrong length");
    }
    std::array<std::uint8_t, Size> array{};
    for (std::size_t index = 0; index < Size; ++index) {
        array[index] = bytes[index];
    }
    return array;
}

/// True if the text is well-formed UTF-8 (no surrogates, no overlong forms, at most U+10FFFF).
bool is_utf8(std::string_view text);

}  // namespace otk
