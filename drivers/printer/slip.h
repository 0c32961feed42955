#pragma once

#include <string>
#include <variant>
#include <vector>

#include "drivers/picture/bitmap.h"

namespace otk::printer {

/// How large a text is printed; the letters' height in millimetres decides, not the device's name.
enum class TextSize {
    Small,  ///< capitals about 2 mm: words only, never digits
    Tall,   ///< capitals about 4 mm, narrow
    Large,  ///< capitals about 4 mm, wide
};

enum class Weight { Regular, Bold };

enum class Alignment { Left, Centre, Right };

/// Words; broken at spaces into as many lines as the paper needs.
struct TextBlock {
    std::string text;
    TextSize size = TextSize::Small;
    Weight weight = Weight::Regular;
    Alignment alignment = Alignment::Left;

    friend bool operator==(const TextBlock&, const TextBlock&) = default;
};

/// A link as a QR symbol with its quiet zone, a module at least a millimetre.
struct QrBlock {
    std::string link;
    Alignment alignment = Alignment::Left;
    /// Words at the symbol's right, at the middle of its height; below it where they have no room
    /// there. With words the symbol stands on the left.
    std::vector<TextBlock> beside = {};

    friend bool operator==(const QrBlock&, const QrBlock&) = default;
};

/// A black line across the paper.
struct RuleBlock {
    double thickness_mm = 0.5;

    friend bool operator==(const RuleBlock&, const RuleBlock&) = default;
};

/// White paper.
struct SpaceBlock {
    double height_mm = 1;

    friend bool operator==(const SpaceBlock&, const SpaceBlock&) = default;
};

/// A picture of black and white dots, 203 an inch; smaller where the paper is narrower.
struct LogoBlock {
    picture::Bitmap picture;
    Alignment alignment = Alignment::Left;

    friend bool operator==(const LogoBlock&, const LogoBlock&) = default;
};

/// The end of the slip: cut, or fed to the edge where it is torn off.
struct CutBlock {
    friend bool operator==(const CutBlock&, const CutBlock&) = default;
};

using Block = std::variant<TextBlock, QrBlock, RuleBlock, SpaceBlock, CutBlock, LogoBlock>;

/// What is to be printed, from the top, said without any device's words. Ends with a CutBlock.
struct Slip {
    std::vector<Block> blocks;

    friend bool operator==(const Slip&, const Slip&) = default;
};

}  // namespace otk::printer
