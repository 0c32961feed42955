#include "core/form/question_kinds.h"

#include <array>

#include "core/base/assert.h"
#include "core/form/kinds/number.h"
#include "core/form/kinds/plain.h"
#include "core/form/kinds/select.h"

namespace otk::form {
namespace {

constexpr std::array kinds = {
    KindTraits{QuestionKind::Note, "note", true, false, false, accept_nothing},
    KindTraits{QuestionKind::Text, "text", true, true, false, accept_text},
    KindTraits{QuestionKind::Integer, "integer", true, true, false, accept_integer},
    KindTraits{QuestionKind::Decimal, "decimal", true, true, false, accept_decimal},
    KindTraits{QuestionKind::Range, "range", true, true, false, accept_range},
    KindTraits{QuestionKind::SelectOne, "select_one", true, true, true, accept_one_choice},
    KindTraits{QuestionKind::SelectMultiple, "select_multiple", true, true, true, accept_choices},
    KindTraits{QuestionKind::Rank, "rank", true, true, true, accept_ranking},
    KindTraits{QuestionKind::Acknowledge, "acknowledge", true, true, false, accept_acknowledgement},
    KindTraits{QuestionKind::Date, "date", true, true, false, accept_date},
    KindTraits{QuestionKind::Calculate, "calculate", false, false, false, accept_text},
    KindTraits{QuestionKind::Hidden, "hidden", false, false, false, accept_text},
};

constexpr bool is_in_order() {
    for (std::size_t index = 0; index < kinds.size(); ++index) {
        if (static_cast<std::size_t>(kinds[index].kind) != index) return false;
    }
    return true;
}
static_assert(kinds.size() == question_kind_count, "every kind has its row");
static_assert(is_in_order(), "traits_of looks a row up by its number");

}  // namespace

const KindTraits& traits_of(QuestionKind kind) {
    const auto index = static_cast<std::size_t>(kind);
    OTK_ASSERT(index < kinds.size());
    return kinds[index];
}

std::optional<QuestionKind> kind_named(std::string_view name) {
    for (const KindTraits& traits : kinds) {
        if (traits.name == name) return traits.kind;
    }
    return {};
}

std::span<const KindTraits> question_kinds() { return kinds; }

}  // namespace otk::form
