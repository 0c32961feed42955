#pragma once

#include <string>

#include "kiosk/widgets/frame.h"

namespace otk::test {

inline kiosk::Item words(const std::string& id) {
    kiosk::Item item;
    item.id = id;
    item.role = kiosk::Role::Heading;
    item.label = id;
    return item;
}

inline kiosk::Item target(const std::string& id, const kiosk::Rect& rect,
    kiosk::model::IntentKind kind = kiosk::model::IntentKind::Choose) {
    kiosk::Item item = words(id);
    item.role = kiosk::Role::Button;
    item.rect = rect;
    item.intent = kiosk::model::Intent{kind, 0, id};
    return item;
}

inline kiosk::Item dialog() {
    kiosk::Item item = words("dialog");
    item.role = kiosk::Role::Dialog;
    return item;
}

}  // namespace otk::test
