#include "kiosk/pictures/render.h"

#include <imgui.h>

#include "kiosk/look/emblem.h"
#include "kiosk/raster/picture.h"
#include "kiosk/screens/screens.h"

namespace otk::kiosk::pictures {

struct Renderer::Parts {
    explicit Parts(std::shared_ptr<const look::Look> made)
        : look(made), sheet(std::move(made), &texture) {
        if (look->emblem() == nullptr) return;
        const image::Rgba& picture = look->emblem()->picture();
        emblem = {raster::Texture::Format::Rgba32, picture.pixels.data(), picture.width,
            picture.height, 0};
    }
    std::shared_ptr<const look::Look> look;
    raster::Texture texture;
    raster::Texture emblem;
    look::Sheet sheet;
};

Renderer::Renderer(std::shared_ptr<const look::Look> look)
    : m_parts(std::make_unique<Parts>(std::move(look))) {}

Renderer::~Renderer() = default;

Frame Renderer::frame(const Scene& scene) {
    Frame frame;
    frame.draw = &m_parts->sheet.begin();
    if (m_parts->emblem.pixels != nullptr) frame.emblem = &m_parts->emblem;
    const look::AlphaImage atlas = m_parts->look->atlas_image();
    m_parts->texture = {
        raster::Texture::Format::Alpha8, atlas.alpha, atlas.width, atlas.height, atlas.revision};
    screens::draw(scene.state, scene.interaction, *m_parts->look, frame);
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
                    const std::uint32_t pixel = image.pixels[static_cast<std::size_t>(
                        (y * by + dy) * image.width + x * by + dx)];
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
