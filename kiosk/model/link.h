#pragma once

#include <string>

#include "kiosk/model/state.h"

namespace otk::kiosk::model {

/// An address as the QR code says it and as a person types it.
struct Link {
    std::string link;     ///< "https://gorod.example/7K2F"
    std::string to_type;  ///< "gorod.example/7K2F"
};

/// Where the thank-you page leads: the QR code that the form makes of this visit's answers (a
/// printer text with a `<qrcode>` element), else the place's own link.
Link link_of(const State& state);

}  // namespace otk::kiosk::model
