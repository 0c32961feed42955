#include "cli/symbol_options.h"

#include <charconv>
#include <cmath>

#include "core/base/format.h"
#include "drivers/printer/slip_pattern.h"

namespace otk::cli {
namespace {

constexpr std::size_t address_letters_max = 48;
constexpr double module_mm_standard = 1;
constexpr double side_mm_max = 400;

/// Modules on a side up to which a higher level is worth its larger symbol.
constexpr int quartile_modules_max = 41;
constexpr int medium_modules_max = 61;

qr::Level level_for(std::size_t link_bytes) {
    const auto fits = [&](qr::Level level, int modules_max) {
        const auto modules = qr::size_for(link_bytes, level);
        return modules && *modules <= modules_max;
    };
    if (fits(qr::Level::Quartile, quartile_modules_max)) return qr::Level::Quartile;
    if (fits(qr::Level::Medium, medium_modules_max)) return qr::Level::Medium;
    return qr::Level::Low;
}

Result<double> side_mm_in(const std::string& text) {
    double side = 0;
    const auto [end, problem] = std::from_chars(text.data(), text.data() + text.size(), side);
    const bool is_read = problem == std::errc() && end == text.data() + text.size();
    if (is_read && side > 0 && side <= side_mm_max) return side;
    return fail(ErrorKind::InvalidInput,
        format("--side-mm {}: millimetres up to {} expected", text, side_mm_max));
}

}  // namespace

Result<std::string> link_in(const Arguments& arguments) {
    const std::string& link = arguments.text("--link");
    const printer::SlipField field = OTK_TRY(printer::slip_field("link"));
    if (link.empty()) return fail(ErrorKind::InvalidInput, "--link: an address expected");
    OTK_TRY(in("--link", printer::check_value(field, link)));
    return link;
}

Result<Symbol> symbol_in(const Arguments& arguments) {
    const std::string link = OTK_TRY(link_in(arguments));
    qr::QrCode code = OTK_TRY(qr::encode(link, level_for(link.size())));
    const int side_modules = code.size() + 2 * qr::quiet_zone_modules;
    const std::string& side = arguments.text("--side-mm");
    double module_mm = module_mm_standard;
    if (!side.empty()) module_mm = OTK_TRY(side_mm_in(side)) / side_modules;
    if (module_mm >= module_mm_min) return Symbol{std::move(code), module_mm};
    return fail(ErrorKind::InvalidInput,
        format("--side-mm {}: modules of {:.2f} mm would not be read at arm's length; {:.0f} mm or "
               "a shorter link are needed",
            side, module_mm, std::ceil(side_modules * module_mm_min)));
}

Option link_option() {
    return {OptionKind::Value, "--link", "The address in the QR code", true};
}

std::string address_in(std::string_view link) {
    const std::size_t scheme = link.find("://");
    if (scheme != std::string_view::npos) link.remove_prefix(scheme + 3);
    if (link.size() > address_letters_max) link = link.substr(0, link.find('/'));
    return std::string(link);
}

}  // namespace otk::cli
