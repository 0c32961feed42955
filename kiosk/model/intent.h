#pragma once

#include <cstddef>
#include <string>

namespace otk::kiosk::model {

/// What a visitor can want. A widget carries one; the shell hands it to the model on release.
enum class IntentKind {
    Choose,  ///< question, value: a mark, a single choice, a number; again: clears it (matrix)
    Toggle,  ///< question, value: one choice of several
    Type,    ///< value: a letter of the on-screen keyboard
    Erase,   ///< the last letter
    Shift,   ///< capital letters for one letter
    SwitchLetters,   ///< value: "letters", "latin" or "digits"
    Enter,           ///< a new line in a multiline text; never sends
    Next,            ///< «Дальше», «Пропустить»
    Back,            ///< «Назад»
    TurnTo,          ///< value: the number of a sheet of the page, from 0
    Done,            ///< «Готово»: ends the visit, the answers count
    Undo,            ///< «Исправить»
    NextVisitor,     ///< «Я следующий»
    SwitchLanguage,  ///< value: the language's code
    Larger,          ///< «Крупнее» on or off
    Contrast,        ///< «Контраст» on or off
    Print,           ///< «Напечатать»
    WhatWeRecord,    ///< «Что мы записываем»
    CloseDialog,     ///< «Понятно»
    StillHere,       ///< «Я ещё здесь»
};

struct Intent {
    IntentKind kind;
    std::size_t question = 0;  ///< index into the form's questions, for Choose and Toggle
    std::string value;

    friend bool operator==(const Intent&, const Intent&) = default;
};

}  // namespace otk::kiosk::model
