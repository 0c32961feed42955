#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "core/base/result.h"

namespace otk::handlers {

/// Which piece of which bundle: "name=12-0a1b2c3d4e5f6071&at=262144".
struct PieceWish {
    std::string name;  ///< wire::is_bundle_name
    std::size_t at =
        0;  ///< the byte that it begins with; less than wire::bundle_transfer_bytes_max
};

/// InvalidInput says what is wrong. Without `at` it begins with the first byte.
Result<PieceWish> parse_piece_wish(std::string_view query);

}  // namespace otk::handlers
