#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <vector>

namespace otk::form {

/// The order in which `count` things are taken after a shuffle: the "inside-out" variant of
/// Fisher–Yates that ODK XForms names for randomize(). `chance` gives numbers in [0, 1).
std::vector<std::size_t> shuffled_order(std::size_t count, const std::function<double()>& chance);

/// Park and Miller's "minimal standard" generator, which ODK XForms names for a seeded randomize():
/// the same seed gives the same order in every engine.
class SeededChance {
  public:
    explicit SeededChance(std::int64_t seed);
    double operator()();

  private:
    std::int64_t m_state;
};

}  // namespace otk::form
