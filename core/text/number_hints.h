#pragma once

#include <cstddef>
#include <span>

#include "core/text/code_points.h"

namespace otk::text {

/// What the words beside a number say that it is.
enum class NumberHint {
    None,
    Phone,     ///< телефон, звоните, мобильный …
    Number,    ///< номер
    Passport,  ///< паспорт, серия, загран…
    Snils,     ///< СНИЛС, страховой
    Card,      ///< карта, карточка, card
    Other,  ///< заявление, договор, кабинет, дом, рублей: no person's number
};

/// The nearest telling word within 40 letters before the number, else after it.
NumberHint number_hint(std::span<const CodePoint> letters, std::size_t begin, std::size_t end);

}  // namespace otk::text
