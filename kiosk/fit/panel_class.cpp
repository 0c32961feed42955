#include "kiosk/fit/panel_class.h"

#include <array>
#include <charconv>
#include <cmath>
#include <optional>
#include <utility>

#include "core/base/assert.h"
#include "core/base/format.h"

namespace otk::kiosk::fit {
namespace {

constexpr std::array<std::string_view, 2> usual = {"21.5:1080x1920", "21.5:1920x1080"};

/// The number at the beginning of the text, which is taken off with the mark behind it ('\0': the
/// text has to end there); absent if there is none.
template <typename Number>
std::optional<Number> take(std::string_view& text, char mark) {
    Number number{};
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (error != std::errc()) return {};
    text.remove_prefix(static_cast<std::size_t>(end - text.data()));
    const bool ends_well = mark == '\0' ? text.empty() : text.starts_with(mark);
    if (!ends_well) return {};
    if (mark != '\0') text.remove_prefix(1);
    return number;
}

}  // namespace

Result<PanelClass> parse_panel_class(std::string_view text) {
    std::string_view rest = text;
    const auto inches = take<double>(rest, ':');
    const auto width = inches ? take<int>(rest, 'x') : std::nullopt;
    const auto height = width ? take<int>(rest, '\0') : std::nullopt;
    if (!height || !(*inches > 0) || *width <= 0 || *height <= 0) {
        return fail(ErrorKind::InvalidInput,
            format("--panel {}: a diagonal in inches, width and height in pixels expected, for "
                   "example 10.1:800x1280",
                text));
    }
    constexpr double mm_per_inch = 25.4;
    const double mm_per_px = *inches * mm_per_inch / std::hypot(*width, *height);
    PanelClass made{format("{:g}\" {}x{}", *inches, *width, *height),
        {*width, *height, static_cast<float>(*width * mm_per_px),
            static_cast<float>(*height * mm_per_px)}};
    OTK_TRY(in(format("--panel {}", text), look::check(made.panel)));
    return made;
}

std::vector<PanelClass> usual_panel_classes() {
    std::vector<PanelClass> classes;
    for (const std::string_view text : usual) {
        Result<PanelClass> made = parse_panel_class(text);
        OTK_ASSERT(made.has_value());
        classes.push_back(std::move(*made));
    }
    return classes;
}

}  // namespace otk::kiosk::fit
