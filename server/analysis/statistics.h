#pragma once

#include <cstdint>
#include <optional>
#include <span>

namespace otk::analysis {

/// Bounds of a share, each in [0, 1].
struct Interval {
    double low = 0;
    double high = 1;
};

/// Wilson's 95 % score interval of a share (Wilson 1927). It stays honest where the usual ± formula
/// lies: 5 of 5 is [0.566; 1], not [1; 1]. Needs 0 ≤ successes ≤ n; n = 0 gives [0; 1].
Interval wilson_95(std::int64_t successes, std::int64_t n);

/// How often a number was given.
struct NumberCount {
    double number = 0;
    std::int64_t n = 0;
};

/// What follows exactly from a histogram of marks or numbers.
struct Moments {
    std::int64_t n = 0;
    double mean = 0;
    std::optional<double> variance = {};  ///< of the sample (n − 1); absent for n = 1
};

/// Absent for an empty histogram.
std::optional<Moments> moments(std::span<const NumberCount> histogram);

/// A share with its interval; n ≥ 1.
struct Share {
    double value = 0;
    Interval interval;
};

/// Satisfied are the marks 4 and 5, the practice of the regions (R70). Absent without marks.
std::optional<Share> share_of_4_and_5(std::span<const NumberCount> histogram);

/// Net promoter score: percent of 9–10 minus percent of 0–6, in [−100, 100]. Absent without
/// answers.
std::optional<double> net_promoter_score(std::span<const NumberCount> histogram);

}  // namespace otk::analysis
