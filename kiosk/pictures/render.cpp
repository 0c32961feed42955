#include "kiosk/pictures/render.h"

#include <imgui.h>

#include "kiosk/look/emblem.h"
#include "kiosk/look/shrink.h"
#include "kiosk/raster/picture.h"
#include "kiosk/screens/screens.h"
#include "kiosk/widgets/pictures.h"

namespace otk::kiosk::pictures {

/// Pictures that are made ready where they are asked for: here nobody waits for a frame.
class Renderer::StillPictures final : public widgets::Pictures {
  public:
    explicit StillPictures(std::map<std::string, Path, std::less<>> files)
        : m_files(std::move(files)) {}

    Size size_of(std::string_view file) const override {
        const image::Rgba* const picture = whole(file);
        return picture != nullptr ? Size{picture->width, picture->height} : Size{};
    }
    Texture at(std::string_view file, Size size) override {
        const image::Rgba* const picture = whole(file);
        if (picture == nullptr) return nullptr;
        Shown& shown = m_shown[{std::string(file), size.width, size.height}];
        if (shown.texture.pixels == nullptr) {
            shown.picture = look::shrunk(*picture, size.width, size.height);
            shown.texture = {raster::Texture::Format::Rgba32, shown.picture.pixels.data(),
                size.width, size.height, 0};
        }
        return &shown.texture;
    }

  private:
    struct Shown {
        image::Rgba picture;
        raster::Texture texture;
    };

    /// Null for one that cannot be read: its label stands alone, as on a kiosk.
    const image::Rgba* whole(std::string_view file) const {
        const auto path = m_files.find(file);
        if (path == m_files.end()) return nullptr;
        const auto [place, is_new] = m_whole.try_emplace(path->first);
        if (is_new) {
            const Result<Bytes> bytes = read_file(path->second, limits.bytes_max);
            Result<image::Rgba> picture = bytes ? image::decode_png(*bytes, limits)
                                                : Result<image::Rgba>(Failure(bytes.error()));
            if (picture) place->second = std::move(*picture);
        }
        return place->second.width > 0 ? &place->second : nullptr;
    }

    static constexpr image::PngLimits limits{.side_max = 2160};
    std::map<std::string, Path, std::less<>> m_files;
    mutable std::map<std::string, image::Rgba, std::less<>> m_whole;
    std::map<std::tuple<std::string, int, int>, Shown> m_shown;
};

struct Renderer::Parts {
    Parts(std::shared_ptr<const look::Look> made, std::map<std::string, Path, std::less<>> files)
        : look(made), pictures(std::move(files)), sheet(std::move(made), &texture) {
        if (look->emblem() == nullptr) return;
        const image::Rgba& picture = look->emblem()->picture();
        emblem = {raster::Texture::Format::Rgba32, picture.pixels.data(), picture.width,
            picture.height, 0};
    }
    std::shared_ptr<const look::Look> look;
    raster::Texture texture;
    raster::Texture emblem;
    StillPictures pictures;
    look::Sheet sheet;
};

Renderer::Renderer(
    std::shared_ptr<const look::Look> look, std::map<std::string, Path, std::less<>> files)
    : m_parts(std::make_unique<Parts>(std::move(look), std::move(files))) {}

Renderer::~Renderer() = default;

Frame Renderer::frame(const Scene& scene) {
    Frame frame;
    frame.draw = &m_parts->sheet.begin();
    frame.pictures = &m_parts->pictures;
    if (m_parts->emblem.pixels != nullptr) frame.emblem = &m_parts->emblem;
    const look::AlphaImage atlas = m_parts->look->atlas_image();
    m_parts->texture = {raster::Texture::Format::Alpha8, atlas.alpha, atlas.width, atlas.height,
        atlas.revision, atlas.bands};
    screens::draw(scene.state, scene.interaction, *m_parts->look, frame);
    screens::draw_focus(scene.state, *m_parts->look, scene.focused, frame);
    return frame;
}

Image Renderer::image(const Scene& scene) {
    const Frame drawn = frame(scene);
    const look::Panel& panel = m_parts->look->panel();
    Image image{panel.width_px, panel.height_px, {}};
    image.pixels.resize(
        static_cast<std::size_t>(panel.width_px) * static_cast<std::size_t>(panel.height_px));
    const raster::Area area{0, 0, panel.width_px, panel.height_px};
    raster::Picture picture;
    picture.read(*drawn.draw, area);
    picture.paint({image.pixels.data(), image.width, image.height, image.width}, area);
    return image;
}

Image shrunk(const Image& image, int by) {
    Image small{image.width / by, image.height / by, {}};
    const auto count = static_cast<std::uint32_t>(by * by);
    for (int y = 0; y < small.height; ++y) {
        for (int x = 0; x < small.width; ++x) {
            std::uint32_t red = 0;
            std::uint32_t green = 0;
            std::uint32_t blue = 0;
            for (int dy = 0; dy < by; ++dy) {
                for (int dx = 0; dx < by; ++dx) {
                    const std::uint32_t pixel = image.at(x * by + dx, y * by + dy);
                    red += (pixel >> 16U) & 0xFFU;
                    green += (pixel >> 8U) & 0xFFU;
                    blue += pixel & 0xFFU;
                }
            }
            small.pixels.push_back(
                ((red / count) << 16U) | ((green / count) << 8U) | (blue / count));
        }
    }
    return small;
}

}  // namespace otk::kiosk::pictures
