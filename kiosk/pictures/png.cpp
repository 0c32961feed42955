#include <cstddef>

#include <png.h>

#include "kiosk/pictures/palette.h"
#include "kiosk/pictures/render.h"

namespace otk::kiosk::pictures {

Result<void> write_png(const Path& path, const Image& image) {
    png_image head{};
    head.version = PNG_IMAGE_VERSION;
    head.width = static_cast<png_uint_32>(image.width);
    head.height = static_cast<png_uint_32>(image.height);
    head.format = PNG_FORMAT_RGB;
    Bytes rgb;
    rgb.reserve(image.pixels.size() * 3);
    for (const std::uint32_t pixel : image.pixels) {
        rgb.push_back(static_cast<std::uint8_t>(pixel >> 16U));
        rgb.push_back(static_cast<std::uint8_t>(pixel >> 8U));
        rgb.push_back(static_cast<std::uint8_t>(pixel));
    }
    if (png_image_write_to_file(&head, path.c_str(), 0, rgb.data(), 0, nullptr) == 0) {
        return fail(ErrorKind::Io, "write " + path.string() + ": " + head.message);
    }
    return {};
}

Result<void> write_png(const Path& path, const IndexedImage& image) {
    png_image head{};
    head.version = PNG_IMAGE_VERSION;
    head.width = static_cast<png_uint_32>(image.width);
    head.height = static_cast<png_uint_32>(image.height);
    head.format = PNG_FORMAT_RGB_COLORMAP;
    head.colormap_entries = static_cast<png_uint_32>(image.palette.size());
    Bytes colours;
    for (const std::uint32_t colour : image.palette) {
        colours.push_back(static_cast<std::uint8_t>(colour >> 16U));
        colours.push_back(static_cast<std::uint8_t>(colour >> 8U));
        colours.push_back(static_cast<std::uint8_t>(colour));
    }
    if (png_image_write_to_file(&head, path.c_str(), 0, image.pixels.data(), 0, colours.data()) ==
        0) {
        return fail(ErrorKind::Io, "write " + path.string() + ": " + head.message);
    }
    return {};
}

Result<Image> read_png(const Path& path) {
    png_image head{};
    head.version = PNG_IMAGE_VERSION;
    if (png_image_begin_read_from_file(&head, path.c_str()) == 0) {
        return fail(ErrorKind::Io, "read " + path.string() + ": " + head.message);
    }
    head.format = PNG_FORMAT_RGB;
    Bytes rgb(PNG_IMAGE_SIZE(head));
    if (png_image_finish_read(&head, nullptr, rgb.data(), 0, nullptr) == 0) {
        return fail(ErrorKind::Corrupt, "read " + path.string() + ": " + head.message);
    }
    Image image{static_cast<int>(head.width), static_cast<int>(head.height), {}};
    for (std::size_t at = 0; at + 2 < rgb.size(); at += 3) {
        image.pixels.push_back((static_cast<std::uint32_t>(rgb[at]) << 16U) |
                               (static_cast<std::uint32_t>(rgb[at + 1]) << 8U) | rgb[at + 2]);
    }
    return image;
}

}  // namespace otk::kiosk::pictures
