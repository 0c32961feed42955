// How many of a person's data in free text are hidden, and what is taken for them: sentences with
// data put together by rule, of a fixed seed, and honest sentences without any.

#include <cstdio>
#include <string>

#include "bench/figure.h"
#include "tests/core/text/masking_samples.h"

int main() {
    using namespace otk;
    constexpr std::uint64_t seed = 1;
    constexpr int of_each_kind = 2'000;
    const test::MaskingQuality quality = test::masking_quality(seed, of_each_kind);
    for (std::size_t kind = 0; kind < test::personal_kinds; ++kind) {
        const std::string name(test::name_of(static_cast<text::PersonalDatum>(kind)));
        bench::print_figure("masking: recall, " + name, quality.recall(kind) * 100, "%");
    }
    bench::print_figure("masking: precision", quality.precision() * 100, "%");
    bench::print_figure(
        "masking: sentences with more hidden than the datum", quality.hidden_beside, "sentences");
    bench::print_figure("masking: honest sentences", quality.honest, "sentences");
    bench::print_figure("masking: honest sentences with something hidden (false positives)",
        quality.mistaken, "sentences");
    return 0;
}
