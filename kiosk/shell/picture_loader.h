#pragma once

#include <condition_variable>
#include <cstdint>
#include <deque>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <thread>
#include <tuple>

#include "core/base/bytes.h"
#include "core/base/file.h"
#include "core/image/png.h"
#include "kiosk/raster/surface.h"
#include "kiosk/widgets/pictures.h"

namespace otk::kiosk::shell {

/// Makes a form's pictures ready on a thread of its own: reads, decodes and shrinks each to the
/// size at which it is shown, when it is first asked for, and keeps that; never the whole picture.
/// A picture that cannot be shown is told to the log, by its file's name, once.
class PictureLoader final : public widgets::Pictures {
  public:
    /// Of pixels that are kept: what a page does not show is forgotten past it.
    static constexpr std::size_t bytes_max = 16U << 20U;

    /// Looks at each file's size here and now, before anything is drawn. `on_ready` is called on
    /// the loader's thread after a picture has become ready, or turned out to be damaged.
    PictureLoader(std::map<std::string, Path, std::less<>> files, std::function<void()> on_ready);
    ~PictureLoader() override;
    PictureLoader(const PictureLoader&) = delete;
    PictureLoader& operator=(const PictureLoader&) = delete;

    Size size_of(std::string_view file) const override;
    Texture at(std::string_view file, Size size) override;
    /// A picture that is in no file, under this name from now on, instead of the one before: a PNG
    /// file's bytes. Nothing for bytes that are no such picture; that is told to the log.
    void put(const std::string& name, Bytes png);
    /// A frame begins: what the last one did not show may go if there is too much.
    void begin_frame();

  private:
    struct Wish {
        std::string file;
        int width;
        int height;
        friend auto operator<=>(const Wish&, const Wish&) = default;
    };
    struct Ready {
        image::Rgba picture;
        raster::Texture texture;
        std::uint64_t frame = 0;  ///< that last showed it
    };

    void serve();
    void make_ready(const Wish& wish);
    Result<image::Rgba> picture_for(const Wish& wish) const;

    const std::map<std::string, Path, std::less<>> m_files;
    const std::function<void()> m_on_ready;

    mutable std::mutex m_mutex;  ///< guards the members down to m_has_ended
    std::condition_variable m_wake;
    std::map<std::string, Size, std::less<>> m_sizes;  ///< of those that can be shown
    std::map<std::string, Bytes, std::less<>> m_put;
    std::deque<Wish> m_wishes;
    std::map<Wish, std::unique_ptr<Ready>> m_ready;  ///< null: it is being made
    std::uint64_t m_frame = 0;
    std::uint64_t m_revision = 0;
    std::size_t m_bytes = 0;
    bool m_has_ended = false;

    std::thread m_thread;
};

}  // namespace otk::kiosk::shell
