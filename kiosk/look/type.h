#pragma once

#include <span>

#include "kiosk/look/theme.h"

namespace otk::kiosk::look {

enum class Weight { Regular, Bold };

/// The steps of the type ladder: what a text is, not how large it is.
enum class Type {
    PosterWide,
    Poster1,
    Poster2,
    Poster3,
    PosterLine,
    Title1,
    Title2,
    Title3,
    Title4,
    Title5,
    Title6,
    Title7,
    Title8,
    Title9,
    Title10,
    Title11,
    Thanks,
    IdleTitle,
    IdleNumber,
    DialogTitle,
    DigitLarge,
    Digit,
    DigitWide,
    DigitSmall,
    Lead,
    LeadWide,
    ThanksLead,
    Hint,
    Body,
    Dialog,
    Label,
    LabelTight,
    LabelSmall,
    LabelLeast,
    WordLarge,
    Word,
    WordWide,
    WordTight,
    WordRow,
    Name,
    NameValue,
    CellDigit,
    Pipe,
    Ends,
    PanelTitle,
    PanelText,
    PanelAddress,
    ToastTitle,
    Undo,
    Action,
    ActionTight,
    ActionPlain,
    IdleNext,
    BigKey,
    NextKey,
    PrintKey,
    Key,
    KeyStrong,
    KeyTight,
    KeyLeast,
    Letter,
    LetterTight,
    LetterFunction,
    Field,
    FieldHint,
    FieldHintTight,
    Owner,
    Small,
};

enum class Setting {
    Text,     ///< every letter
    Display,  ///< letters of headings only: large sizes
    Heading,  ///< the same, spaced −0.012 em and hung −0.03 em
};

struct TypeStep {
    Type type;
    Weight weight;
    float caps_mm;        ///< height of a capital, normal text
    float caps_large_mm;  ///< the same at 200 %
    float line;           ///< line height in em
    Setting setting;
};

/// Capitals of PT Sans are 0.7 em.
constexpr float caps_per_em = 0.7F;
/// No text is smaller.
constexpr float caps_mm_least = 4.8F;

const TypeStep& step_of(Type type);
std::span<const TypeStep> type_ladder();

inline float caps_mm(const TypeStep& step, TextSize size) {
    return size == TextSize::Large ? step.caps_large_mm : step.caps_mm;
}

}  // namespace otk::kiosk::look
