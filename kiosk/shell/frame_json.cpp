#include "kiosk/shell/frame_json.h"

#include <utility>

#include "core/base/assert.h"
#include "core/base/format.h"
#include "core/base/json.h"

namespace otk::kiosk::shell {

std::string_view name_of(Role role) {
    switch (role) {
        case Role::Button:
            return "button";
        case Role::Radio:
            return "radio";
        case Role::Checkbox:
            return "checkbox";
        case Role::Key:
            return "key";
        case Role::TextField:
            return "text-field";
        case Role::Heading:
            return "heading";
        case Role::Text:
            return "text";
        case Role::Status:
            return "status";
        case Role::Image:
            return "image";
        case Role::Dialog:
            return "dialog";
    }
    OTK_UNREACHABLE();
}

std::string json_of(const SeenFrame& seen) {
    Json list = Json::array();
    for (const Item& item : seen.items) {
        Json one = Json::object();
        one.set("id", item.id);
        one.set("role", name_of(item.role));
        one.set("label", item.label);
        one.set("x", static_cast<double>(item.rect.x));
        one.set("y", static_cast<double>(item.rect.y));
        one.set("width", static_cast<double>(item.rect.width));
        one.set("height", static_cast<double>(item.rect.height));
        one.set("enabled", item.enabled);
        one.set("foreground", format("#{:06x}", item.foreground));
        one.set("background", format("#{:06x}", item.background));
        if (item.id == seen.focused) one.set("focused", true);
        list.push_back(std::move(one));
    }
    Json frame = Json::object();
    frame.set("screen", seen.screen);
    frame.set("language", seen.language);
    frame.set("items", std::move(list));
    return frame.dump();
}

}  // namespace otk::kiosk::shell
