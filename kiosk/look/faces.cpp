#include "kiosk/look/faces.h"

#include <iterator>

#include "core/base/assert.h"

namespace otk::kiosk::look {
namespace {

constexpr int steps = 16;

std::vector<Polyline> strokes(std::initializer_list<std::string_view> paths) {
    std::vector<Polyline> all;
    for (const std::string_view path : paths) {
        std::vector<Polyline> lines = parse_path(path, steps, Corners::Cut);
        all.insert(all.end(), std::make_move_iterator(lines.begin()),
            std::make_move_iterator(lines.end()));
    }
    return all;
}

std::vector<Polyline> outline(std::string_view path) {
    return parse_path(path, steps, Corners::Keep);
}

std::array<Face, 5> make_faces() {
    return {{
        {.eyes = {{35, 46, 5, 6.5F}, {65, 46, 5, 6.5F}},
            .strokes = strokes({"M22 37 C27 36 33 32 37 27", "M78 37 C73 36 67 32 63 27",
                "M29 77 C35 58 65 58 71 77"}),
            .mouth = {},
            .tongue = {}},
        {.eyes = {{35, 42, 5, 6.5F}, {65, 42, 5, 6.5F}},
            .strokes = strokes({"M32 72 C40 62 60 62 68 72"}),
            .mouth = {},
            .tongue = {}},
        {.eyes = {{35, 42, 5, 6.5F}, {65, 42, 5, 6.5F}},
            .strokes = strokes({"M31 67 L69 67"}),
            .mouth = {},
            .tongue = {}},
        {.eyes = {{35, 41, 5, 6.5F}, {65, 41, 5, 6.5F}},
            .strokes = strokes({"M29 60 C36 76 64 76 71 60"}),
            .mouth = {},
            .tongue = {}},
        {.eyes = {},
            .strokes = strokes({"M24 44 C26 33 40 33 42 44", "M58 44 C60 33 74 33 76 44"}),
            .mouth = outline("M25 56 L75 56 C75 74 64 84 50 84 C36 84 25 74 25 56 Z"),
            .tongue = outline("M37 78 C41 69 59 69 63 78 C56 82 44 82 37 78 Z")},
    }};
}

}  // namespace

const Face& face_of(int mark) {
    OTK_ASSERT(mark >= 1 && mark <= 5);
    static const std::array<Face, 5> faces = make_faces();
    return faces[static_cast<std::size_t>(mark - 1)];
}

}  // namespace otk::kiosk::look
