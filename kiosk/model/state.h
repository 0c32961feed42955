#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "core/base/opening.h"
#include "core/form/form.h"
#include "core/form/visit.h"
#include "kiosk/model/staff_state.h"

namespace otk::kiosk::model {

enum class Screen {
    Rate,      ///< the form's first page when it is a mark: the question is the poster
    Question,  ///< every other page of the form
    Thanks,
    OutOfService,  ///< nothing can be recorded
    Closed,        ///< outside the hours of the place
    Staff,         ///< StaffState::page
};

enum class Overlay { None, WhatWeRecord, Idle };

/// What a visitor changed about the look; falls back to the defaults after the visit.
struct ViewOptions {
    std::string language = "ru";
    bool large = false;
    bool high_contrast = false;
    bool low = false;        ///< everything that is touched stands in the panel's lower half
    bool listening = false;  ///< what is shown is said
    int louder = 0;          ///< steps of volume over Comfort::volume

    /// Whether it looks other than at the start.
    bool is_any_on() const { return large || high_contrast || low; }
    friend bool operator==(const ViewOptions&, const ViewOptions&) = default;
};

/// How bright the panel is and how loud speech begins: what staff can set.
struct Comfort {
    static constexpr int volume_most = 5;  ///< speech::volume_steps
    int brightness = 100;                  ///< percent
    std::string from;                      ///< "20:00": the hours for which it holds
    std::string until;                     ///< the same as `from`: the whole day
    bool has_backlight = false;            ///< else the picture itself is drawn darker
    int volume = 3;

    friend bool operator==(const Comfort&, const Comfort&) = default;
};

/// What is said of a place that is closed.
struct Closed {
    Day today;                             ///< as the words count: "tomorrow"
    std::optional<schedule::Moment> next;  ///< when it opens; none: not soon

    friend bool operator==(const Closed&, const Closed&) = default;
};

/// Where the kiosk stands and whose it is; from the bundle and the configuration.
struct Surroundings {
    form::Texts owner;                   ///< «Администрация города»
    form::Texts place;                   ///< «Приёмная, окно 7»
    std::vector<std::string> languages;  ///< finished ones, default first
    std::string link;                    ///< what the QR says: "https://gorod.example/7K2F"
    std::string link_to_type;            ///< "gorod.example/7K2F"
    /// Another way to answer beside the link, for the out-of-service screen.
    struct Elsewhere {
        enum class Way { Screen, Paper };
        Way way = Way::Screen;
        form::Texts title;
        form::Texts detail;
    };
    std::vector<Elsewhere> elsewhere;
    std::optional<schedule::Hours> hours;  ///< of the place; none: always open
    /// Lists of so many choices and more begin with the letters to look for one, as the panel shows
    /// only few choices beside each other; 0: none does.
    std::size_t letters_from = 0;

    // For staff.
    std::string place_code;
    std::vector<PlaceChoice> places;  ///< where a kiosk can stand, this place among them
    std::string planned_place;        ///< code of the place from planned_place_day on; empty: none
    std::string planned_place_day;    ///< "2026-12-01"
    bool has_slips = false;           ///< the place's form names a slip
};

/// «Оценка записана»: shown only after the COMMIT that holds this mark.
struct Toast {
    int mark = 0;  ///< 1–5
    /// Of the undo ring: 7 s in quarter seconds. At 0 the toast has gone, but its place stays empty
    /// until the page turns.
    int left_steps = 28;
};

enum class Letters { Native, Latin, Digits };

struct Keyboard {
    Letters letters = Letters::Native;
    bool shift = false;
};

/// Looking for a choice of a long list.
struct Finder {
    bool is_typing = false;  ///< the keyboard stands where the list was
    std::string query;       ///< empty: the whole list

    friend bool operator==(const Finder&, const Finder&) = default;
};

/// All that the screens may know; open data, written by Model only.
struct State {
    Screen screen = Screen::Rate;
    Overlay overlay = Overlay::None;
    bool test = false;  ///< the kiosk is tried out: its answers count nowhere
    ViewOptions view;
    Surroundings surroundings;
    const form::Visit* visit = nullptr;  ///< null before the first form, out of service and closed
    Closed closed;                       ///< Screen::Closed
    std::optional<Toast> toast;
    Keyboard keyboard;
    Finder finder;  ///< of this page
    /// Where a page's answers have no room beside each other, the screens lay them on sheets: the
    /// one that is shown, from 0. The last one if there are fewer.
    std::size_t sheet = 0;
    /// Numbers and days of this page as they were typed, by question: "12.", "25.11.20". The visit
    /// has what of them is an answer already. Free texts are not here: they show as they are
    /// stored.
    std::map<std::size_t, std::string> typed;
    /// What kept the last «Дальше» or «Готово» from being done, until an answer changes.
    std::vector<form::Problem> problems;
    bool recorded = false;       ///< the whole response as it stands is durable: words may say so
    bool printer_ready = false;  ///< «Напечатать» is shown only then
    std::vector<std::string> spoken_languages;  ///< those of which «Прослушать» is shown
    bool headset = false;                       ///< one is plugged in: nobody else hears
    Comfort comfort;
    bool printing = false;    ///< a slip was asked for on this thank-you page
    int idle_left_s = 0;      ///< Overlay::Idle: seconds until the reset
    int idle_left_steps = 0;  ///< the same in quarters of a second: of its ring
    int idle_total_s = 20;
    int thanks_left_s = 0;  ///< Screen::Thanks: seconds until the first screen
    /// Screen::Rate: which face breathes (0–4) and how far in its 2 s (0–1); absent at rest.
    struct Breath {
        int face = 0;
        float phase = 0;
    };
    std::optional<Breath> breath;
    std::optional<StaffState> staff;  ///< Screen::Staff
};

/// The step of volume at which speech is said now, 1 to Comfort::volume_most.
int volume_of(const State& state);

}  // namespace otk::kiosk::model
