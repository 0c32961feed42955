#include "core/form/seeded_chance.h"

#include <algorithm>

namespace otk::form {
namespace {

constexpr std::int64_t modulus = 2'147'483'647;  // 2^31 - 1
constexpr std::int64_t multiplier = 16'807;

}  // namespace

std::vector<std::size_t> shuffled_order(std::size_t count, const std::function<double()>& chance) {
    std::vector<std::size_t> order(count);
    for (std::size_t index = 0; index < count; ++index) {
        const auto drawn = static_cast<std::size_t>(chance() * static_cast<double>(index + 1));
        const std::size_t place = std::min(drawn, index);
        order[index] = order[place];
        order[place] = index;
    }
    return order;
}

SeededChance::SeededChance(std::int64_t seed) : m_state(seed % modulus) {
    if (m_state <= 0) m_state += modulus - 1;
}

double SeededChance::operator()() {
    m_state = m_state * multiplier % modulus;
    return static_cast<double>(m_state - 1) / static_cast<double>(modulus - 1);
}

}  // namespace otk::form
