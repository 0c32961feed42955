#pragma once

#include <cstdint>
#include <memory>

#include "core/base/file.h"
#include "core/base/result.h"
#include "kiosk/look/font_file.h"
#include "kiosk/look/type.h"

namespace otk::kiosk::look {

/// A letter as its font paints it: one byte a pixel, its box told from pen and baseline.
struct PaintedLetter {
    int left = 0;
    int top = 0;  ///< negative: above the baseline
    int width = 0;
    int height = 0;
    int stride = 0;
    const std::uint8_t* alpha = nullptr;  ///< until the next letter is painted
};

/// The two fonts of the interface: their measures, and what paints their letters. The looks of a
/// panel share them. Belongs to one thread.
class Fonts {
  public:
    /// NotFound or Io without the files, Corrupt for what is no font.
    static Result<std::shared_ptr<Fonts>> open(const Path& folder);
    ~Fonts();
    Fonts(const Fonts&) = delete;
    Fonts& operator=(const Fonts&) = delete;

    const FontFile& file(Weight weight) const;
    /// `height_px`: from the font's ascent to its descent. An empty box if the font lacks the letter.
    PaintedLetter paint(Weight weight, int height_px, char32_t letter);

  private:
    struct Painter;
    Fonts(FontFile regular, FontFile bold);

    FontFile m_regular;
    FontFile m_bold;
    std::unique_ptr<Painter> m_painter;
};

}  // namespace otk::kiosk::look
