#pragma once

#include <cstdint>
#include <vector>

namespace otk::form {

struct Choice;

/// Puts choices into an order that depends on the seed alone, as ODK XForms describes randomize():
/// the "inside-out" variant of the Fisher-Yates shuffle, driven by a Park-Miller generator
/// (_sections/30-bindings.md, "fn:randomize"). One seed gives the order that every other engine of
/// that specification shows.
void shuffle(std::vector<const Choice*>& choices, std::int64_t seed);

}  // namespace otk::form
