#pragma once

#include <string>
#include <vector>

#include "core/base/bytes.h"
#include "core/base/result.h"
#include "drivers/picture/bitmap.h"
#include "drivers/picture/typeface.h"

namespace otk::preview {

/// The paper that the bytes are printed on.
struct Paper {
    int width_dots = 576;
    int margin_dots = 32;  ///< white that no head reaches, on each side and at both ends
};

/// What a printer would have made of some bytes.
struct Printout {
    picture::Bitmap picture;         ///< with margins
    std::vector<std::string> texts;  ///< each printed line as UTF-8, from the top
    std::vector<std::string>
        warnings;  ///< what a real device might print as rubbish, with its offset
    int cuts = 0;
};

/// Reads ESC/POS bytes as a printer with font A of 12 × 24 dots does, and draws them. Written from
/// the command reference alone: it shares nothing with the encoder but Bitmap and Typeface, so that
/// a mistake made there is seen here. Any bytes are taken; what is unknown, incomplete, outside the
/// paper or in an unset code page is a warning. Paper ends at 20,000 dots (2.5 m) with a warning.
class Interpreter {
  public:
    /// The device's letters are imitated with a monospaced font: PT Mono of that folder.
    static Result<Interpreter> create(const Path& font_folder, const Paper& paper = {});

    /// One thread at a time.
    Printout print(ByteView bytes);

  private:
    Interpreter(picture::Typeface letters, const Paper& paper)
        : m_letters(std::move(letters)), m_paper(paper) {}

    picture::Typeface m_letters;
    Paper m_paper;
};

}  // namespace otk::preview
