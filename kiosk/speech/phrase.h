#pragma once

#include <string>
#include <vector>

namespace otk::kiosk::speech {

/// Something that is said in one breath.
struct Phrase {
    std::string text;

    friend bool operator==(const Phrase&, const Phrase&) = default;
};

/// What is to be said, in order.
struct Saying {
    std::vector<Phrase> phrases;
    bool interrupts = true;  ///< else it waits until what is being said has ended

    friend bool operator==(const Saying&, const Saying&) = default;
};

}  // namespace otk::kiosk::speech
