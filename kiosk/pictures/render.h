#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "core/base/file.h"
#include "kiosk/look/look.h"
#include "kiosk/pictures/scenes.h"
#include "kiosk/widgets/frame.h"

namespace otk::kiosk::pictures {

/// 0x00RRGGBB, row by row.
struct Image {
    int width = 0;
    int height = 0;
    std::vector<std::uint32_t> pixels;

    std::uint32_t at(int x, int y) const {
        const auto row = static_cast<std::size_t>(width) * static_cast<std::size_t>(y);
        return pixels[row + static_cast<std::size_t>(x)];
    }
};

/// Draws scenes without a display. One thread.
class Renderer {
  public:
    /// `files`: where the forms' pictures lie, by the names that the forms give them.
    explicit Renderer(std::shared_ptr<const look::Look> look,
        std::map<std::string, Path, std::less<>> files = {});
    ~Renderer();
    Renderer(const Renderer&) = delete;
    Renderer& operator=(const Renderer&) = delete;

    /// The scene's items; the picture stays in the sheet until the next call.
    Frame frame(const Scene& scene);
    Image image(const Scene& scene);

  private:
    class StillPictures;
    struct Parts;
    std::unique_ptr<Parts> m_parts;
};

/// Means of squares of `by` × `by` pixels.
Image shrunk(const Image& image, int by);

/// PNG, 8 bits a channel.
Result<void> write_png(const Path& path, const Image& image);
/// Any 8-bit RGB PNG of our own.
Result<Image> read_png(const Path& path);

}  // namespace otk::kiosk::pictures
