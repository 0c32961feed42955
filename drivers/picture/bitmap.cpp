#include "drivers/picture/bitmap.h"

#include <algorithm>

#include "core/base/assert.h"

namespace otk::picture {

Bitmap::Bitmap(int width, int height)
    : m_width(width), m_height(height), m_row_bytes((width + 7) / 8) {
    OTK_ASSERT(width >= 0 && width <= dots_max && height >= 0 && height <= dots_max);
    m_bytes.resize(static_cast<std::size_t>(m_row_bytes) * static_cast<std::size_t>(height));
}

ByteView Bitmap::rows(int first, int count) const {
    OTK_ASSERT(first >= 0 && count >= 0 && first + count <= m_height);
    const auto stride = static_cast<std::size_t>(m_row_bytes);
    return ByteView(m_bytes).subspan(
        static_cast<std::size_t>(first) * stride, static_cast<std::size_t>(count) * stride);
}

bool Bitmap::is_black(int x, int y) const {
    if (x < 0 || y < 0 || x >= m_width || y >= m_height) return false;
    const std::size_t at = static_cast<std::size_t>(y) * static_cast<std::size_t>(m_row_bytes) +
                           static_cast<std::size_t>(x / 8);
    return (m_bytes[at] & (0x80U >> static_cast<unsigned>(x % 8))) != 0;
}

void Bitmap::fill(int x, int y, int width, int height) {
    const int left = std::max(x, 0);
    const int right = std::min(x + width, m_width);
    const int bottom = std::min(y + height, m_height);
    if (left >= right) return;
    const int first = left / 8;
    const int last = (right - 1) / 8;
    const unsigned first_mask = 0xFFU >> static_cast<unsigned>(left % 8);
    const unsigned last_mask = 0xFFU << static_cast<unsigned>(7 - (right - 1) % 8);
    for (int at_y = std::max(y, 0); at_y < bottom; ++at_y) {
        std::uint8_t* bytes = row(at_y);
        for (int at = first; at <= last; ++at) {
            const unsigned mask =
                (at == first ? first_mask : 0xFFU) & (at == last ? last_mask : 0xFFU);
            bytes[at] = static_cast<std::uint8_t>(bytes[at] | mask);
        }
    }
}

void Bitmap::stamp(const Bitmap& source, int x, int y, int scale_x, int scale_y) {
    OTK_ASSERT(scale_x > 0 && scale_y > 0);
    for (int from_y = 0; from_y < source.height(); ++from_y) {
        for (int from_x = 0; from_x < source.width(); ++from_x) {
            if (!source.is_black(from_x, from_y)) continue;
            fill(x + from_x * scale_x, y + from_y * scale_y, scale_x, scale_y);
        }
    }
}

void Bitmap::set_height(int height) {
    OTK_ASSERT(height >= 0 && height <= dots_max);
    m_height = height;
    m_bytes.resize(static_cast<std::size_t>(m_row_bytes) * static_cast<std::size_t>(height));
}

}  // namespace otk::picture
