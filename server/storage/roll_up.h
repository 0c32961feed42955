#pragma once

#include <compare>
#include <cstdint>
#include <map>
#include <string>

namespace otk::storage {

/// Under what an answer is counted. Roll-ups of one key merge by addition.
struct CountKey {
    std::string day;  ///< "2026-11-22", or "2026-Q4" in the roll-up of quarters
    std::string place;
    std::string form;
    std::string version;
    std::string audience;  ///< external | internal
    std::string question;
    std::string direction;  ///< empty: none
    std::string channel;
    std::string language;
    bool flagged = false;  ///< looks like misuse; counted apart, never deleted
    bool partial = false;  ///< the visitor did not come to the end

    friend auto operator<=>(const CountKey&, const CountKey&) = default;
};

struct Counts {
    std::int64_t asked = 0;
    std::int64_t answered = 0;
    std::map<std::string, std::int64_t> options = {};

    friend bool operator==(const Counts&, const Counts&) = default;
};

/// In key order, so that every writer takes rows in one order.
using RollUp = std::map<CountKey, Counts>;

void add(RollUp& sum, const RollUp& part);

/// The same counts by quarter.
RollUp by_quarter(const RollUp& days);

}  // namespace otk::storage
