// How well misuse is told from hurry, tremor and agreement: visitors of every kind, of a fixed
// seed.

#include <string>

#include "bench/figure.h"
#include "tests/kiosk/misuse/visitors.h"

int main() {
    using namespace otk;
    constexpr std::uint64_t seed = 1;
    constexpr int rounds = 2'000;
    const test::Quality quality = test::quality(seed, rounds);
    bench::print_figure("misuse flagged: recall", quality.recall * 100, "%");
    bench::print_figure("misuse flagged: precision", quality.precision * 100, "%");
    for (std::size_t index = 0; index < test::visitor_kinds.size(); ++index) {
        const test::VisitorTraits& traits = test::visitor_kinds.at(index);
        const test::Hall::Count& count = quality.by_kind.at(index);
        bench::print_figure("misuse flagged: " + std::string(traits.name) +
                                (traits.is_misuse ? " (misuse)" : " (honest)"),
            100.0 * count.flagged / count.visits, "% of visits");
    }
    return 0;
}
