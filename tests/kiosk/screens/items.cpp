#include "tests/kiosk/screens/items.h"

#include <algorithm>

#include <catch2/catch.hpp>

namespace otk::test {

using kiosk::Frame;
using kiosk::Item;

const Item* find(const Frame& frame, std::string_view id) {
    const auto found = std::ranges::find(frame.items, id, &Item::id);
    return found == frame.items.end() ? nullptr : &*found;
}

const Item& item(const Frame& frame, std::string_view id) {
    const Item* const found = find(frame, id);
    if (found == nullptr) FAIL("no item " << id);
    return *found;
}

}  // namespace otk::test
