#include <memory>
#include <numeric>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <EGL/egl.h>
#include <EGL/eglext.h>
#include <SDL.h>

#include "core/base/format.h"
#include "kiosk/gles/painter.h"
#include "kiosk/raster/damage.h"
#include "kiosk/raster/damage_history.h"
#include "kiosk/shell/presenter.h"

namespace otk::kiosk::shell {
namespace {

Failure fail_sdl(const char* what) {
    return fail(ErrorKind::Unavailable, format("{}: {}", what, SDL_GetError()));
}

template <typename Function>
Function loaded(const char* name) {
    return reinterpret_cast<Function>(SDL_GL_GetProcAddress(name));
}

/// How old the content of the buffer is that is drawn into next (EGL_EXT_buffer_age, which SDL does
/// not show). Where the display does not say so, everything is drawn each time.
class BufferAge {
  public:
    BufferAge()
        : m_display(loaded<DisplayFunction>("eglGetCurrentDisplay")),
          m_surface(loaded<SurfaceFunction>("eglGetCurrentSurface")),
          m_query(loaded<QueryFunction>("eglQuerySurface")) {
        const auto extensions_of = loaded<ExtensionFunction>("eglQueryString");
        if (m_display == nullptr || m_surface == nullptr || m_query == nullptr ||
            extensions_of == nullptr) {
            SDL_ClearError();
            return;
        }
        const char* const known = extensions_of(m_display(), EGL_EXTENSIONS);
        m_is_known = known != nullptr &&
                     std::string_view(known).find("EGL_EXT_buffer_age") != std::string_view::npos;
    }

    int operator()() const {
        EGLint age = 0;
        if (!m_is_known ||
            m_query(m_display(), m_surface(EGL_DRAW), EGL_BUFFER_AGE_EXT, &age) != EGL_TRUE) {
            return 0;
        }
        return age;
    }

  private:
    using DisplayFunction = EGLDisplay (*)();
    using SurfaceFunction = EGLSurface (*)(EGLint);
    using QueryFunction = EGLBoolean (*)(EGLDisplay, EGLSurface, EGLint, EGLint*);
    using ExtensionFunction = const char* (*)(EGLDisplay, EGLint);

    DisplayFunction m_display;
    SurfaceFunction m_surface;
    QueryFunction m_query;
    bool m_is_known = false;
};

class GlesPresenter final : public Presenter {
  public:
    GlesPresenter(SDL_Window& window, SDL_GLContext context)
        : m_window(window), m_context(context) {}
    ~GlesPresenter() override {
        m_painter.reset();
        SDL_GL_DeleteContext(m_context);
    }

    Result<void> start(SoftwareGl software_gl) {
        m_painter = OTK_TRY(gles::Painter::create(SDL_GL_GetProcAddress));
        if (software_gl == SoftwareGl::Refused && m_painter->is_software()) {
            return fail(ErrorKind::Unsupported,
                format("{} would draw on the processor", m_painter->renderer()));
        }
        // A picture that is torn is seen; where the driver cannot wait for the panel it is shown
        // all the same.
        if (SDL_GL_SetSwapInterval(1) != 0) SDL_ClearError();
        return {};
    }

    Result<bool> present(const raster::Picture& picture) override {
        std::vector<raster::Area> damage = m_damage.update(picture);
        if (damage.empty()) return false;
        m_bounds = picture.bounds();
        m_history.add(std::move(damage));
        const Result<void> shown = show(picture);
        // What is on the panel now is unknown: the next picture is drawn whole.
        if (!shown) forget();
        OTK_TRY(shown);
        return true;
    }

    void forget() override {
        m_damage.forget();
        m_history.forget();
        m_painter->forget();
    }

    /// The buffer that comes next is an older one: it is brought up to date and shown, a picture
    /// that nobody can tell from the one before.
    Result<void> beat() override {
        m_history.add({});
        return draw_and_swap();
    }

    std::string name() const override { return "OpenGL ES: " + m_painter->renderer(); }

  private:
    Result<void> show(const raster::Picture& picture) {
        OTK_TRY(m_painter->take(picture));
        return draw_and_swap();
    }

    Result<void> draw_and_swap() {
        const std::vector<raster::Area> missing = m_history.missing(m_age(), m_bounds);
        if (!missing.empty()) {
            const raster::Area around =
                std::accumulate(missing.begin(), missing.end(), missing.front(), raster::hull);
            OTK_TRY(m_painter->draw(around));
        }
        SDL_GL_SwapWindow(&m_window);
        return {};
    }

    SDL_Window& m_window;
    SDL_GLContext m_context;
    BufferAge m_age;
    std::unique_ptr<gles::Painter> m_painter;
    raster::DamageFinder m_damage;
    raster::DamageHistory m_history;
    raster::Area m_bounds;
};

}  // namespace

Result<std::unique_ptr<Presenter>> make_gles_presenter(SDL_Window& window, SoftwareGl software_gl) {
    const SDL_GLContext context = SDL_GL_CreateContext(&window);
    if (context == nullptr) return fail_sdl("OpenGL ES context");
    auto presenter = std::make_unique<GlesPresenter>(window, context);
    OTK_TRY(presenter->start(software_gl));
    return std::unique_ptr<Presenter>(std::move(presenter));
}

}  // namespace otk::kiosk::shell
