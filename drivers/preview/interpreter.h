#pragma once

#include <map>
#include <set>
#include <string>
#include <vector>

#include "core/base/bytes.h"
#include "core/base/result.h"
#include "drivers/picture/bitmap.h"
#include "drivers/picture/typeface.h"

namespace otk::preview {

/// A command that not every printer knows. Used on one that does not, it prints rubbish.
enum class Extra {
    RasterImage,  ///< GS v 0
    Graphics,     ///< GS ( L
    BitImage,     ///< ESC *
    QrSymbol,     ///< GS ( k, symbol 49
    Cut,          ///< GS V, ESC i, ESC m
    Ejector,      ///< GS e of CUSTOM's kiosk printers
};

/// What is known of the printer that is imitated, and of its paper.
struct Facts {
    int width_dots = 576;
    int margin_dots = 32;  ///< white that no head reaches, on each side and at both ends
    int dots_per_inch = 203;
    /// Of the lengths in ESC 3, ESC J and GS V.
    int units_per_inch = 203;
    /// Number of ESC t → code page: CP437, CP858, CP866, CP1251 or CP1252.
    std::map<int, std::string> pages{{0, "CP437"}, {17, "CP866"}};
    std::set<Extra> extras{Extra::RasterImage, Extra::Cut};
};

/// What a printer would have made of some bytes.
struct Printout {
    picture::Bitmap picture;         ///< with margins
    std::vector<std::string> texts;  ///< each printed line as UTF-8, from the top
    std::vector<std::string> links;  ///< what each QR symbol that the printer drew itself says
    std::vector<std::string>
        warnings;  ///< what a real device might print as rubbish, with its offset
    int cuts = 0;
    bool is_presented = false;  ///< the slip waits at the mouth to be taken
};

/// Reads ESC/POS bytes as a printer with font A of 12 × 24 dots does, and draws them. Written from
/// the command reference alone: it shares nothing with the encoder but Bitmap, Typeface and the
/// maker of QR symbols, so that a mistake made there is seen here. Any bytes are taken; what is
/// unknown to the imitated printer, incomplete, outside the paper or in an unset code page is a
/// warning. Paper ends at 20,000 dots (2.5 m) with a warning.
class Interpreter {
  public:
    /// The device's letters are imitated with a monospaced font: PT Mono of that folder.
    static Result<Interpreter> create(const Path& font_folder, const Facts& facts = {});

    /// One thread at a time.
    Printout print(ByteView bytes);

  private:
    Interpreter(picture::Typeface letters, Facts facts)
        : m_letters(std::move(letters)), m_facts(std::move(facts)) {}

    picture::Typeface m_letters;
    Facts m_facts;
};

}  // namespace otk::preview
