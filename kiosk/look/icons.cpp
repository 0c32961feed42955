#include "kiosk/look/icons.h"

#include <array>

#include "core/base/assert.h"

namespace otk::kiosk::look {
namespace {

struct Row {
    Icon icon;
    std::string_view path;
    std::array<IconDrawing::Circle, 1> circle{};  ///< radius 0: none
    std::string_view fill = {};
    float width = 24;
    float stroke = 2.2F;
};

constexpr std::array rows{
    Row{.icon = Icon::Bigger, .path = "M2 21 L9 3 L16 21 M4.6 15 H13.4 M30 11 V21",
        .circle = {{{25, 16, 5}}}, .width = 34, .stroke = 2.6F},
    Row{.icon = Icon::Globe, .path = "M3 12 H21 M12 3 C7 8 7 16 12 21 C17 16 17 8 12 3",
        .circle = {{{12, 12, 9}}}},
    Row{.icon = Icon::Contrast, .path = "M12 3 V21", .circle = {{{12, 12, 9}}},
        .fill = "M12 3 C16.97 3 21 7.03 21 12 C21 16.97 16.97 21 12 21 Z"},
    Row{.icon = Icon::Tick, .path = "M4.5 12.5 L10 18 L19.5 6.5"},
    Row{.icon = Icon::Undo,
        .path = "M8 5 L3.5 9.5 L8 14 M4 9.5 H14 C18 9.5 20.5 12 20.5 15 C20.5 18 18 20 14.5 20 H10"},
    Row{.icon = Icon::Right, .path = "M4 12 H20 M13.5 5.5 L20 12 L13.5 18.5"},
    Row{.icon = Icon::Left, .path = "M20 12 H4 M10.5 5.5 L4 12 L10.5 18.5"},
    Row{.icon = Icon::Next,
        .path = "M2.5 20.5 C2.5 15.8 5 13.5 8.5 13.5 C12 13.5 14.5 15.8 14.5 20.5 M16 9 H22 "
                "M19 6 L22 9 L19 12",
        .circle = {{{8.5F, 7.5F, 3.7F}}}},
    Row{.icon = Icon::Here, .path = "M4 21 C4 16 7.2 13.8 12 13.8 C16.8 13.8 20 16 20 21",
        .circle = {{{12, 7.4F, 4}}}},
    Row{.icon = Icon::Printer,
        .path = "M7 9 V3.5 H17 V9 M7 17 H3.5 V9 H20.5 V17 H17 M7 14 H17 V20.5 H7 Z"},
    Row{.icon = Icon::Info, .path = "M12 11 V16.5 M12 7.4 V7.5", .circle = {{{12, 12, 9}}}},
    Row{.icon = Icon::Shield,
        .path = "M12 3 L19.5 5.5 V11 C19.5 16 16.5 19.5 12 21.2 C7.5 19.5 4.5 16 4.5 11 V5.5 Z "
                "M8.5 12 L11.2 14.7 L15.8 9.6"},
    Row{.icon = Icon::Paper,
        .path = "M6 3 H18 V20 L16 18.5 L14 20 L12 18.5 L10 20 L8 18.5 L6 20 Z M9.5 8 H14.5 "
                "M9.5 12 H14.5"},
    Row{.icon = Icon::Phone, .path = "M7 2.5 H17 V21.5 H7 Z M11 18.5 H13"},
    Row{.icon = Icon::Erase, .path = "M9 5 H21 V19 H9 L2.5 12 Z M12 9.5 L17 14.5 M17 9.5 L12 14.5"},
    Row{.icon = Icon::Shift, .path = "M12 3.5 L20 12 H15.5 V19.5 H8.5 V12 H4 Z"},
    Row{.icon = Icon::Enter, .path = "M20 5 V12 H5 M10 7 L5 12 L10 17"},
    Row{.icon = Icon::Lock,
        .path = "M5.5 11 H18.5 V20.5 H5.5 Z M8.5 11 V7.5 C8.5 2.5 15.5 2.5 15.5 7.5 V11"},
    Row{.icon = Icon::Clock, .path = "M12 7 V12 L15.5 14", .circle = {{{12, 12, 9}}}},
    Row{.icon = Icon::Cross, .path = "M5.5 5.5 L18.5 18.5 M18.5 5.5 L5.5 18.5"},
    Row{.icon = Icon::Pause, .path = "M8.5 5 V19 M15.5 5 V19"},
    Row{.icon = Icon::Warning, .path = "M12 3.5 L21.5 20 H2.5 Z M12 10 V14.5 M12 17.2 V17.3"},
    Row{.icon = Icon::Network,
        .path = "M2.5 9.5 C8 4.5 16 4.5 21.5 9.5 M6 13.2 C9.5 10.2 14.5 10.2 18 13.2 "
                "M9.4 16.8 C11 15.4 13 15.4 14.6 16.8 M12 20 V20.1"},
    Row{.icon = Icon::NoNetwork,
        .path = "M2.5 9.5 C8 4.5 16 4.5 21.5 9.5 M6 13.2 C9.5 10.2 14.5 10.2 18 13.2 "
                "M12 20 V20.1 M4 3 L20 21"},
    Row{.icon = Icon::Box,
        .path = "M3.5 8 L12 3.5 L20.5 8 V17 L12 21 L3.5 17 Z M3.5 8 L12 12.2 L20.5 8 "
                "M12 12.2 V21"},
    Row{.icon = Icon::Cover, .path = "M4 12 H20 V20 H4 Z M4 12 L17 4.5"},
    Row{.icon = Icon::Plug,
        .path = "M8 3 V8 M16 3 V8 M5.5 8 H18.5 V11 C18.5 15 15.5 17 12 17 C8.5 17 5.5 15 5.5 11 Z "
                "M12 17 V21.5"},
    Row{.icon = Icon::Question,
        .path = "M8.8 9.2 C8.8 5.2 15.4 5.4 15.2 9.2 C15 11.8 12 11.8 12 14.4 M12 17.6 V17.7",
        .circle = {{{12, 12, 9.6F}}}},
    Row{.icon = Icon::Drop,
        .path = "M12 3 C8 8.5 5.5 11.5 5.5 15 C5.5 18.6 8.4 21 12 21 C15.6 21 18.5 18.6 18.5 15 "
                "C18.5 11.5 16 8.5 12 3"},
    Row{.icon = Icon::Place,
        .path = "M12 21.5 C7.5 16.5 5 13 5 9.8 C5 5.8 8.1 3 12 3 C15.9 3 19 5.8 19 9.8 "
                "C19 13 16.5 16.5 12 21.5",
        .circle = {{{12, 9.8F, 2.6F}}}},
    Row{.icon = Icon::Lower, .path = "M12 3 V15.5 M6 9.5 L12 15.5 L18 9.5 M4.5 20.5 H19.5"},
    Row{.icon = Icon::Listen,
        .path = "M3 9.5 H7 L12 5 V19 L7 14.5 H3 Z M15.5 9 C17.3 10.7 17.3 13.3 15.5 15 "
                "M18.3 6.2 C21.5 9.4 21.5 14.6 18.3 17.8"},
    Row{.icon = Icon::Search, .path = "M15.5 15.5 L20.5 20.5", .circle = {{{10.5F, 10.5F, 7}}}},
    Row{.icon = Icon::Space, .path = "M3 10 V16 H21 V10"},
    Row{.icon = Icon::Sun,
        .path = "M12 1.8 V4.2 M12 19.8 V22.2 M1.8 12 H4.2 M19.8 12 H22.2 M4.8 4.8 L6.5 6.5 "
                "M17.5 17.5 L19.2 19.2 M19.2 4.8 L17.5 6.5 M6.5 17.5 L4.8 19.2",
        .circle = {{{12, 12, 4.6F}}}},
    Row{.icon = Icon::Repeat,
        .path = "M16.5 2.5 L20 6 L16.5 9.5 M4 12 V10 C4 7.5 5.5 6 8 6 H19 "
                "M7.5 21.5 L4 18 L7.5 14.5 M20 12 V14 C20 16.5 18.5 18 16 18 H5"},
    Row{.icon = Icon::Louder,
        .path = "M3 9.5 H7 L12 5 V19 L7 14.5 H3 Z M16 12 H22 M19 9 V15"},
    Row{.icon = Icon::Plus, .path = "M12 4.5 V19.5 M4.5 12 H19.5"},
    Row{.icon = Icon::Minus, .path = "M4.5 12 H19.5"},
};

constexpr std::size_t icon_count = static_cast<std::size_t>(Icon::Minus) + 1;
static_assert(rows.size() == icon_count, "a row for each icon");

std::array<IconDrawing, icon_count> make_icons() {
    std::array<IconDrawing, icon_count> icons;
    for (const Row& row : rows) {
        IconDrawing& made = icons[static_cast<std::size_t>(row.icon)];
        made.width = row.width;
        made.stroke = row.stroke;
        made.strokes = parse_path(row.path, 12, Corners::Cut);
        for (const IconDrawing::Circle& circle : row.circle) {
            if (circle.radius > 0) made.circles.push_back(circle);
        }
        if (!row.fill.empty()) made.fills = parse_path(row.fill, 12, Corners::Keep);
    }
    return icons;
}

}  // namespace

const IconDrawing& drawing_of(Icon icon) {
    static const std::array<IconDrawing, icon_count> icons = make_icons();
    const auto index = static_cast<std::size_t>(icon);
    OTK_ASSERT(index < icons.size());
    return icons[index];
}

}  // namespace otk::kiosk::look
