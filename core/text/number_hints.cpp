#include "core/text/number_hints.h"

#include <array>
#include <string_view>

#include "core/text/nearby_words.h"

namespace otk::text {
namespace {

NumberHint hint_of(const Word& word) {
    static constexpr std::array<std::u32string_view, 16> phone{U"тел", U"звон", U"позвон",
        U"перезвон", U"созвон", U"дозвон", U"сотов", U"мобил", U"набер", U"вотс", U"ватс",
        U"вайбер", U"whats", U"viber", U"phone", U"call"};
    static constexpr std::array<std::u32string_view, 4> passport{
        U"паспорт", U"загран", U"сери", U"passport"};
    static constexpr std::array<std::u32string_view, 2> snils{U"снилс", U"страхов"};
    static constexpr std::array<std::u32string_view, 3> card{U"карт", U"card", U"visa"};
    static constexpr std::array<std::u32string_view, 34> other{U"заявл", U"справ", U"договор",
        U"дел", U"квитанц", U"счет", U"кабинет", U"окн", U"дом", U"кварт", U"улиц", U"талон",
        U"руб", U"тыс", U"млн", U"сумм", U"индекс", U"инн", U"участ", U"обращен", U"приказ",
        U"постановл", U"год", U"человек", U"огрн", U"уин", U"уип", U"кпп", U"бик", U"штрих",
        U"кадастр", U"трек", U"протокол", U"штраф"};
    if (begins_with_any(word, phone)) return NumberHint::Phone;
    if (begins_with_any(word, passport)) return NumberHint::Passport;
    if (begins_with_any(word, snils)) return NumberHint::Snils;
    // A chart is no card: карта, карты, карточка, картой.
    if (begins_with_any(word, card) && !word.starts_with(U"картин")) return NumberHint::Card;
    if (word.starts_with(U"номер")) return NumberHint::Number;
    if (begins_with_any(word, other)) return NumberHint::Other;
    return NumberHint::None;
}

}  // namespace

NumberHint number_hint(std::span<const CodePoint> letters, std::size_t begin, std::size_t end) {
    return hint_of(nearest_word(
        letters, begin, end, [](const Word& word) { return hint_of(word) != NumberHint::None; }));
}

}  // namespace otk::text
