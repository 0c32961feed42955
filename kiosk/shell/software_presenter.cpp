#include <cstddef>
#include <cstdint>
#include <string>
#include <thread>
#include <utility>
#include <vector>

#include <SDL.h>
#include <sys/mman.h>
#include <unistd.h>

#include "core/base/format.h"
#include "kiosk/raster/damage.h"
#include "kiosk/shell/presenter.h"

namespace otk::kiosk::shell {
namespace {

Failure fail_sdl(const char* what) {
    return fail(ErrorKind::Unavailable, format("{}: {}", what, SDL_GetError()));
}

/// Takes a new surface's memory in one call: painted page by page, the first frame would fault two
/// thousand times. Where the kernel or the memory does not have it, the faults do the work. Then
/// each page is touched, since a virtual machine's host takes it only now.
void take_memory(void* pixels, std::size_t bytes) {
    const auto page = static_cast<std::size_t>(sysconf(_SC_PAGESIZE));
    if (reinterpret_cast<std::uintptr_t>(pixels) % page != 0) return;
    madvise(pixels, bytes, MADV_POPULATE_WRITE);
    auto* const begin = static_cast<volatile std::uint8_t*>(pixels);
    for (std::size_t at = 0; at < bytes; at += page)
        begin[at] = 0;
}

std::size_t bytes_of(const SDL_Surface& surface) {
    return static_cast<std::size_t>(surface.pitch) * static_cast<std::size_t>(surface.h);
}

class SoftwarePresenter final : public Presenter {
  public:
    /// The first frame's memory is taken by a thread of its own, while what is painted there is
    /// read and drawn: it costs as much as the painting.
    explicit SoftwarePresenter(SDL_Window& window) : m_window(window) {
        SDL_Surface* const surface = SDL_GetWindowSurface(&m_window);
        if (surface == nullptr) return;  // present() says why
        surface->userdata = this;
        m_taking = std::jthread(take_memory, surface->pixels, bytes_of(*surface));
    }

    Result<bool> present(const raster::Picture& picture) override {
        if (m_taking.joinable()) m_taking.join();
        // SDL makes a new surface, which bears no mark, when the window's size changed; else this
        // is the same one.
        SDL_Surface* const surface = SDL_GetWindowSurface(&m_window);
        if (surface == nullptr) return fail_sdl("window surface");
        const bool is_xrgb =
            surface->format->BytesPerPixel == 4 && surface->format->Rmask == 0x00FF0000 &&
            surface->format->Gmask == 0x0000FF00 && surface->format->Bmask == 0x000000FF;
        if (!is_xrgb)
            return fail(ErrorKind::Unsupported, "the window's pixels are not 32-bit XRGB");
        if (std::exchange(surface->userdata, this) != this) {
            m_damage.forget();
            take_memory(surface->pixels, bytes_of(*surface));
        }
        const std::vector<raster::Area> areas = m_damage.update(picture);
        if (areas.empty() && m_is_shown) return false;
        const raster::Surface target{static_cast<std::uint32_t*>(surface->pixels), surface->w,
            surface->h, surface->pitch / 4};
        std::vector<SDL_Rect> rects;
        for (const raster::Area& area : areas) {
            picture.paint(target, area);
            rects.push_back({area.left, area.top, area.width(), area.height()});
        }
        if (!m_is_shown) rects = {{0, 0, surface->w, surface->h}};
        m_is_shown = false;
        OTK_TRY(show(rects.data(), rects.size()));
        m_is_shown = true;
        return true;
    }

    /// The window's memory is ours and still holds what was painted: it is shown whole, not painted
    /// anew. With a new window that is the second picture, a tenth of a second into the start.
    void forget() override { m_is_shown = false; }

    Result<void> beat() override {
        if (m_taking.joinable()) m_taking.join();
        if (SDL_GetWindowSurface(&m_window) == nullptr) return fail_sdl("window surface");
        const SDL_Rect pixel{0, 0, 1, 1};
        return show(&pixel, 1);
    }

    std::string name() const override { return "software"; }

  private:
    Result<void> show(const SDL_Rect* rects, std::size_t count) {
        if (SDL_UpdateWindowSurfaceRects(&m_window, rects, static_cast<int>(count)) != 0) {
            return fail_sdl("update window");
        }
        return {};
    }

    SDL_Window& m_window;
    raster::DamageFinder m_damage;
    bool m_is_shown = false;  ///< the window shows all that its memory holds
    std::jthread m_taking;    ///< until the first picture
};

}  // namespace

std::unique_ptr<Presenter> make_software_presenter(SDL_Window& window) {
    return std::make_unique<SoftwarePresenter>(window);
}

}  // namespace otk::kiosk::shell
