#pragma once

#include <array>
#include <compare>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "core/base/bytes.h"
#include "core/base/random.h"
#include "core/base/result.h"

namespace otk::wire {

/// Random bytes that name one thing. `Kind` keeps ids of different things apart at compile time.
template <typename Kind, std::size_t Size>
struct Identity {
    static constexpr std::size_t size_bytes = Size;

    std::array<std::uint8_t, Size> bytes{};

    static Identity random(Random& random) {
        Identity identity;
        random.fill(identity.bytes);
        return identity;
    }
    /// InvalidInput unless exactly 2 × Size hexadecimal digits.
    static Result<Identity> from_text(std::string_view hex) {
        return Identity{OTK_TRY(array_from_hex<Size>(hex))};
    }
    /// Corrupt unless exactly Size bytes: for what was stored by us.
    static Result<Identity> from_bytes(ByteView bytes) {
        if (bytes.size() != Size) return fail(ErrorKind::Corrupt, "an id of the wrong length");
        Identity identity;
        for (std::size_t index = 0; index < Size; ++index) {
            identity.bytes[index] = bytes[index];
        }
        return identity;
    }
    std::string text() const { return to_hex(bytes); }

    friend auto operator<=>(const Identity&, const Identity&) = default;
};

using KioskId = Identity<struct KioskKind, 16>;
using BufferId = Identity<struct BufferKind, 16>;
using RowId = Identity<struct RowKind, 16>;
/// Of a server's box key.
using ServerKeyId = Identity<struct ServerKeyKind, 8>;
/// Of a server's store: a new one after each restore or failover.
using Incarnation = Identity<struct IncarnationKind, 16>;

}  // namespace otk::wire
