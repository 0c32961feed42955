#pragma once

#include <cstdint>
#include <span>

namespace otk {

/// Where chance comes from; tests and simulations bring a seeded one. Any thread may call
/// SystemRandom; SeededRandom belongs to one thread.
class Random {
  public:
    Random() = default;
    Random(const Random&) = delete;
    Random& operator=(const Random&) = delete;
    virtual ~Random() = default;

    virtual void fill(std::span<std::uint8_t> bytes) = 0;

    /// A uniform number in [0, bound); bound > 0.
    std::uint64_t below(std::uint64_t bound);
};

/// getrandom(2): good for keys and ids.
class SystemRandom final : public Random {
  public:
    void fill(std::span<std::uint8_t> bytes) override;
};

/// SplitMix64 (Steele, Lea, Flood 2014): repeatable, never for keys outside tests.
class SeededRandom final : public Random {
  public:
    explicit SeededRandom(std::uint64_t seed) : m_state(seed) {}
    void fill(std::span<std::uint8_t> bytes) override;

  private:
    std::uint64_t m_state;
};

/// A uniform order of the elements (Fisher–Yates), O(n).
template <typename Element>
void shuffle(std::span<Element> elements, Random& random) {
    for (std::size_t left = elements.size(); left > 1; --left) {
        const auto chosen = random.below(left);
        using std::swap;
        swap(elements[left - 1], elements[chosen]);
    }
}

}  // namespace otk
