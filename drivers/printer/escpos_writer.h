#pragma once

#include <string_view>

#include "core/base/bytes.h"
#include "drivers/picture/bitmap.h"
#include "drivers/printer/models.h"
#include "drivers/printer/slip.h"

namespace otk::printer {

/// Writes ESC/POS commands and remembers what the device was told, so that nothing is said twice.
class EscposWriter {
  public:
    explicit EscposWriter(const Model& model) : m_model(model) {}

    /// ESC @ (defaults), FS . (no Chinese double bytes), ESC t (code page).
    void begin();
    /// One line that fits, ended by LF; every letter of it has a byte in the code page.
    void text_line(std::string_view text, const TextBlock& style);
    /// GS v 0, in slices that the model's buffer takes.
    void raster(const picture::Bitmap& picture);
    /// ESC J: white paper.
    void feed(int dots);
    void cut();

    Bytes take() { return std::move(m_bytes); }

  private:
    /// What ESC @ leaves.
    struct State {
        int size = 0;
        int bold = 0;
        int alignment = 0;
        int line_spacing = -1;  ///< the device's default: unknown
    };

    void put(std::initializer_list<int> bytes);
    void set(int& now, int wanted, std::initializer_list<int> command);

    const Model& m_model;
    Bytes m_bytes;
    State m_state;
};

/// How many cells wide and high a letter of that size is.
struct Cells {
    int wide;
    int high;
};
Cells cells_of(TextSize size);

}  // namespace otk::printer
