#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "core/form/response.h"
#include "kiosk/model/staff_order.h"
#include "kiosk/model/state.h"

namespace otk::kiosk::model {

/// What a save makes of the visit's row (the words of kiosk/writer, which this room may not know).
enum class SaveKind { Open, Close, Drop };

/// A row to be made durable.
struct Save {
    std::uint64_t visit_id = 0;  ///< of this process; never used again after Close or Drop
    std::uint64_t revision = 0;  ///< from 1, grows within a visit
    form::Response response;     ///< everything but the day, which the writer sets
    SaveKind kind = SaveKind::Open;
};

/// What a step of the model asks of the world around it, in order.
struct Effects {
    std::vector<Save> saves;
    bool say_again = false;  ///< all of the page
    bool print = false;      ///< order one slip of the place, in the state's language
    std::vector<StaffOrder> staff_orders;
    bool state_changed = false;  ///< draw again
    bool page_turned = false;    ///< another page, screen or dialog: be deaf for half a second
    bool visitor_left = false;   ///< whoever comes next finds everything at its defaults
};

/// What the world tells the model.
struct Saved {
    std::uint64_t visit_id = 0;
    std::uint64_t revision = 0;
};
struct CannotRecord {};
struct Recovered {};
/// Whether the place is closed now. Told again and again: a visit that has begun ends first.
struct PlaceHours {
    std::optional<Closed> closed;  ///< none: open
};
struct PrinterState {
    bool ready = false;
};
/// Speech has a voice and a way out, in these languages.
struct SpeechReady {
    std::vector<std::string> languages;
};
/// A headset was plugged in, or pulled out.
struct HeadsetChanged {
    bool is_plugged = false;
};
struct PrintEnded {
    bool printed = false;
};

}  // namespace otk::kiosk::model
