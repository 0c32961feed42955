// What a slip costs: docs/PRINTING.md's bars are 10 µs for its text and 100 µs with its QR symbol.

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <string_view>
#include <vector>

#include "core/qr/qr_code.h"
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

std::size_t encoded_size(const printer::Slip& slip, printer::Typefaces& typefaces) {
    return printer::encode_escpos(slip, printer::models().front(), &typefaces).value().size();
}

}  // namespace

int main() {
    const auto slip_template = printer::SlipTemplate::parse(printer::standard_template()).value();
    const printer::SlipFields fields{{"link", std::string(slip_link)},
        {"address", "gorod.example/7K2F"}, {"place", "Зал 2, окно 7"}, {"until", "31.12.2026"}};
    const printer::Slip whole = slip_template.fill("ru", fields).value();
    printer::Slip text = whole;
    std::erase_if(text.blocks, [](const printer::Block& block) {
        return std::holds_alternative<printer::QrBlock>(block) ||
               std::holds_alternative<printer::RuleBlock>(block);
    });
    auto typefaces = printer::Typefaces::open("/usr/share/fonts/truetype/paratype").value();
    std::size_t bytes = 0;
    tell("slip: native text", median_us([&] { bytes = encoded_size(text, typefaces); }), "us", 10);
    tell("slip: native text, size", static_cast<double>(bytes), "bytes", 300);
    tell("slip: with raster QR", median_us([&] { bytes = encoded_size(whole, typefaces); }), "us",
        100);
    tell("slip: with raster QR, size", static_cast<double>(bytes), "bytes", 0);
    tell("slip: libqrencode alone", median_us([&] {
        bytes = static_cast<std::size_t>(qr::encode(slip_link, qr::Level::Medium).value().size());
    }),
        "us", 0);
    tell("slip: fill the template",
        median_us([&] { bytes = slip_template.fill("ru", fields).value().blocks.size(); }), "us",
        0);
    return bytes == 0 ? 1 : 0;
}
