#pragma once

#include <cstdint>
#include <map>
#include <set>
#include <string>
#include <vector>

namespace otk::test {

/// Who has every published figure and wants to know how many people stand behind what is hidden. He
/// is told more than any reader is: which unknowns each figure adds up. All that he claims follows
/// from the figures (elimination over the integers, then bounds until nothing moves), so a claim
/// that the truth contradicts is a mistake of the test; what he cannot claim he may still not be
/// able to prove hidden.
class Attacker {
  public:
    struct Bounds {
        std::int64_t low = 0;
        std::int64_t high = 0;
    };

    /// Publishing: these unknowns are so many together.
    void learn(const std::set<std::string>& unknowns, std::int64_t sum);
    /// The rule: what waits is at most so many.
    void learn_at_most(const std::set<std::string>& unknowns, std::int64_t most);

    /// After all learning. O(figures × unknowns × rank).
    void think();

    /// Of each unknown that was ever named.
    const std::map<std::string, Bounds>& bounds() const { return m_bounds; }
    /// The exact sum of these if it follows from the figures, else -1.
    std::int64_t exact(const std::set<std::string>& unknowns) const;

  private:
    /// Coefficients by unknown's number, and the sum.
    struct Row {
        std::map<std::size_t, std::int64_t> terms;
        std::int64_t sum = 0;
    };
    Row row_of(const std::set<std::string>& unknowns, std::int64_t sum);
    /// Takes the pivots' unknowns out of it.
    void reduce(Row& row, std::int64_t& scale) const;
    bool tighten(const Row& row, bool is_equation);

    std::map<std::string, std::size_t> m_numbers;
    std::vector<Bounds> m_by_number;
    std::vector<Row> m_published;
    std::set<std::set<std::string>> m_known;
    std::vector<Row> m_at_most;
    std::map<std::size_t, Row> m_pivots;  ///< by the unknown that each solves for
    std::map<std::string, Bounds> m_bounds;
};

}  // namespace otk::test
