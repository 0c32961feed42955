#include "kiosk/look/type.h"

#include <array>
#include <cstddef>

#include "core/base/assert.h"

namespace otk::kiosk::look {
namespace {

using enum Type;
constexpr Weight bold = Weight::Bold;
constexpr Weight thin = Weight::Regular;

// At 200 % every text of up to 4.9 mm doubles; what is larger grows to the same 9.8 mm, and what is
// larger than that goes down the ladder only as far as its place needs. Rows of text that must share
// a page (tiles, names) have lower steps to fall to.
constexpr std::array ladder{
    TypeStep{Poster1, bold, 33, 29, 1.0F, true},
    TypeStep{Poster2, bold, 29, 24, 1.0F, true},
    TypeStep{Poster3, bold, 24, 22, 1.0F, true},
    TypeStep{PosterLine, bold, 23, 22, 1.0F, true},
    TypeStep{Title1, bold, 22, 22, 1.0F, true},
    TypeStep{Title2, bold, 19, 19, 1.0F, true},
    TypeStep{Title3, bold, 17, 17, 1.0F, true},
    TypeStep{Title4, bold, 14.5F, 14.5F, 1.0F, true},
    TypeStep{Title5, bold, 12, 12, 1.0F, true},
    TypeStep{Title6, bold, 9.8F, 9.8F, 1.04F, true},
    TypeStep{Title7, bold, 8.4F, 8.4F, 1.08F, true},
    TypeStep{Thanks, bold, 30, 30, 1.0F, true},
    TypeStep{IdleTitle, bold, 20, 20, 1.06F, true},
    TypeStep{IdleNumber, bold, 16, 16, 1.0F, true},
    TypeStep{DialogTitle, bold, 13, 14.5F, 1.1F, true},
    TypeStep{DigitLarge, bold, 30, 30, 1.0F, true},
    TypeStep{Digit, bold, 22, 22, 1.0F, true},
    TypeStep{DigitWide, bold, 20, 20, 1.0F, true},
    TypeStep{DigitSmall, bold, 12, 12, 1.0F, true},
    TypeStep{Lead, thin, 8.4F, 9.8F, 1.25F, false},
    TypeStep{LeadWide, thin, 7.0F, 9.8F, 1.25F, false},
    TypeStep{ThanksLead, thin, 8.0F, 9.8F, 1.25F, false},
    TypeStep{Hint, thin, 6.6F, 9.8F, 1.25F, false},
    TypeStep{Body, thin, 6.4F, 9.8F, 1.4F, false},
    TypeStep{Dialog, thin, 6.8F, 9.8F, 1.32F, false},
    TypeStep{Label, bold, 7.2F, 9.8F, 1.14F, false},
    TypeStep{LabelTight, bold, 6.4F, 8.4F, 1.14F, false},
    TypeStep{LabelSmall, bold, 5.8F, 7.2F, 1.1F, false},
    TypeStep{LabelLeast, bold, 4.9F, 5.8F, 1.1F, false},
    TypeStep{Word, bold, 7.0F, 9.8F, 1.08F, false},
    TypeStep{WordWide, bold, 7.2F, 9.8F, 1.0F, false},
    TypeStep{WordTight, bold, 5.4F, 5.8F, 1.08F, false},
    TypeStep{WordRow, bold, 7.0F, 14, 1.0F, false},
    TypeStep{Name, bold, 6.8F, 9.8F, 1.15F, false},
    TypeStep{NameValue, thin, 5.8F, 9.8F, 1.15F, false},
    TypeStep{CellDigit, bold, 7.4F, 9.8F, 1.0F, false},
    TypeStep{Pipe, bold, 9.6F, 9.8F, 1.0F, false},
    TypeStep{Ends, bold, 6.4F, 9.8F, 1.22F, false},
    TypeStep{PanelTitle, bold, 9.0F, 9.8F, 1.12F, false},
    TypeStep{PanelText, thin, 5.8F, 9.8F, 1.22F, false},
    TypeStep{PanelAddress, bold, 7.0F, 9.8F, 1.2F, false},
    TypeStep{ToastTitle, bold, 6.2F, 9.8F, 1.2F, false},
    TypeStep{Undo, bold, 5.4F, 9.8F, 1.08F, false},
    TypeStep{Action, bold, 6.2F, 9.8F, 1.08F, false},
    TypeStep{ActionTight, bold, 5.4F, 7.2F, 1.08F, false},
    TypeStep{BigKey, bold, 9.0F, 9.8F, 1.08F, false},
    TypeStep{NextKey, bold, 8.0F, 9.8F, 1.08F, false},
    TypeStep{PrintKey, bold, 7.0F, 9.8F, 1.08F, false},
    TypeStep{Key, thin, 5.4F, 9.8F, 1.08F, false},
    TypeStep{KeyStrong, bold, 5.4F, 9.8F, 1.08F, false},
    TypeStep{KeyTight, thin, 4.9F, 7.2F, 1.08F, false},
    TypeStep{Letter, thin, 7.0F, 9.8F, 1.22F, false},
    TypeStep{LetterFunction, thin, 5.2F, 7.2F, 1.22F, false},
    TypeStep{Field, thin, 6.4F, 9.8F, 1.4F, false},
    TypeStep{FieldHint, thin, 5.6F, 9.8F, 1.25F, false},
    TypeStep{Owner, bold, 5.6F, 9.8F, 1.25F, false},
    TypeStep{Small, thin, 5.2F, 9.8F, 1.22F, false},
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

std::span<const TypeStep> type_ladder() { return ladder; }

}  // namespace otk::kiosk::look
