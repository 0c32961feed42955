#include "tests/server/editions/attacker.h"

#include <algorithm>
#include <numeric>

#include <catch2/catch.hpp>

namespace otk::test {
namespace {

constexpr std::int64_t many = 1'000'000;  ///< more than any table of the tests holds

std::int64_t floor_of(std::int64_t whole, std::int64_t part) {
    const std::int64_t quotient = whole / part;
    return whole % part != 0 && (whole < 0) != (part < 0) ? quotient - 1 : quotient;
}

std::int64_t ceiling_of(std::int64_t whole, std::int64_t part) {
    return -floor_of(-whole, part);
}

}  // namespace

Attacker::Row Attacker::row_of(const std::set<std::string>& unknowns, std::int64_t sum) {
    Row row{.terms = {}, .sum = sum};
    for (const std::string& name : unknowns) {
        const auto [found, is_new] = m_numbers.emplace(name, m_by_number.size());
        if (is_new) m_by_number.push_back({0, many});
        row.terms[found->second] = 1;
    }
    return row;
}

void Attacker::learn(const std::set<std::string>& unknowns, std::int64_t sum) {
    if (!m_known.insert(unknowns).second) return;
    m_published.push_back(row_of(unknowns, sum));
}

void Attacker::learn_at_most(const std::set<std::string>& unknowns, std::int64_t most) {
    if (!unknowns.empty()) m_at_most.push_back(row_of(unknowns, most));
}

void Attacker::reduce(Row& row, std::int64_t& scale) const {
    scale = 1;
    // Beside its own a pivot's row names only later unknowns, so one way through is enough.
    for (auto term = row.terms.begin(); term != row.terms.end();) {
        const std::size_t number = term->first;
        const std::int64_t factor = term->second;
        const auto pivot = m_pivots.find(number);
        if (factor == 0 || pivot == m_pivots.end()) {
            term = factor == 0 ? row.terms.erase(term) : std::next(term);
            continue;
        }
        const std::int64_t own = pivot->second.terms.at(number);
        for (auto& [other, value] : row.terms)
            value *= own;
        row.sum *= own;
        scale *= own;
        for (const auto& [other, value] : pivot->second.terms)
            row.terms[other] -= value * factor;
        row.sum -= pivot->second.sum * factor;
        std::int64_t common = std::gcd(scale, row.sum);
        for (const auto& [other, value] : row.terms)
            common = std::gcd(common, value);
        for (auto& [other, value] : row.terms)
            value /= common;
        row.sum /= common;
        scale /= common;
        REQUIRE(std::abs(scale) < many);  // sums of sets: nothing grows
        term = row.terms.upper_bound(number);
        row.terms.erase(number);
    }
}

void Attacker::think() {
    for (const Row& published : m_published) {
        Row row = published;
        std::int64_t scale = 1;
        reduce(row, scale);
        if (row.terms.empty()) {
            REQUIRE(row.sum == 0);  // else the figures contradict each other
            continue;
        }
        m_pivots.emplace(row.terms.begin()->first, row);
    }
    // Backwards, so that no row names an unknown that another solves for.
    for (auto pivot = m_pivots.rbegin(); pivot != m_pivots.rend(); ++pivot) {
        Row& row = pivot->second;
        const std::int64_t own = row.terms.at(pivot->first);
        row.terms.erase(pivot->first);
        std::int64_t scale = 1;
        reduce(row, scale);
        row.terms[pivot->first] = own * scale;
    }
    bool moved = true;
    while (moved) {
        moved = false;
        for (const Row& row : m_published)
            moved = tighten(row, true) || moved;
        for (const auto& [number, row] : m_pivots)
            moved = tighten(row, true) || moved;
        for (const Row& row : m_at_most)
            moved = tighten(row, false) || moved;
    }
    for (const auto& [name, number] : m_numbers)
        m_bounds[name] = m_by_number[number];
}

bool Attacker::tighten(const Row& row, bool is_equation) {
    std::int64_t least = 0;
    std::int64_t most = 0;
    for (const auto& [number, factor] : row.terms) {
        const Bounds& bounds = m_by_number[number];
        least += factor * (factor > 0 ? bounds.low : bounds.high);
        most += factor * (factor > 0 ? bounds.high : bounds.low);
    }
    bool moved = false;
    for (const auto& [number, factor] : row.terms) {
        Bounds& bounds = m_by_number[number];
        // What is left for this one when all others are as small, or as large, as they can be.
        const std::int64_t up =
            row.sum - (least - factor * (factor > 0 ? bounds.low : bounds.high));
        const std::int64_t down =
            row.sum - (most - factor * (factor > 0 ? bounds.high : bounds.low));
        Bounds next = bounds;
        if (factor > 0) {
            next.high = std::min(next.high, floor_of(up, factor));
            if (is_equation) next.low = std::max(next.low, ceiling_of(down, factor));
        } else {
            next.low = std::max(next.low, ceiling_of(up, factor));
            if (is_equation) next.high = std::min(next.high, floor_of(down, factor));
        }
        if (next.low == bounds.low && next.high == bounds.high) continue;
        REQUIRE(next.low <= next.high);
        least += factor * (factor > 0 ? next.low - bounds.low : next.high - bounds.high);
        most += factor * (factor > 0 ? next.high - bounds.high : next.low - bounds.low);
        bounds = next;
        moved = true;
    }
    return moved;
}

std::int64_t Attacker::exact(const std::set<std::string>& unknowns) const {
    Row row;
    for (const std::string& name : unknowns) {
        const auto found = m_numbers.find(name);
        if (found == m_numbers.end()) return -1;  // in no figure at all
        row.terms[found->second] = 1;
    }
    std::int64_t scale = 1;
    reduce(row, scale);
    if (!row.terms.empty()) return -1;
    REQUIRE(row.sum % scale == 0);
    return -row.sum / scale;
}

}  // namespace otk::test
