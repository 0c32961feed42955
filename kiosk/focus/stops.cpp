#include "kiosk/focus/stops.h"

#include <algorithm>
#include <cmath>
#include <limits>

#include "kiosk/model/intent_traits.h"

namespace otk::kiosk::focus {
namespace {

using model::IntentKind;

bool is_stop(const Item& item) {
    return item.intent.has_value() && item.enabled;
}

struct Point {
    float x;
    float y;
};

Point middle_of(const Rect& rect) {
    return {rect.x + rect.width / 2, rect.y + rect.height / 2};
}

float bottom_of(const Rect& rect) {
    return rect.y + rect.height;
}

/// The neighbour so many stops away, around the ends.
const Item* stop_beside(const std::vector<Item>& items, std::string_view id, std::ptrdiff_t step) {
    const std::vector<const Item*> stops = stops_of(items);
    const auto at =
        std::find_if(stops.begin(), stops.end(), [id](const Item* stop) { return stop->id == id; });
    if (at == stops.end()) return first_stop(items);
    const auto count = static_cast<std::ptrdiff_t>(stops.size());
    return stops[static_cast<std::size_t>((at - stops.begin() + step + count) % count)];
}

enum class Side { Above, Below };

/// How far `other` lies on that side of `rect`, from edge to edge; absent if it lies beside it.
/// Edges may overlap by some pixels where rows are not quite level.
std::optional<float> distance_on(Side side, const Rect& rect, const Rect& other) {
    const bool is_there =
        side == Side::Above ? bottom_of(other) <= middle_of(rect).y : other.y >= middle_of(rect).y;
    if (!is_there) return std::nullopt;
    return side == Side::Above ? rect.y - bottom_of(other) : other.y - bottom_of(rect);
}

/// The nearest row's nearest stop. A row is what overlaps, in height, with the stop that is
/// nearest on that side.
const Item* stop_on(Side side, const std::vector<Item>& items, std::string_view id) {
    const Item* const from = stop_named(items, id);
    if (from == nullptr) return first_stop(items);
    const Item* row = nullptr;
    float row_distance = std::numeric_limits<float>::max();
    std::vector<const Item*> there;
    for (const Item* const stop : stops_of(items)) {
        const std::optional<float> distance = distance_on(side, from->rect, stop->rect);
        if (!distance) continue;
        there.push_back(stop);
        if (*distance < row_distance) {
            row_distance = *distance;
            row = stop;
        }
    }
    const Item* nearest = nullptr;
    float least = std::numeric_limits<float>::max();
    for (const Item* const stop : there) {
        const float y = middle_of(stop->rect).y;
        if (y < row->rect.y || y > bottom_of(row->rect)) continue;
        const float across = std::abs(middle_of(stop->rect).x - middle_of(from->rect).x);
        if (across < least) {
            least = across;
            nearest = stop;
        }
    }
    return nearest;
}

/// Of staff's pages: to the page before, or out.
bool leads_back(const model::Intent& intent) {
    using model::StaffWish;
    return intent.wish == StaffWish::OpenStrip || intent.wish == StaffWish::OpenMenu ||
           intent.wish == StaffWish::BackToPlaces || intent.wish == StaffWish::BackToSlips || intent.wish == StaffWish::BackToAbout ||
           intent.wish == StaffWish::Leave;
}

bool leads_back(const Item& item) {
    const model::Intent& intent = *item.intent;
    if (intent.kind == IntentKind::TurnTo) return item.id == "back";  // to the sheet before
    return model::traits_of(intent.kind).leads_back || leads_back(intent);
}

}  // namespace

std::vector<const Item*> stops_of(const std::vector<Item>& items) {
    std::vector<const Item*> stops;
    for (const Item& item : items) {
        if (is_stop(item)) stops.push_back(&item);
    }
    return stops;
}

const Item* stop_named(const std::vector<Item>& items, std::string_view id) {
    const auto found = std::find_if(items.begin(), items.end(),
        [id](const Item& item) { return item.id == id && is_stop(item); });
    return found != items.end() ? &*found : nullptr;
}

const Item* first_stop(const std::vector<Item>& items) {
    const std::vector<const Item*> stops = stops_of(items);
    if (stops.empty()) return nullptr;
    const auto found = std::find_if(
        stops.begin(), stops.end(), [](const Item* stop) { return !is_view_key(*stop); });
    return found != stops.end() ? *found : stops.front();
}

const Item* last_stop(const std::vector<Item>& items) {
    const std::vector<const Item*> stops = stops_of(items);
    return stops.empty() ? nullptr : stops.back();
}

const Item* stop_after(const std::vector<Item>& items, std::string_view id) {
    return stop_beside(items, id, 1);
}

const Item* stop_before(const std::vector<Item>& items, std::string_view id) {
    return stop_beside(items, id, -1);
}

const Item* stop_above(const std::vector<Item>& items, std::string_view id) {
    return stop_on(Side::Above, items, id);
}

const Item* stop_below(const std::vector<Item>& items, std::string_view id) {
    return stop_on(Side::Below, items, id);
}

const Item* stop_near(const std::vector<Item>& items, const Rect& rect) {
    const std::vector<const Item*> stops = stops_of(items);
    const Point wanted = middle_of(rect);
    const auto distance = [wanted](const Item* stop) {
        const Point middle = middle_of(stop->rect);
        return std::hypot(middle.x - wanted.x, middle.y - wanted.y);
    };
    const auto nearest = std::min_element(stops.begin(), stops.end(),
        [&](const Item* one, const Item* other) { return distance(one) < distance(other); });
    return nearest != stops.end() ? *nearest : nullptr;
}

const Item* way_back(const std::vector<Item>& items) {
    const std::vector<const Item*> stops = stops_of(items);
    const auto found = std::find_if(
        stops.begin(), stops.end(), [](const Item* stop) { return leads_back(*stop); });
    return found != stops.end() ? *found : nullptr;
}

bool is_view_key(const Item& item) {
    return item.intent && model::traits_of(item.intent->kind).place == model::IntentPlace::View;
}

bool has_dialog(const std::vector<Item>& items) {
    return std::any_of(
        items.begin(), items.end(), [](const Item& item) { return item.role == Role::Dialog; });
}

}  // namespace otk::kiosk::focus
