#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "core/base/result.h"

namespace otk::qr {

/// How much of a symbol may be damaged and still be read: about 7, 15, 25, 30 %.
enum class Level { Low, Medium, Quartile, High };

/// White modules that ISO/IEC 18004 asks for on each side; whoever draws a symbol adds them.
inline constexpr int quiet_zone_modules = 4;

/// A QR symbol as a square of modules, without its quiet zone. A plain value; any thread.
class QrCode {
  public:
    QrCode(int size, std::vector<std::uint8_t> modules);

    /// Modules on a side: 21 (version 1) to 177 (version 40).
    int size() const { return m_size; }

    /// Whether module x (from the left), y (from the top) is dark; outside it is light.
    bool is_dark(int x, int y) const {
        const bool inside = x >= 0 && y >= 0 && x < m_size && y < m_size;
        return inside && m_modules[static_cast<std::size_t>(y) * static_cast<std::size_t>(m_size) +
                                   static_cast<std::size_t>(x)] != 0;
    }

  private:
    int m_size;
    std::vector<std::uint8_t> m_modules;  ///< row by row; 1 is dark
};

/// The smallest symbol that holds the text's bytes at that level. InvalidInput for an empty text,
/// a zero byte in it, or more than a symbol can hold (2953 bytes at Low). Takes some 60 µs for a
/// short link: keep the result rather than asking again each frame.
Result<QrCode> encode(std::string_view text, Level level);

/// Modules on a side of the symbol that encode() makes for so many bytes, without making it: for
/// printers that draw the symbol themselves. Nothing for 0 bytes or more than a symbol holds.
std::optional<int> size_for(std::size_t text_bytes, Level level);

}  // namespace otk::qr
