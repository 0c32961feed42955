#include "drivers/preview/pictures.h"

namespace otk::preview {
namespace {

/// Of byte `at` of line `line`, each line having so many.
std::size_t index_of(int line, int at, int line_bytes) {
    return static_cast<std::size_t>(line) * static_cast<std::size_t>(line_bytes) +
           static_cast<std::size_t>(at);
}

constexpr int side_max = 8192;

bool is_set(int byte, int bit_from_left) {
    return (static_cast<unsigned>(byte) >> static_cast<unsigned>(7 - bit_from_left) & 1U) != 0;
}

/// Rows of bytes from the top, each of its dots as a block.
picture::Bitmap picture_of(ByteView data, int width, int height, int wide, int high) {
    const int row_bytes = (width + 7) / 8;
    picture::Bitmap small(width, height);
    for (int y = 0; y < height; ++y) {
        for (int x = 0; x < width; ++x) {
            if (is_set(data[index_of(y, x / 8, row_bytes)], x % 8)) {
                small.fill(x, y, 1, 1);
            }
        }
    }
    picture::Bitmap large(width * wide, height * high);
    large.stamp(small, 0, 0, wide, high);
    return large;
}

}  // namespace

void read_raster_image(CommandBytes& bytes, Device& device) {
    const int mode = bytes.next();
    const int row_bytes = bytes.next_word();
    const int rows = bytes.next_word();
    if (bytes.ended()) return;
    // The reference takes the digit's character as well.
    const int doubling = mode >= '0' ? mode - '0' : mode;
    if (doubling > 3) return bytes.warn(format("GS v 0 {}: no such mode", mode));
    if (row_bytes == 0 || rows == 0) return bytes.warn("GS v 0: an empty picture");
    if (device.has_pending_letters()) bytes.warn("GS v 0 within a line");
    const ByteView data =
        bytes.take(static_cast<std::size_t>(row_bytes) * static_cast<std::size_t>(rows));
    if (bytes.ended()) return;
    if (row_bytes * 8 > side_max || rows > side_max) {
        return bytes.warn("GS v 0: too large a picture");
    }
    // Bit 0 of the mode doubles the width, bit 1 the height.
    const picture::Bitmap raster =
        picture_of(data, row_bytes * 8, rows, doubling % 2 + 1, doubling / 2 + 1);
    if (!device.put_raster(raster)) bytes.warn("GS v 0: a picture wider than the paper");
}

void read_bit_image(CommandBytes& bytes, Device& device) {
    const int mode = bytes.next();
    const int columns = bytes.next_word();
    const bool is_high = mode == 32 || mode == 33;
    if (!is_high && mode != 0 && mode != 1) {
        return bytes.warn(format("ESC * {}: no such mode", mode));
    }
    const int column_bytes = is_high ? 3 : 1;
    const ByteView data = bytes.take(index_of(columns, 0, column_bytes));
    if (bytes.ended()) return;
    if (columns == 0 || columns > 2047) return bytes.warn("ESC *: 1 to 2047 columns are allowed");
    // Single density (0, 32) is half of the head's dots; eight dots stand for the height of 24.
    const int wide = mode % 32 == 0 ? 2 : 1;
    const int high = is_high ? 1 : 3;
    picture::Bitmap band(columns * wide, 24);
    for (int x = 0; x < columns; ++x) {
        for (int y = 0; y < column_bytes * 8; ++y) {
            const int byte = data[index_of(x, y / 8, column_bytes)];
            if (is_set(byte, y % 8)) band.fill(x * wide, y * high, wide, high);
        }
    }
    device.put_band(band);
}

void Graphics::read(CommandBytes& bytes, Device& device) {
    const int size = bytes.next_word();
    const ByteView data = bytes.take(static_cast<std::size_t>(size));
    if (bytes.ended()) return;
    if (size < 2 || data[0] != 48) return bytes.warn("GS ( L: not of the form m = 48, fn");
    const int function = data[1];
    if (function == 112) return store(bytes, data.subspan(2));
    if (function != 50 && function != 2) {
        return bytes.warn(format("GS ( L: unknown function {}", function));
    }
    if (size != 2) bytes.warn("GS ( L 50 has no data");
    if (device.has_pending_letters()) bytes.warn("GS ( L 50 within a line");
    if (!m_stored) return bytes.warn("GS ( L 50: no picture is stored");
    if (!device.put_raster(*m_stored)) bytes.warn("GS ( L: a picture wider than the paper");
    m_stored.reset();
}

void Graphics::store(CommandBytes& bytes, ByteView data) {
    if (data.size() < 8) return bytes.warn("GS ( L 112: too short");
    if (data[0] != 48) return bytes.warn("GS ( L 112: only one tone (48) is known");
    const int wide = data[1];
    const int high = data[2];
    if (wide < 1 || wide > 2 || high < 1 || high > 2) {
        return bytes.warn("GS ( L 112: dots are doubled or not");
    }
    if (data[3] != 49) return bytes.warn("GS ( L 112: only colour 49 (black) is known");
    const int width = data[4] + 256 * data[5];
    const int height = data[6] + 256 * data[7];
    // The reference: 1 to 2400 dots each way, half as many if they are doubled.
    if (width == 0 || height == 0 || width * wide > 2400 || height * high > 2400) {
        return bytes.warn("GS ( L 112: a picture of 1 to 2400 dots is allowed");
    }
    const auto needed = index_of(height, 0, (width + 7) / 8);
    if (data.size() - 8 != needed) return bytes.warn("GS ( L 112: the size does not fit the data");
    m_stored = picture_of(data.subspan(8), width, height, wide, high);
}

}  // namespace otk::preview
