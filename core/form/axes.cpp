#include "core/form/axes.h"

#include <algorithm>
#include <array>

namespace otk::form {
namespace {

struct Spelling {
    std::string_view name;
    Axis axis;
};

constexpr std::array spellings = {
    Spelling{"ancestor", Axis::Ancestor},
    Spelling{"ancestor-or-self", Axis::AncestorOrSelf},
    Spelling{"attribute", Axis::Attribute},
    Spelling{"child", Axis::Child},
    Spelling{"descendant", Axis::Descendant},
    Spelling{"descendant-or-self", Axis::DescendantOrSelf},
    Spelling{"following", Axis::Following},
    Spelling{"following-sibling", Axis::FollowingSibling},
    Spelling{"parent", Axis::Parent},
    Spelling{"preceding", Axis::Preceding},
    Spelling{"preceding-sibling", Axis::PrecedingSibling},
    Spelling{"self", Axis::Self},
};

}  // namespace

std::optional<Axis> axis_named(std::string_view name) {
    const auto found = std::find_if(spellings.begin(), spellings.end(),
        [name](const Spelling& spelling) { return spelling.name == name; });
    if (found == spellings.end()) return {};
    return found->axis;
}

bool is_reverse(Axis axis) {
    switch (axis) {
        case Axis::Parent:
        case Axis::Ancestor:
        case Axis::AncestorOrSelf:
        case Axis::Preceding:
        case Axis::PrecedingSibling:
            return true;
        case Axis::Child:
        case Axis::Descendant:
        case Axis::DescendantOrSelf:
        case Axis::FollowingSibling:
        case Axis::Following:
        case Axis::Attribute:
        case Axis::Self:
            break;
    }
    return false;
}

}  // namespace otk::form
