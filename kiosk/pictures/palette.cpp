#include "kiosk/pictures/palette.h"

#include <algorithm>
#include <array>
#include <unordered_map>

#include "core/base/assert.h"

namespace otk::kiosk::pictures {
namespace {

constexpr std::array<unsigned, 3> channels{16, 8, 0};

int channel_of(std::uint32_t colour, unsigned shift) {
    return static_cast<int>((colour >> shift) & 0xFFU);
}

struct Counted {
    std::uint32_t colour;
    std::uint64_t count;
};

/// Colours near each other that will be one.
struct Box {
    std::vector<Counted> colours;
    std::uint64_t count = 0;
    unsigned longest = 0;  ///< shift of the channel in which they lie widest apart
    int extent = 0;        ///< how wide

    explicit Box(std::vector<Counted> held) : colours(std::move(held)) {
        for (const Counted& one : colours)
            count += one.count;
        for (const unsigned shift : channels) {
            const auto [least, most] = std::ranges::minmax(
                colours, {}, [shift](const Counted& one) { return channel_of(one.colour, shift); });
            const int apart = channel_of(most.colour, shift) - channel_of(least.colour, shift);
            if (apart > extent) {
                extent = apart;
                longest = shift;
            }
        }
    }

    /// What is gained by a cut.
    double weight() const { return static_cast<double>(count) * extent * extent; }
};

/// Two boxes with about half of the pixels each; none is empty. Needs colours that differ.
std::array<Box, 2> halves_of(Box box) {
    const unsigned shift = box.longest;
    std::ranges::sort(box.colours, [shift](const Counted& a, const Counted& b) {
        const int first = channel_of(a.colour, shift);
        const int second = channel_of(b.colour, shift);
        // The rest of the colour makes the order one and only, whatever a map gave.
        return first != second ? first < second : a.colour < b.colour;
    });
    std::size_t cut = 1;
    std::uint64_t below = box.colours.front().count;
    while (cut + 1 < box.colours.size() && 2 * below < box.count) {
        below += box.colours[cut].count;
        ++cut;
    }
    const auto middle = box.colours.begin() + static_cast<std::ptrdiff_t>(cut);
    return {Box({box.colours.begin(), middle}), Box({middle, box.colours.end()})};
}

std::vector<Counted> counted_colours(const Image& image) {
    std::unordered_map<std::uint32_t, std::uint64_t> counts;
    for (const std::uint32_t pixel : image.pixels)
        ++counts[pixel];
    std::vector<Counted> colours;
    colours.reserve(counts.size());
    for (const auto& [colour, count] : counts)
        colours.push_back({colour, count});
    return colours;
}

std::vector<Box> boxes_of(std::vector<Counted> colours, std::size_t most) {
    std::vector<Box> boxes;
    if (colours.empty()) return boxes;
    boxes.emplace_back(std::move(colours));
    while (boxes.size() < most) {
        const auto widest = std::ranges::max_element(boxes, {}, &Box::weight);
        if (widest->extent == 0) break;
        std::array<Box, 2> halves = halves_of(std::move(*widest));
        *widest = std::move(halves[0]);
        boxes.push_back(std::move(halves[1]));
    }
    return boxes;
}

}  // namespace

IndexedImage indexed(const Image& image, std::size_t colours) {
    OTK_ASSERT(colours >= 1 && colours <= 256);
    IndexedImage made{image.width, image.height, {}, {}};
    std::unordered_map<std::uint32_t, std::uint8_t> indices;
    for (const Box& box : boxes_of(counted_colours(image), colours)) {
        const auto index = static_cast<std::uint8_t>(made.palette.size());
        const auto commonest =
            std::ranges::max_element(box.colours, [](const Counted& a, const Counted& b) {
                return a.count != b.count ? a.count < b.count : a.colour < b.colour;
            });
        made.palette.push_back(commonest->colour);
        for (const Counted& one : box.colours)
            indices.emplace(one.colour, index);
    }
    made.pixels.reserve(image.pixels.size());
    for (const std::uint32_t pixel : image.pixels)
        made.pixels.push_back(indices.at(pixel));
    return made;
}

}  // namespace otk::kiosk::pictures
