#include "bench/figure.h"

#include <algorithm>
#include <cstdio>

#include "core/base/assert.h"
#include "core/base/format.h"

namespace otk::bench {

void print_figure(
    std::string_view name, double value, std::string_view unit, std::optional<Bar> bar) {
    std::string bound = "-";
    std::string verdict = "-";
    if (bar) {
        const bool lower = bar->better == Better::Lower;
        bound = format("{} {}", lower ? "<=" : ">=", bar->value);
        const bool met = lower ? value <= bar->value : value >= bar->value;
        verdict = met ? "ok" : "short";
    }
    const std::string shown = value >= 1000 ? format("{:.0f}", value) : format("{:.4g}", value);
    const std::string line = format("{}\t{}\t{}\t{}\t{}\n", name, shown, unit, bound, verdict);
    std::fputs(line.c_str(), stdout);
    std::fflush(stdout);
}

double percentile(std::vector<double> samples, double share) {
    OTK_ASSERT(!samples.empty());
    const auto last = static_cast<double>(samples.size() - 1);
    const auto at = samples.begin() + static_cast<std::ptrdiff_t>(last * share);
    std::nth_element(samples.begin(), at, samples.end());
    return *at;
}

}  // namespace otk::bench
