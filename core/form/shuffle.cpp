#include "core/form/shuffle.h"

#include <cstddef>

#include "core/form/seeded_chance.h"

namespace otk::form {

void shuffle(std::vector<const Choice*>& choices, std::int64_t seed) {
    std::vector<const Choice*> shuffled;
    shuffled.reserve(choices.size());
    for (const std::size_t index : shuffled_order(choices.size(), SeededChance(seed))) {
        shuffled.push_back(choices[index]);
    }
    choices = std::move(shuffled);
}

}  // namespace otk::form
