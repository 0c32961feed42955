#pragma once

#include <cstddef>
#include <optional>
#include <string_view>

#include "core/base/bytes.h"
#include "core/qr/qr_code.h"
#include "drivers/picture/bitmap.h"
#include "drivers/printer/models.h"
#include "drivers/printer/slip.h"

namespace otk::printer {

/// Writes ESC/POS commands and remembers what the device was told, so that nothing is said twice.
class EscposWriter {
  public:
    explicit EscposWriter(const Model& model);

    /// ESC @ (defaults), FS . (no Chinese double bytes), ESC t (the model's first page); a slip
    /// that still waits in a presenter is ejected.
    void begin();
    /// The position in the model's list of a page that has all letters of the line: the page that
    /// the device is in, else the first that has them. Nothing if there is none.
    std::optional<std::size_t> page_for(std::string_view line) const;
    /// One line that fits, ended by LF; every letter of it has a byte in that page.
    void text_line(std::string_view text, const TextBlock& style, std::size_t page);
    /// A picture by the model's best command, in slices that its buffer takes.
    void raster(const picture::Bitmap& picture);
    /// A black line across the paper. Where the printer draws symbols, and a slip has some hundred
    /// bytes, its dots are sent once and doubled by the printer as far as they come in pairs.
    void rule(int height_dots);
    /// GS ( k: a symbol that the printer draws, in the middle of the line, white around it.
    void qr_symbol(std::string_view text, qr::Level level, int module_dots);
    /// ESC J: white paper.
    void feed(int dots);
    /// Cuts, and holds the slip out where there is a presenter.
    void cut();

    Bytes take() { return std::move(m_bytes); }

  private:
    /// What ESC @ leaves.
    struct State {
        int size = 0;
        int bold = 0;
        int alignment = 0;
        int line_spacing = -1;  ///< the device's default: unknown
        std::size_t page = 0;
    };

    /// How often a picture's dot is printed each way: once or twice.
    struct Doubling {
        int wide = 1;
        int high = 1;
    };

    void put(std::initializer_list<int> bytes);
    void put(ByteView bytes) { m_bytes.insert(m_bytes.end(), bytes.begin(), bytes.end()); }
    void set(int& now, int wanted, std::initializer_list<int> command);
    int units_of(int dots) const;
    void raster_slice(const picture::Bitmap& picture, int first, int count, Doubling doubling);
    void graphics_slice(const picture::Bitmap& picture, int first, int count, Doubling doubling);
    void bit_image_band(const picture::Bitmap& picture, int first);
    void doubled(const picture::Bitmap& picture, Doubling doubling);
    void symbol_command(int function, std::initializer_list<int> values);

    const Model& m_model;
    Bytes m_bytes;
    State m_state;
};

/// The bytes that draw a slip back into the printer that nobody took. Asserts a presenter.
Bytes take_back_escpos(const Model& model);

/// How many cells wide and high a letter of that size is.
struct Cells {
    int wide;
    int high;
};
Cells cells_of(TextSize size);

}  // namespace otk::printer
