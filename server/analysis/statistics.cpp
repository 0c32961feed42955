#include "server/analysis/statistics.h"

#include <algorithm>
#include <cmath>

#include "core/base/assert.h"

namespace otk::analysis {
namespace {

/// The 97.5 % quantile of the normal distribution: 95 % lie between −z and z.
constexpr double z = 1.959963984540054;

template <typename Accept>
std::int64_t count_where(std::span<const NumberCount> histogram, Accept accept) {
    std::int64_t sum = 0;
    for (const NumberCount& bar : histogram) {
        if (accept(bar.number)) sum += bar.n;
    }
    return sum;
}

std::int64_t count_all(std::span<const NumberCount> histogram) {
    return count_where(histogram, [](double) { return true; });
}

}  // namespace

Interval wilson_95(std::int64_t successes, std::int64_t n) {
    OTK_ASSERT(successes >= 0 && successes <= n);
    if (n == 0) return Interval{};
    const auto size = static_cast<double>(n);
    const double share = static_cast<double>(successes) / size;
    const double denominator = 1 + z * z / size;
    const double centre = (share + z * z / (2 * size)) / denominator;
    const double half =
        z * std::sqrt(share * (1 - share) / size + z * z / (4 * size * size)) / denominator;
    return Interval{std::max(0.0, centre - half), std::min(1.0, centre + half)};
}

std::optional<Moments> moments(std::span<const NumberCount> histogram) {
    Moments result{.n = count_all(histogram)};
    if (result.n == 0) return std::nullopt;
    const auto size = static_cast<double>(result.n);
    for (const NumberCount& bar : histogram) {
        result.mean += bar.number * static_cast<double>(bar.n) / size;
    }
    if (result.n == 1) return result;
    double squares = 0;
    for (const NumberCount& bar : histogram) {
        const double distance = bar.number - result.mean;
        squares += distance * distance * static_cast<double>(bar.n);
    }
    result.variance = squares / (size - 1);
    return result;
}

std::optional<Share> share_of_4_and_5(std::span<const NumberCount> histogram) {
    const std::int64_t n = count_all(histogram);
    if (n == 0) return std::nullopt;
    const std::int64_t satisfied = count_where(histogram, [](double mark) { return mark >= 4; });
    return Share{static_cast<double>(satisfied) / static_cast<double>(n), wilson_95(satisfied, n)};
}

std::optional<double> net_promoter_score(std::span<const NumberCount> histogram) {
    const std::int64_t n = count_all(histogram);
    if (n == 0) return std::nullopt;
    const std::int64_t promoters = count_where(histogram, [](double value) { return value >= 9; });
    const std::int64_t detractors = count_where(histogram, [](double value) { return value <= 6; });
    return 100.0 * static_cast<double>(promoters - detractors) / static_cast<double>(n);
}

}  // namespace otk::analysis
