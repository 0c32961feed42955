#include "drivers/printer/escpos_writer.h"

#include <algorithm>

#include "core/base/assert.h"
#include "core/text/code_points.h"

namespace otk::printer {
namespace {

constexpr int esc = 0x1B;
constexpr int fs = 0x1C;
constexpr int gs = 0x1D;
constexpr int lf = 0x0A;

constexpr int feed_dots_max = 255;  // the argument of ESC J is one byte
constexpr int tear_off_lines = 5;   // from the head to the edge, without a cutter

/// White between lines, as a part of the letters' height: enough for й and Ё to stay apart.
constexpr int leading_divisor = 6;

}  // namespace

Cells cells_of(TextSize size) {
    switch (size) {
        case TextSize::Small:
            return {1, 1};
        case TextSize::Tall:
            return {1, 2};
        case TextSize::Large:
            return {2, 2};
    }
    OTK_UNREACHABLE();
}

void EscposWriter::put(std::initializer_list<int> bytes) {
    for (const int byte : bytes)
        m_bytes.push_back(static_cast<std::uint8_t>(byte));
}

void EscposWriter::set(int& now, int wanted, std::initializer_list<int> command) {
    if (now == wanted) return;
    now = wanted;
    put(command);
    put({wanted});
}

void EscposWriter::begin() {
    OTK_ASSERT(m_bytes.empty() && !m_model.pages.empty());
    put({esc, '@', fs, '.', esc, 't', m_model.pages.front().number});
}

void EscposWriter::text_line(std::string_view text, const TextBlock& style) {
    const Cells cells = cells_of(style.size);
    const int height = cells.high * m_model.cell_height_dots;
    set(m_state.line_spacing, height + height / leading_divisor, {esc, '3'});
    set(m_state.alignment, static_cast<int>(style.alignment), {esc, 'a'});
    set(m_state.bold, style.weight == Weight::Bold ? 1 : 0, {esc, 'E'});
    set(m_state.size, (cells.wide - 1) * 16 + cells.high - 1, {gs, '!'});
    for (const text::CodePoint& letter : text::code_points_of(text)) {
        const auto byte = byte_of(m_model.pages.front().page, letter.value);
        OTK_ASSERT(byte.has_value());
        m_bytes.push_back(*byte);
    }
    put({lf});
}

void EscposWriter::raster(const picture::Bitmap& picture) {
    const int row_bytes = picture.row_bytes();
    OTK_ASSERT(row_bytes > 0 && picture.width() <= m_model.width_dots);
    // Pictures carry their own place on the line: some clones ignore ESC a for them.
    set(m_state.alignment, 0, {esc, 'a'});
    const int rows_max = std::max(1, m_model.raster_bytes_max / row_bytes);
    for (int first = 0; first < picture.height(); first += rows_max) {
        const int count = std::min(rows_max, picture.height() - first);
        put({gs, 'v', '0', 0, row_bytes % 256, row_bytes / 256, count % 256, count / 256});
        const ByteView rows = picture.rows(first, count);
        m_bytes.insert(m_bytes.end(), rows.begin(), rows.end());
    }
}

void EscposWriter::feed(int dots) {
    for (; dots > 0; dots -= feed_dots_max)
        put({esc, 'J', std::min(dots, feed_dots_max)});
}

void EscposWriter::cut() {
    switch (m_model.cutter) {
        case Cutter::None:
            put({esc, 'd', tear_off_lines});
            return;
        case Cutter::Partial:
            put({gs, 'V', 66, 0});  // feeds to the knife by itself, leaves a bridge
            return;
        case Cutter::Full:
            put({gs, 'V', 65, 0});
            return;
    }
    OTK_UNREACHABLE();
}

}  // namespace otk::printer
