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
    Find,            ///< the keyboard over a long list
    ShowFound,       ///< from the keyboard back to the list, with what was found
    TurnTo,          ///< value: the number of a sheet of the page, from 0
    Done,            ///< «Готово»: ends the visit, the answers count
    Undo,            ///< «Исправить»
    NextVisitor,     ///< «Я следующий»
    SwitchLanguage,  ///< value: the language's code
    Larger,          ///< «Крупнее» on or off
    Contrast,        ///< «Контраст» on or off
    Lower,           ///< «Ниже» on or off
    Listen,          ///< «Прослушать» on or off
    Repeat,          ///< all of the page is said once more
    Volume,          ///< value: "+1", "-1"; "next": a step louder, behind the loudest the quietest
    Print,           ///< «Напечатать»
    WhatWeRecord,    ///< «Что мы записываем»
    CloseDialog,     ///< «Понятно»
    StillHere,       ///< «Я ещё здесь»
    Staff,           ///< wish: one of staff's
};

/// What somebody of the staff can want (StaffMode).
enum class StaffWish {
    None,
    Leave,       ///< back to the visitors
    OpenCode,    ///< the number pad
    OpenStrip,   ///< back from it
    Digit,       ///< value: "0" to "9"
    EraseDigit,
    SubmitCode,
    OpenMenu,
    OpenSlips,
    OpenPreview,  ///< the slip as it will be printed
    BackToSlips,
    OpenPlaces,
    OpenDetails,
    OpenScreenTest,
    OpenAbout,
    OpenRestart,
    OpenComfort,   ///< brightness and volume
    BackToPlaces,  ///< from the day
    BackToAbout,   ///< no restart
    Clean,         ///< nothing can be touched for half a minute
    Copies,        ///< value: "+1", "-1", "20"
    Print,
    PrintTest,
    JudgeTest,     ///< value: "yes" or "no", to the question about the test slip
    JudgeAgain,    ///< from the first of these questions
    Pause,
    Resume,        ///< on the strip: the job that was paused
    Cancel,
    WatchNone,     ///< done with a job: how many next?
    ChoosePlace,   ///< value: the place's code
    MovePlaceDay,  ///< value: "+1", "-1", "+7", "-7"
    ConfirmPlace,
    Brightness,    ///< value: "+10", "-10"
    Volume,        ///< value: "+1", "-1": where every visit begins
    TouchTest,     ///< value: the cell's index, for the colours anything
    Restart,
};

struct Intent {
    IntentKind kind;
    std::size_t question = 0;  ///< index into the form's questions, for Choose and Toggle
    std::string value;
    StaffWish wish = StaffWish::None;  ///< of Staff

    friend bool operator==(const Intent&, const Intent&) = default;
};

}  // namespace otk::kiosk::model
