#include "drivers/printer/advice.h"

#include "core/base/assert.h"

namespace otk::printer {
namespace {

/// Of the generic rows for narrow paper.
constexpr int narrow_dots = 384;

const Model& row(std::string_view name) {
    const Result<const Model*> found = model_named(name);
    OTK_ASSERT(found.has_value());
    return **found;
}

}  // namespace

const Model& advised_model(const Model& set, const SlipSeen& seen) {
    const bool is_narrow = set.width_dots <= narrow_dots;
    if (!seen.edges && !is_narrow) return row("generic-58");
    if (seen.letters && seen.symbol) return set;
    return row(is_narrow ? "generic-58-drawn" : "generic-80-drawn");
}

}  // namespace otk::printer
