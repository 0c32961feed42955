#include "kiosk/look/type.h"

#include <array>
#include <cstddef>

#include "core/base/assert.h"

namespace otk::kiosk::look {
namespace {

using enum Type;
constexpr Weight bold = Weight::Bold;
constexpr Weight thin = Weight::Regular;
constexpr Setting text = Setting::Text;
constexpr Setting display = Setting::Display;
constexpr Setting heading = Setting::Heading;

// At 200 % every text of up to 4.9 mm doubles; what is larger grows to the same 9.8 mm, and what is
// larger than that goes down the ladder only as far as its place needs. Rows of text that must
// share a page (tiles, names) have lower steps to fall to.
constexpr std::array ladder{
    TypeStep{PosterWide, bold, 47.5F, 33, 1.0F, heading},
    TypeStep{Poster1, bold, 33, 29, 1.0F, heading},
    TypeStep{Poster2, bold, 29, 24, 1.0F, heading},
    TypeStep{Poster3, bold, 24, 22, 1.0F, heading},
    TypeStep{PosterLine, bold, 23, 22, 1.0F, heading},
    TypeStep{Title1, bold, 22, 22, 1.0F, heading},
    TypeStep{Title2, bold, 19, 19, 1.0F, heading},
    TypeStep{Title3, bold, 17, 17, 1.0F, heading},
    TypeStep{Title4, bold, 14.5F, 14.5F, 1.0F, heading},
    TypeStep{Title5, bold, 12, 12, 1.0F, heading},
    TypeStep{Title6, bold, 9.8F, 9.8F, 1.04F, heading},
    TypeStep{Title7, bold, 8.4F, 8.4F, 1.08F, heading},
    TypeStep{Title8, bold, 7.8F, 8.0F, 1.08F, heading},
    TypeStep{Title9, bold, 6.6F, 7.6F, 1.08F, heading},
    TypeStep{Title10, bold, 5.6F, 7.2F, 1.08F, heading},
    TypeStep{Title11, bold, 4.9F, 6.4F, 1.08F, heading},
    TypeStep{Thanks, bold, 30, 30, 1.0F, heading},
    TypeStep{IdleTitle, bold, 20, 20, 1.06F, display},
    TypeStep{IdleNumber, bold, 16, 16, 1.0F, display},
    TypeStep{DialogTitle, bold, 13, 14.5F, 1.1F, display},
    TypeStep{DigitLarge, bold, 30, 30, 1.0F, display},
    TypeStep{Digit, bold, 22, 22, 1.0F, display},
    TypeStep{DigitWide, bold, 20, 20, 1.0F, display},
    TypeStep{DigitSmall, bold, 12, 12, 1.0F, display},
    TypeStep{Lead, thin, 8.4F, 9.8F, 1.25F, text},
    TypeStep{LeadWide, thin, 7.0F, 9.8F, 1.25F, text},
    TypeStep{ThanksLead, thin, 8.0F, 9.8F, 1.25F, text},
    TypeStep{Hint, thin, 6.6F, 9.8F, 1.25F, text},
    TypeStep{Body, thin, 6.4F, 9.8F, 1.4F, text},
    TypeStep{Dialog, thin, 6.8F, 9.8F, 1.32F, text},
    TypeStep{Label, bold, 7.2F, 9.8F, 1.14F, text},
    TypeStep{LabelTight, bold, 6.4F, 8.4F, 1.14F, text},
    TypeStep{LabelSmall, bold, 5.8F, 7.2F, 1.1F, text},
    TypeStep{LabelLeast, bold, 4.9F, 5.8F, 1.1F, text},
    TypeStep{WordLarge, bold, 9.0F, 9.8F, 1.08F, text},
    TypeStep{Word, bold, 7.0F, 9.8F, 1.08F, text},
    TypeStep{WordWide, bold, 7.2F, 9.8F, 1.0F, text},
    TypeStep{WordTight, bold, 5.4F, 5.8F, 1.08F, text},
    TypeStep{WordRow, bold, 7.0F, 14, 1.0F, text},
    TypeStep{Name, bold, 6.8F, 9.8F, 1.15F, text},
    TypeStep{NameValue, thin, 5.8F, 9.8F, 1.15F, text},
    TypeStep{CellDigit, bold, 7.4F, 9.8F, 1.0F, text},
    TypeStep{Pipe, bold, 9.6F, 9.8F, 1.0F, text},
    TypeStep{Ends, bold, 6.4F, 9.8F, 1.22F, text},
    TypeStep{PanelTitle, bold, 9.0F, 9.8F, 1.12F, text},
    TypeStep{PanelText, thin, 5.8F, 9.8F, 1.22F, text},
    TypeStep{PanelAddress, bold, 7.0F, 9.8F, 1.2F, text},
    TypeStep{ToastTitle, bold, 6.2F, 9.8F, 1.2F, text},
    TypeStep{Undo, bold, 5.4F, 9.8F, 1.08F, text},
    TypeStep{Action, bold, 6.2F, 9.8F, 1.08F, text},
    TypeStep{ActionTight, bold, 5.4F, 7.2F, 1.08F, text},
    TypeStep{ActionPlain, thin, 6.2F, 9.8F, 1.08F, text},
    TypeStep{IdleNext, bold, 7.4F, 9.8F, 1.08F, text},
    TypeStep{BigKey, bold, 9.0F, 9.8F, 1.08F, text},
    TypeStep{NextKey, bold, 8.0F, 9.8F, 1.08F, text},
    TypeStep{PrintKey, bold, 7.0F, 9.8F, 1.08F, text},
    TypeStep{Key, thin, 5.4F, 9.8F, 1.08F, text},
    TypeStep{KeyStrong, bold, 5.4F, 9.8F, 1.08F, text},
    TypeStep{KeyTight, thin, 4.9F, 7.2F, 1.08F, text},
    TypeStep{KeyLeast, thin, 4.9F, 6.4F, 1.08F, text},
    TypeStep{Letter, thin, 7.0F, 9.8F, 1.22F, text},
    TypeStep{LetterTight, thin, 6.2F, 8.4F, 1.22F, text},
    TypeStep{LetterFunction, thin, 5.2F, 9.8F, 1.22F, text},
    TypeStep{Field, thin, 6.4F, 9.8F, 1.4F, text},
    TypeStep{FieldHint, thin, 5.6F, 9.8F, 1.25F, text},
    TypeStep{FieldHintTight, thin, 4.9F, 8.4F, 1.08F, text},
    TypeStep{Owner, bold, 5.6F, 9.8F, 1.25F, text},
    TypeStep{Small, thin, 5.2F, 9.8F, 1.22F, text},
};

constexpr bool is_in_order() {
    for (std::size_t index = 0; index < ladder.size(); ++index) {
        if (static_cast<std::size_t>(ladder[index].type) != index) return false;
    }
    return static_cast<std::size_t>(Small) + 1 == ladder.size();
}
static_assert(is_in_order(), "a row for each type, in the order of the enumerators");

}  // namespace

const TypeStep& step_of(Type type) {
    const auto index = static_cast<std::size_t>(type);
    OTK_ASSERT(index < ladder.size());
    return ladder[index];
}

std::span<const TypeStep> type_ladder() {
    return ladder;
}

}  // namespace otk::kiosk::look
