#pragma once

#include <map>
#include <memory>
#include <string>
#include <vector>

#include "core/form/form.h"
#include "core/form/visit.h"
#include "kiosk/model/state.h"
#include "kiosk/widgets/frame.h"

namespace otk::kiosk::pictures {

/// One state of the kiosk worth a picture. The state points into `visit`.
struct Scene {
    std::string name;  ///< "service-05-pains-answered"
    std::string kind;  ///< the same of every form: "select_multiple answered", "thanks printing"
    model::State state;
    Interaction interaction;
    std::string focused;  ///< the item that the keypad stands on; empty: none
    std::shared_ptr<form::Visit> visit;
};

using Forms = std::map<std::string, std::shared_ptr<const form::Form>, std::less<>>;

/// Every page of every form, empty and answered, after the worst and after the best marks, and what
/// stands around them: pressed, toast, thanks, dialogs, keyboards, out of service. In Russian, at
/// rest; the caller changes `state.view`.
std::vector<Scene> scenes(const Forms& forms, const model::Surroundings& surroundings);

/// The screen is that of the model for a page.
model::Screen screen_of_page(const form::Visit& visit);

}  // namespace otk::kiosk::pictures
