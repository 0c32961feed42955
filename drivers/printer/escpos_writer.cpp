#include "drivers/printer/escpos_writer.h"

#include <algorithm>
#include <array>

#include "core/base/assert.h"
#include "core/text/code_points.h"

namespace otk::printer {
namespace {

constexpr int esc = 0x1B;
constexpr int fs = 0x1C;
constexpr int gs = 0x1D;
constexpr int lf = 0x0A;

constexpr int feed_units_max = 255;  // the argument of ESC J is one byte
constexpr int tear_off_lines = 5;    // from the head to the edge, without a cutter

// Of the presenter, GS e. A step is 7 mm: 6 are enough to grip, and leave what holds the slip.
constexpr int take_back = 2;
constexpr int present = 3;
constexpr int eject = 5;
constexpr int present_steps = 6;

/// White between lines, as a part of the letters' height: enough for й and Ё to stay apart.
constexpr int leading_divisor = 6;

constexpr int band_rows = 24;
constexpr int band_column_bytes = band_rows / 8;

constexpr int qr_symbol_kind = 49;

/// The level's number in GS ( k 69.
int number_of(qr::Level level) {
    switch (level) {
        case qr::Level::Low:
            return 48;
        case qr::Level::Medium:
            return 49;
        case qr::Level::Quartile:
            return 50;
        case qr::Level::High:
            return 51;
    }
    OTK_UNREACHABLE();
}

/// The column after the last black dot of these rows; at least 1.
int inked_width(const picture::Bitmap& picture, int first, int count) {
    for (int x = picture.width() - 1; x > 0; --x) {
        for (int y = first; y < first + count; ++y) {
            if (picture.is_black(x, y)) return x + 1;
        }
    }
    return 1;
}

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

EscposWriter::EscposWriter(const Model& model) : m_model(model) {
    OTK_ASSERT(!model.pages.empty() && !model.rasters.empty());
    m_bytes.reserve(512);  // a slip whose pictures the printer draws
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

int EscposWriter::units_of(int dots) const {
    return dots * m_model.units_per_inch / m_model.dots_per_inch;
}

void EscposWriter::begin() {
    OTK_ASSERT(m_bytes.empty());
    put({esc, '@', fs, '.'});
    if (m_model.presenter == Presenter::GsE) put({gs, 'e', eject});
    put({esc, 't', m_model.pages.front().number});
}

std::optional<std::size_t> EscposWriter::page_for(std::string_view line) const {
    const std::vector<text::CodePoint> letters = text::code_points_of(line);
    const auto has_all = [&](std::size_t page) {
        return std::all_of(letters.begin(), letters.end(), [&](const text::CodePoint& letter) {
            return letter.value == U'\n' ||
                   byte_of(m_model.pages[page].page, letter.value).has_value();
        });
    };
    if (has_all(m_state.page)) return m_state.page;
    for (std::size_t page = 0; page < m_model.pages.size(); ++page) {
        if (has_all(page)) return page;
    }
    return std::nullopt;
}

void EscposWriter::text_line(std::string_view text, const TextBlock& style, std::size_t page) {
    OTK_ASSERT(page < m_model.pages.size());
    const Cells cells = cells_of(style.size);
    const int height = cells.high * m_model.cell_height_dots;
    set(m_state.line_spacing, units_of(height + height / leading_divisor), {esc, '3'});
    set(m_state.alignment, static_cast<int>(style.alignment), {esc, 'a'});
    set(m_state.bold, style.weight == Weight::Bold ? 1 : 0, {esc, 'E'});
    set(m_state.size, (cells.wide - 1) * 16 + cells.high - 1, {gs, '!'});
    if (page != m_state.page) put({esc, 't', m_model.pages[page].number});
    m_state.page = page;
    for (const text::CodePoint& letter : text::code_points_of(text)) {
        const auto byte = byte_of(m_model.pages[page].page, letter.value);
        OTK_ASSERT(byte.has_value());
        m_bytes.push_back(*byte);
    }
    put({lf});
}

void EscposWriter::rule(int height_dots) {
    const int width = m_model.width_dots;
    Doubling doubling;
    // Where the symbol is a picture its slip is thousands of bytes long anyway, and the plain mode
    // is the one that every driver uses. Rows are whole bytes, of half the width as well.
    const bool can_double = m_model.native_qr && m_model.rasters.front() != RasterCommand::EscStar;
    if (can_double && width % 16 == 0) doubling.wide = 2;
    if (can_double && height_dots % 2 == 0) doubling.high = 2;
    picture::Bitmap picture(width / doubling.wide, height_dots / doubling.high);
    picture.fill(0, 0, picture.width(), picture.height());
    doubled(picture, doubling);
}

void EscposWriter::raster(const picture::Bitmap& picture) {
    doubled(picture, {});
}

void EscposWriter::doubled(const picture::Bitmap& picture, Doubling doubling) {
    const int row_bytes = picture.row_bytes();
    OTK_ASSERT(row_bytes > 0 && picture.width() * doubling.wide <= m_model.width_dots);
    // Pictures carry their own place on the line: some clones ignore ESC a for them.
    set(m_state.alignment, 0, {esc, 'a'});
    const int rows_max = std::max(1, m_model.raster_bytes_max / row_bytes);
    switch (m_model.rasters.front()) {
        case RasterCommand::GsV0:
            for (int first = 0; first < picture.height(); first += rows_max)
                raster_slice(
                    picture, first, std::min(rows_max, picture.height() - first), doubling);
            return;
        case RasterCommand::GsParenL:
            for (int first = 0; first < picture.height(); first += rows_max)
                graphics_slice(
                    picture, first, std::min(rows_max, picture.height() - first), doubling);
            return;
        case RasterCommand::EscStar:
            for (int first = 0; first < picture.height(); first += band_rows)
                bit_image_band(picture, first);
            return;
    }
    OTK_UNREACHABLE();
}

void EscposWriter::raster_slice(
    const picture::Bitmap& picture, int first, int count, Doubling doubling) {
    const int row_bytes = picture.row_bytes();
    const int mode = doubling.wide - 1 + 2 * (doubling.high - 1);
    put({gs, 'v', '0', mode, row_bytes % 256, row_bytes / 256, count % 256, count / 256});
    put(picture.rows(first, count));
}

void EscposWriter::graphics_slice(
    const picture::Bitmap& picture, int first, int count, Doubling doubling) {
    const int width = picture.width();
    const int size = 10 + picture.row_bytes() * count;
    // Stored: m 48, function 112, one tone (48), doubled or not, black (49); then printed.
    put({gs, '(', 'L', size % 256, size / 256, 48, 112, 48, doubling.wide, doubling.high, 49,
        width % 256, width / 256, count % 256, count / 256});
    put(picture.rows(first, count));
    put({gs, '(', 'L', 2, 0, 48, 50});
}

void EscposWriter::bit_image_band(const picture::Bitmap& picture, int first) {
    const int count = std::min(band_rows, picture.height() - first);
    const int width = inked_width(picture, first, count);
    set(m_state.line_spacing, units_of(band_rows), {esc, '3'});
    put({esc, '*', 33, width % 256, width / 256});
    for (int x = 0; x < width; ++x) {
        std::array<std::uint8_t, band_column_bytes> column{};
        for (int y = 0; y < count; ++y) {
            if (!picture.is_black(x, first + y)) continue;
            std::uint8_t& byte = column.at(static_cast<std::size_t>(y / 8));
            byte = static_cast<std::uint8_t>(byte | (0x80U >> static_cast<unsigned>(y % 8)));
        }
        put(column);
    }
    put({lf});
}

void EscposWriter::symbol_command(int function, std::initializer_list<int> values) {
    put({gs, '(', 'k', static_cast<int>(values.size()) + 2, 0, qr_symbol_kind, function});
    put(values);
}

void EscposWriter::qr_symbol(std::string_view text, qr::Level level, int module_dots) {
    OTK_ASSERT(module_dots >= 1 && module_dots <= 16);
    // The printer adds no quiet zone: the line's middle gives it at both sides, paper above and
    // below.
    const int quiet = qr::quiet_zone_modules * module_dots;
    set(m_state.alignment, static_cast<int>(Alignment::Centre), {esc, 'a'});
    feed(quiet);
    symbol_command(65, {50, 0});  // model 2
    symbol_command(67, {module_dots});
    symbol_command(69, {number_of(level)});
    const int size = static_cast<int>(text.size()) + 3;
    put({gs, '(', 'k', size % 256, size / 256, qr_symbol_kind, 80, 48});
    put(bytes_of(text));
    symbol_command(81, {48});
    feed(quiet);
}

void EscposWriter::feed(int dots) {
    for (int units = units_of(dots); units > 0; units -= feed_units_max)
        put({esc, 'J', std::min(units, feed_units_max)});
}

void EscposWriter::cut() {
    if (m_model.presenter == Presenter::GsE) {
        put({esc, 'i', gs, 'e', present, present_steps});
        return;
    }
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

Bytes take_back_escpos(const Model& model) {
    OTK_ASSERT(model.presenter == Presenter::GsE);
    return {gs, 'e', take_back};
}

}  // namespace otk::printer
