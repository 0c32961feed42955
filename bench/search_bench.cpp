// How long the letters of a long list's search take: of the longest list that a form may have, for
// each letter that is typed, what is found and which letters lead on.

#include <algorithm>
#include <iterator>
#include <string>
#include <string_view>
#include <vector>

#include "bench/figure.h"
#include "core/base/format.h"
#include "core/text/word_search.h"

namespace {

using namespace otk;

std::vector<std::string> services(std::size_t count) {
    constexpr std::string_view deeds[]{
        "Выдача", "Предоставление", "Приём заявления на", "Согласование", "Постановка на учёт:"};
    constexpr std::string_view things[]{"градостроительный план участка",
        "субсидию на оплату жилья", "место в детском саду", "архивную справку",
        "разрешение на строительство", "земельный участок в аренду", "проведение земляных работ"};
    std::vector<std::string> labels;
    for (std::size_t at = 0; at < count; ++at) {
        labels.push_back(format(
            "{} {} № {}", deeds[at % std::size(deeds)], things[at % std::size(things)], at + 1));
    }
    return labels;
}

/// The slowest letter of a query, milliseconds.
double slowest_letter_ms(std::size_t count) {
    constexpr int rounds = 20;
    constexpr std::string_view query = "земел участ 1";
    const std::vector<std::string> labels = services(count);
    const std::vector<std::string_view> views(labels.begin(), labels.end());
    double slowest = 0;
    for (std::size_t length = 0; length <= query.size(); ++length) {
        std::vector<double> samples;
        for (int round = 0; round < rounds; ++round) {
            const bench::Stopwatch watch;
            const text::WordSearch search(views);
            const std::string_view typed = query.substr(0, length);
            const std::size_t told = search.found(typed).size() + search.letters(typed).size();
            if (told == 0) return -1;  // cannot be: the labels have letters
            samples.push_back(watch.microseconds() / 1'000);
        }
        slowest = std::max(slowest, bench::median(std::move(samples)));
    }
    return slowest;
}

}  // namespace

int main() {
    for (const std::size_t count : {std::size_t{60}, std::size_t{1'000}, std::size_t{2'000}}) {
        bench::print_figure(format("search: a letter, {} choices", count), slowest_letter_ms(count),
            "ms", bench::Bar{bench::Better::Lower, 8});
    }
    return 0;
}
