#pragma once

#include <string_view>
#include <vector>

#include "kiosk/widgets/frame.h"

/// Where the focus can stand: pure functions over the items of a frame. The pointers are into
/// `items`; null where there is no such stop.
namespace otk::kiosk::focus {

/// Everything that can be acted on, in reading order. What is disabled is none: it is read with the
/// rest of the page.
std::vector<const Item*> stops_of(const std::vector<Item>& items);

const Item* stop_named(const std::vector<Item>& items, std::string_view id);

/// Where a page begins: with what it asks, not with the keys for how it looks, which stand before
/// the answers on some panels.
const Item* first_stop(const std::vector<Item>& items);
const Item* last_stop(const std::vector<Item>& items);

/// The neighbour in reading order; past an end the other end, so that nobody is caught.
const Item* stop_after(const std::vector<Item>& items, std::string_view id);
const Item* stop_before(const std::vector<Item>& items, std::string_view id);

/// In the next row above or below, the one that is nearest across.
const Item* stop_above(const std::vector<Item>& items, std::string_view id);
const Item* stop_below(const std::vector<Item>& items, std::string_view id);

/// The one whose middle is nearest to that of `rect`.
const Item* stop_near(const std::vector<Item>& items, const Rect& rect);

/// What the key "back" presses: the harmless end of a dialog, else the way to the page before.
const Item* way_back(const std::vector<Item>& items);

/// It changes how the screen looks or sounds, not what is on it.
bool is_view_key(const Item& item);

bool has_dialog(const std::vector<Item>& items);

}  // namespace otk::kiosk::focus
