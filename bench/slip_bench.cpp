// What a slip costs: docs/PRINTING.md's bars are 10 µs for its text and 100 µs with its QR symbol.

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <string_view>
#include <variant>
#include <vector>

#include "core/qr/qr_code.h"
#include "core/text/code_points.h"
#include "drivers/printer/escpos.h"
#include "drivers/printer/slip_template.h"
#include "drivers/printer/standard_template.h"

namespace {

using namespace otk;
using Clock = std::chrono::steady_clock;

constexpr int rounds = 2000;
const std::string_view slip_link = "https://gorod.example/7K2F";

/// The median of many runs, in microseconds.
template <typename Work>
double median_us(const Work& work) {
    std::vector<double> times;
    for (int round = 0; round < rounds; ++round) {
        const auto begin = Clock::now();
        work();
        times.push_back(std::chrono::duration<double, std::micro>(Clock::now() - begin).count());
    }
    std::nth_element(times.begin(), times.begin() + rounds / 2, times.end());
    return times[rounds / 2];
}

void tell(std::string_view name, double value, std::string_view unit, double bar) {
    const std::string words(name);
    const std::string measure(unit);
    if (bar > 0) {
        std::printf("%s\t%.1f\t%s\t%.0f\t%s\n", words.c_str(), value, measure.c_str(), bar,
            value <= bar ? "ok" : "short");
    } else {
        std::printf("%s\t%.1f\t%s\t-\t-\n", words.c_str(), value, measure.c_str());
    }
}

std::size_t encoded_size(
    const printer::Slip& slip, const printer::Model& model, printer::Typefaces* typefaces) {
    return printer::encode_escpos(slip, model, typefaces).value().size();
}

/// What the other libraries were measured with: a link of 80 letters and six Russian lines.
printer::Slip plain_slip() {
    const std::string link = "https://gorod.example/opros/" + std::string(52, 'x');
    printer::Slip slip;
    slip.blocks.emplace_back(printer::TextBlock{
        "Расскажите подробнее", printer::TextSize::Large, printer::Weight::Bold});
    slip.blocks.emplace_back(printer::QrBlock{link});
    for (const char* line : {"Наведите камеру на код", "или наберите адрес:",
             "Анонимно, две минуты", "Зал 2, окно 7 · до 31.12.2026", "Спасибо!"}) {
        slip.blocks.emplace_back(printer::TextBlock{line});
    }
    slip.blocks.emplace_back(printer::CutBlock{});
    return slip;
}

/// What a slip's bytes are, where the printer draws the symbol: the letters of its lines with their
/// ends, the link, the rule, and all that says how.
void tell_parts(const printer::Slip& slip, const printer::Model& model) {
    const auto size_of = [&](const printer::Slip& some) {
        return static_cast<double>(encoded_size(some, model, nullptr));
    };
    printer::Slip without_rule;
    double letters = 0;
    double link = 0;
    const auto count = [&](const printer::TextBlock& block) {
        // A line more than there are breaks: none of these lines is wider than the paper.
        letters += static_cast<double>(text::code_points_of(block.text).size() + 1);
    };
    for (const printer::Block& block : slip.blocks) {
        if (!std::holds_alternative<printer::RuleBlock>(block))
            without_rule.blocks.push_back(block);
        if (const auto* const text = std::get_if<printer::TextBlock>(&block)) count(*text);
        if (const auto* const symbol = std::get_if<printer::QrBlock>(&block)) {
            link += static_cast<double>(symbol->link.size());
            for (const printer::TextBlock& beside : symbol->beside)
                count(beside);
        }
    }
    const double whole = size_of(slip);
    const double rule = whole - size_of(without_rule);
    tell("slip: shipped, native: letters and ends of lines", letters, "bytes", 0);
    tell("slip: shipped, native: link", link, "bytes", 0);
    tell("slip: shipped, native: rule", rule, "bytes", 0);
    tell("slip: shipped, native: commands", whole - letters - link - rule, "bytes", 0);
}

void measure(std::string_view name, const printer::Slip& slip, const printer::Model& model,
    printer::Typefaces* typefaces, double time_bar, double size_bar) {
    std::size_t bytes = 0;
    const double time = median_us([&] { bytes = encoded_size(slip, model, typefaces); });
    tell("slip: " + std::string(name), time, "us", time_bar);
    tell("slip: " + std::string(name) + ", size", static_cast<double>(bytes), "bytes", size_bar);
}

}  // namespace

int main() {
    const auto slip_template = printer::SlipTemplate::parse(printer::standard_template()).value();
    const printer::SlipFields fields{{"link", std::string(slip_link)},
        {"address", "gorod.example/7K2F"}, {"place", "Зал 2, окно 7"}, {"until", "31.12.2026"}};
    const printer::Slip shipped = slip_template.fill("ru", fields).value();
    auto typefaces = printer::Typefaces::open("/usr/share/fonts/truetype/paratype").value();
    const printer::Model& native = *printer::model_named("epson-tm-t20iii").value();
    const printer::Model& raster = *printer::model_named("generic-80").value();
    measure("80-letter link, 6 Russian lines, native", plain_slip(), native, nullptr, 10, 300);
    measure("80-letter link, 6 Russian lines, raster QR", plain_slip(), raster, nullptr, 100, 0);
    measure("shipped, native", shipped, native, &typefaces, 10, 300);
    tell_parts(shipped, native);
    measure("shipped, raster QR with words beside it", shipped, raster, &typefaces, 100, 0);
    std::size_t counted = 0;
    tell("slip: libqrencode alone", median_us([&] {
        counted += static_cast<std::size_t>(qr::encode(slip_link, qr::Level::Medium)->size());
    }),
        "us", 0);
    tell("slip: fill the template",
        median_us([&] { counted += slip_template.fill("ru", fields)->blocks.size(); }), "us", 0);
    return counted == 0 ? 1 : 0;
}
