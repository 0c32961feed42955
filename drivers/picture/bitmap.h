#pragma once

#include <cstddef>
#include <cstdint>

#include "core/base/bytes.h"

namespace otk::picture {

/// A picture of black and white dots as printers take it: rows from the top, eight dots a byte, the
/// leftmost in the highest bit, a set bit is black; each row begins a new byte. A plain value.
class Bitmap {
  public:
    /// White. Asserts that both are from 0 to dots_max.
    Bitmap(int width, int height);

    static constexpr int dots_max = 1 << 15;

    int width() const { return m_width; }
    int height() const { return m_height; }
    int row_bytes() const { return m_row_bytes; }

    /// The bytes of rows [first, first + count).
    ByteView rows(int first, int count) const;

    /// White outside the picture.
    bool is_black(int x, int y) const;
    /// Blackens what of the rectangle lies inside.
    void fill(int x, int y, int width, int height);
    /// Blackens where `source` is black, its corner at (x, y), each of its dots as a block of
    /// scale_x × scale_y; what falls outside is lost.
    void stamp(const Bitmap& source, int x, int y, int scale_x = 1, int scale_y = 1);
    /// Adds white rows at the bottom, or cuts rows off.
    void set_height(int height);

    friend bool operator==(const Bitmap&, const Bitmap&) = default;

  private:
    std::uint8_t* row(int y) {
        return m_bytes.data() + static_cast<std::size_t>(y) * static_cast<std::size_t>(m_row_bytes);
    }

    int m_width;
    int m_height;
    int m_row_bytes;
    Bytes m_bytes;
};

}  // namespace otk::picture
