#include "core/form/shuffle.h"

#include <cstddef>

namespace otk::form {
namespace {

/// The "minimal standard" of S. K. Park and K. W. Miller, Random number generators: good ones are
/// hard to find, CACM 31 (1988): a Lehmer generator of modulus 2^31 - 1 and multiplier 7^5.
class ParkMiller {
  public:
    explicit ParkMiller(std::int64_t seed) : m_state(seed % modulus) {
        if (m_state <= 0) m_state += modulus - 1;
    }

    /// In [0, 1).
    double next() {
        m_state = m_state * multiplier % modulus;
        return static_cast<double>(m_state - 1) / static_cast<double>(modulus - 1);
    }

  private:
    static constexpr std::int64_t modulus = 2'147'483'647;
    static constexpr std::int64_t multiplier = 16'807;

    std::int64_t m_state;
};

}  // namespace

void shuffle(std::vector<const Choice*>& choices, std::int64_t seed) {
    ParkMiller random(seed);
    std::vector<const Choice*> shuffled(choices.size());
    for (std::size_t index = 0; index < choices.size(); ++index) {
        const auto place = static_cast<std::size_t>(random.next() * static_cast<double>(index + 1));
        shuffled[index] = shuffled[place];
        shuffled[place] = choices[index];
    }
    choices = std::move(shuffled);
}

}  // namespace otk::form
