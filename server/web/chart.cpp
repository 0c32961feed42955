#include "server/web/chart.h"

#include <algorithm>
#include <cmath>

#include "core/base/format.h"
#include "server/web/html.h"
#include "server/web/words.h"

namespace otk::web {
namespace {

constexpr double bar_width = 320;
constexpr double bar_height = 30;
/// A segment narrower than this does not hold its number.
constexpr double labelled_width_min = 22;

double part_of(std::int64_t n, std::int64_t all) {
    return all == 0 ? 0 : static_cast<double>(n) / static_cast<double>(all);
}

std::int64_t sum_of(const CellView& cell) {
    std::int64_t sum = 0;
    for (const OptionView& option : cell.options)
        sum += option.n;
    return sum;
}

std::int64_t largest_of(const CellView& cell) {
    std::int64_t largest = 0;
    for (const OptionView& option : cell.options)
        largest = std::max(largest, option.n);
    return largest;
}

std::string counts_in_words(const CellView& cell) {
    std::string words = answers_in_words(cell.n);
    std::string_view before = ": ";
    for (const OptionView& option : cell.options) {
        words += format("{}{} — {}", before, option.label, option.n);
        before = ", ";
    }
    return words;
}

}  // namespace

std::string marks_chart(const CellView& cell) {
    std::string segments;
    double x = 1;
    const double width = bar_width - 2;
    for (const OptionView& option : cell.options) {
        if (option.n == 0) continue;
        const double segment = width * part_of(option.n, sum_of(cell));
        segments +=
            format("<rect class=\"m{}\" x=\"{:.1f}\" y=\"1\" width=\"{:.1f}\" height=\"{}\"/>",
                escaped(option.name), x, segment, bar_height - 2);
        if (segment >= labelled_width_min) {
            segments += format(
                "<text class=\"on{}\" x=\"{:.1f}\" y=\"20\" text-anchor=\"middle\">{}</text>",
                escaped(option.name), x + segment / 2, option.n);
        }
        x += segment;
    }
    return format(
        "<svg class=\"marks\" viewBox=\"0 0 {0} {1}\" role=\"img\" aria-label=\"{2}\">"
        "<g>{3}</g><rect class=\"edge\" x=\"1\" y=\"1\" width=\"{4}\" height=\"{5}\" "
        "rx=\"4\"/></svg>",
        bar_width, bar_height, escaped(counts_in_words(cell)), segments, width, bar_height - 2);
}

std::string share_chart(const analysis::Share& share) {
    constexpr double length = 150;
    const auto at = [&](double value) { return 5 + value * length; };
    return format(
        "<svg class=\"share\" viewBox=\"0 0 160 20\" aria-hidden=\"true\" focusable=\"false\">"
        "<path class=\"axis\" d=\"M5 10H155M5 6V14M80 7V13M155 6V14\"/>"
        "<rect class=\"span\" x=\"{:.1f}\" y=\"6.5\" width=\"{:.1f}\" height=\"7\" rx=\"3.5\"/>"
        "<circle class=\"dot\" cx=\"{:.1f}\" cy=\"10\" r=\"5\"/></svg>",
        at(share.interval.low), (share.interval.high - share.interval.low) * length,
        at(share.value));
}

std::string columns_chart(const CellView& cell) {
    constexpr double height = 64;
    constexpr double floor = 78;
    const double step =
        bar_width / static_cast<double>(std::max<std::size_t>(cell.options.size(), 1));
    const auto largest = static_cast<double>(std::max<std::int64_t>(largest_of(cell), 1));
    std::string columns;
    double x = 0;
    for (const OptionView& option : cell.options) {
        const double column = height * static_cast<double>(option.n) / largest;
        columns += format(
            "<rect class=\"bar\" x=\"{:.1f}\" y=\"{:.1f}\" width=\"{:.1f}\" height=\"{:.1f}\" "
            "rx=\"2\"/>"
            "<text x=\"{:.1f}\" y=\"94\" text-anchor=\"middle\">{}</text>",
            x + step * 0.12, floor - column, step * 0.76, column, x + step / 2,
            escaped(option.label));
        if (option.n > 0) {
            columns += format(
                "<text class=\"count\" x=\"{:.1f}\" y=\"{:.1f}\" text-anchor=\"middle\">{}</text>",
                x + step / 2, floor - column - 4, option.n);
        }
        x += step;
    }
    return format(
        "<svg class=\"columns\" viewBox=\"0 0 {0} 98\" role=\"img\" aria-label=\"{1}\">"
        "<path class=\"axis\" d=\"M0 {2}H{0}\"/>{3}</svg>",
        bar_width, escaped(counts_in_words(cell)), floor, columns);
}

std::string choices_chart(const CellView& cell) {
    std::vector<OptionView> options = cell.options;
    std::stable_sort(options.begin(), options.end(),
        [](const OptionView& left, const OptionView& right) { return left.n > right.n; });
    std::string lines;
    for (const OptionView& option : options) {
        const double part = part_of(option.n, cell.n);
        lines += format(
            "<li{}><span class=\"label\">{}</span><svg class=\"choice\" viewBox=\"0 0 100 10\" "
            "preserveAspectRatio=\"none\" aria-hidden=\"true\" focusable=\"false\">"
            "<rect class=\"rail\" width=\"100\" height=\"10\"/><rect class=\"bar\" "
            "width=\"{:.1f}\" height=\"10\"/></svg>"
            "<span class=\"value\">{} <small>({})</small></span></li>",
            option.n == 0 ? " class=\"none\"" : "", escaped(option.label), part * 100,
            percent(part), option.n);
    }
    return format("<ul class=\"choices\">{}</ul>", lines);
}

}  // namespace otk::web
