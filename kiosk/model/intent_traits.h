#pragma once

#include "kiosk/model/intent.h"

namespace otk::kiosk::model {

/// What a wish is about, and with that where it means something.
enum class IntentPlace {
    Page,            ///< a page of the form that no dialog lies over
    PageAndLetters,  ///< the same, and the letters over a long list
    View,            ///< how every page looks and whether it speaks: its keys stand on every page
    Voice,           ///< the speech that somebody listens to
    Visit,           ///< the visit as a whole, and what lies over its pages
    Staff,           ///< staff's pages
};

struct IntentTraits {
    IntentPlace place;
    /// To where one came from: what a keypad's Back looks for. A sheet's number may as well, and a
    /// wish of staff's: that depends on the item.
    bool leads_back = false;
};

/// Beside the model's own step for each wish (model_intents.cpp) the one place that names every
/// kind: a new one stops the build in these two.
IntentTraits traits_of(IntentKind kind);

}  // namespace otk::kiosk::model
