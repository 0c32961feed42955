// Each presenter shows on a real X server what kiosk/raster paints. Hidden cases: they want an X
// server with a panel of 1080 × 1920, which presenters_scenario.py gives them.

#include <algorithm>
#include <cstdlib>
#include <string>
#include <string_view>

#include <catch2/catch.hpp>

#include <SDL.h>

#include "core/base/format.h"
#include "kiosk/gles/painter.h"
#include "kiosk/raster/picture.h"
#include "kiosk/shell/window.h"
#include "tests/kiosk/presenters/x_pixels.h"
#include "tests/kiosk/screens/gallery.h"
#include "tests/kiosk/screens/golden.h"

using namespace otk;
using namespace otk::kiosk;

namespace {

constexpr look::Panel panel{1080, 1920, 267.84F, 476.16F};
constexpr raster::Area whole{0, 0, panel.width_px, panel.height_px};

/// What a picture may differ by from the software's. A card rounds once where the rasteriser rounds
/// each step (texel, product, mix), and may give a pixel on a slanted edge to the other side.
struct Tolerance {
    int channel_max;         ///< of 255, that every pixel but those below keeps
    double beyond_permille;  ///< of pixels that may differ by more
    double mean_max;         ///< of 255, over all channels
};

struct Difference {
    int largest = 0;
    std::size_t beyond = 0;  ///< pixels past the tolerance's channel_max
    double mean = 0;
};

Difference difference(
    const pictures::Image& one, const pictures::Image& other, const Tolerance& tolerance) {
    Difference found;
    double sum = 0;
    for (std::size_t at = 0; at < one.pixels.size(); ++at) {
        int worst = 0;
        for (const unsigned shift : {0U, 8U, 16U}) {
            const int a = static_cast<int>((one.pixels[at] >> shift) & 0xFFU);
            const int b = static_cast<int>((other.pixels[at] >> shift) & 0xFFU);
            worst = std::max(worst, std::abs(a - b));
            sum += std::abs(a - b);
        }
        found.largest = std::max(found.largest, worst);
        if (worst > tolerance.channel_max) ++found.beyond;
    }
    found.mean = sum / (static_cast<double>(one.pixels.size()) * 3);
    return found;
}

shell::WindowOptions options(shell::PresenterKind kind) {
    shell::WindowOptions options;
    options.width_mm = static_cast<double>(panel.width_mm);
    options.height_mm = static_cast<double>(panel.height_mm);
    options.presenter = kind;
    return options;
}

/// All that was drawn has come to the server: a question on the same connection is answered later.
void wait_for_x() {
    int x = 0;
    int y = 0;
    SDL_GetGlobalMouseState(&x, &y);
}

struct Series {
    std::string_view name;  ///< as in tests/golden/screens
    test::LookWanted wanted;
    std::vector<std::string_view> scenes;
};

std::vector<Series> all_series() {
    return {
        {"portrait", {.panel = panel},
            {"reception-01-rating-ru", "reception-00-pressed-ru", "reception-01-rating-toast-2-ru",
                "service-02-criteria-answered-ru", "service-08-nps-ru", "reception-thanks-ru",
                "staff-01-start_page-en", "every_kind-01-hello-ru",
                "every_kind-06-before-answered-ru", "staff-mode-menu-ru"}},
        {"portrait-contrast", {.panel = panel, .theme = look::Theme::HighContrast},
            {"reception-01-rating-ru", "service-04-pains-answered-en"}},
        {"portrait-large", {.panel = panel, .text_size = look::TextSize::Large},
            {"reception-01-rating-ru", "service-02-criteria-answered-en"}},
        {"portrait-dark-emblem",
            {.panel = panel, .theme = look::Theme::Dark, .emblem = test::sample_emblem()},
            {"reception-01-rating-ru"}},
    };
}

void compare_all(shell::Presenter& presenter, const Tolerance& tolerance) {
    std::size_t compared = 0;
    for (const Series& series : all_series()) {
        const auto look = test::look(series.wanted);
        pictures::Renderer renderer(look, test::sample_pictures());
        pictures::Renderer of_software(look, test::sample_pictures());
        std::vector<pictures::Scene> scenes = test::gallery(look);
        for (pictures::Scene& scene : test::staff_gallery(look))
            scenes.push_back(std::move(scene));
        for (const pictures::Scene& scene : scenes) {
            if (std::find(series.scenes.begin(), series.scenes.end(), scene.name) ==
                series.scenes.end()) {
                continue;
            }
            INFO(series.name << " " << scene.name);
            const Frame frame = renderer.frame(scene);
            raster::Picture picture;
            picture.read(*frame.draw, whole);
            const auto shown = presenter.present(picture);
            REQUIRE(shown);
            CHECK(*shown);
            wait_for_x();
            const pictures::Image seen = test::read_from_x(panel.width_px, panel.height_px);
            const Difference found = difference(of_software.image(scene), seen, tolerance);
            UNSCOPED_INFO(format("largest {}, {} pixels past {}, mean {:.4f}", found.largest,
                found.beyond, tolerance.channel_max, found.mean));
            if (std::getenv("OTK_SHOW_DIFFERENCES") != nullptr) {
                WARN(series.name << " " << scene.name << ": largest " << found.largest << ", "
                                 << found.beyond << " beyond, mean " << found.mean);
            }
            CHECK(static_cast<double>(found.beyond) * 1000 <=
                  tolerance.beyond_permille * static_cast<double>(seen.pixels.size()));
            CHECK(found.mean <= tolerance.mean_max);
            test::compare_with_golden(std::string(series.name) + "-" + scene.name, seen);
            // The same picture is no work, and a beat changes nothing that can be seen.
            const auto again = presenter.present(picture);
            REQUIRE(again);
            CHECK_FALSE(*again);
            ++compared;
        }
        REQUIRE(presenter.beat());
    }
    CHECK(compared == 15);
}

}  // namespace

TEST_CASE("the software presenter's pictures at the X server", "[.x]") {
    auto window = shell::Window::open(options(shell::PresenterKind::Software));
    REQUIRE(window);
    CHECK((*window)->presenter().name() == "software");
    compare_all((*window)->presenter(), {0, 0, 0});
}

TEST_CASE("what another window covered is shown again", "[.x]") {
    auto window = shell::Window::open(options(shell::PresenterKind::Software));
    REQUIRE(window);
    shell::Presenter& presenter = (*window)->presenter();
    pictures::Renderer renderer(test::look({.panel = panel}), test::sample_pictures());
    const std::vector<pictures::Scene> scenes = test::gallery(test::look({.panel = panel}));
    raster::Picture picture;
    picture.read(*renderer.frame(scenes.at(0)).draw, whole);
    REQUIRE(presenter.present(picture));
    wait_for_x();
    const pictures::Image before = test::read_from_x(panel.width_px, panel.height_px);

    SDL_Window* const other = SDL_CreateWindow("", 100, 200, 400, 300, SDL_WINDOW_BORDERLESS);
    REQUIRE(other != nullptr);
    SDL_FillRect(SDL_GetWindowSurface(other), nullptr, 0x00123456);
    REQUIRE(SDL_UpdateWindowSurface(other) == 0);
    wait_for_x();
    REQUIRE(test::read_from_x(panel.width_px, panel.height_px).pixels != before.pixels);
    SDL_DestroyWindow(other);

    presenter.forget();
    const auto again = presenter.present(picture);
    REQUIRE(again);
    CHECK(*again);
    wait_for_x();
    CHECK(test::read_from_x(panel.width_px, panel.height_px).pixels == before.pixels);
    const auto third = presenter.present(picture);
    REQUIRE(third);
    CHECK_FALSE(*third);
}

TEST_CASE("the OpenGL ES presenter's pictures at the X server", "[.x]") {
    auto window = shell::Window::open(options(shell::PresenterKind::Gles));
    REQUIRE(window);
    INFO((*window)->presenter().name());
    REQUIRE((*window)->presenter().name().starts_with("OpenGL ES"));
    compare_all((*window)->presenter(), {3, 0.01, 0.05});
}

TEST_CASE("beats of the OpenGL ES presenter leave the picture as it is", "[.x]") {
    auto window = shell::Window::open(options(shell::PresenterKind::Gles));
    REQUIRE(window);
    shell::Presenter& presenter = (*window)->presenter();
    const auto look = test::look({.panel = panel});
    pictures::Renderer renderer(look, test::sample_pictures());
    const std::vector<pictures::Scene> scenes = test::gallery(look);
    raster::Picture picture;
    // Two pictures, so that the buffers hold different ones.
    for (const std::size_t at : {std::size_t{0}, std::size_t{1}}) {
        picture.read(*renderer.frame(scenes.at(at)).draw, whole);
        REQUIRE(presenter.present(picture));
    }
    wait_for_x();
    const pictures::Image before = test::read_from_x(panel.width_px, panel.height_px);
    // The draw list changes meanwhile, as it does when a page is made for the ears.
    const Frame other = renderer.frame(scenes.at(5));
    REQUIRE(other.draw != nullptr);
    for (int beat = 0; beat < 3; ++beat) {
        REQUIRE(presenter.beat());
        wait_for_x();
        CHECK(test::read_from_x(panel.width_px, panel.height_px).pixels == before.pixels);
    }
}

TEST_CASE("letters go to the card when they are new, and only the rows that they lie in", "[.x]") {
    REQUIRE(SDL_Init(SDL_INIT_VIDEO) == 0);
    SDL_SetHint(SDL_HINT_VIDEO_X11_FORCE_EGL, "1");
    SDL_GL_SetAttribute(SDL_GL_CONTEXT_PROFILE_MASK, SDL_GL_CONTEXT_PROFILE_ES);
    SDL_GL_SetAttribute(SDL_GL_CONTEXT_MAJOR_VERSION, 2);
    SDL_Window* const window =
        SDL_CreateWindow("", 0, 0, panel.width_px, panel.height_px, SDL_WINDOW_OPENGL);
    REQUIRE(window != nullptr);
    const SDL_GLContext context = SDL_GL_CreateContext(window);
    REQUIRE(context != nullptr);
    {
        auto painter = gles::Painter::create(SDL_GL_GetProcAddress);
        REQUIRE(painter);
        CHECK((*painter)->is_software());  // here; a machine with a card runs the other cases, too
        const auto look = test::look({.panel = panel});
        pictures::Renderer renderer(look, test::sample_pictures());
        const std::vector<pictures::Scene> scenes = test::gallery(look);
        raster::Picture picture;
        picture.read(*renderer.frame(scenes.at(0)).draw, whole);
        REQUIRE((*painter)->take(picture));
        const std::size_t at_first = (*painter)->texels_sent();
        CHECK(at_first > 0);
        picture.read(*renderer.frame(scenes.at(0)).draw, whole);
        REQUIRE((*painter)->take(picture));
        CHECK((*painter)->texels_sent() == at_first);
        // Another page has a few letters more, in rows of their own or beside others.
        picture.read(*renderer.frame(scenes.at(1)).draw, whole);
        REQUIRE((*painter)->take(picture));
        const std::size_t more = (*painter)->texels_sent() - at_first;
        CHECK(more > 0);
        CHECK(more < at_first);
        (*painter)->forget();
        REQUIRE((*painter)->take(picture));
        CHECK((*painter)->texels_sent() > at_first + more);
    }
    SDL_GL_DeleteContext(context);
    SDL_DestroyWindow(window);
    SDL_Quit();
}

TEST_CASE("without OpenGL ES software draws", "[.x]") {
    // SDL is told to load a library that is not there, as on a machine without Mesa.
    REQUIRE(SDL_setenv("SDL_VIDEO_EGL_DRIVER", "/nonexistent/libEGL.so.1", 1) == 0);
    auto window = shell::Window::open(options(shell::PresenterKind::Gles));
    REQUIRE(SDL_setenv("SDL_VIDEO_EGL_DRIVER", "", 1) == 0);
    REQUIRE(window);
    CHECK((*window)->presenter().name() == "software");
}
