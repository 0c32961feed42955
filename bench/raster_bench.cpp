// What a frame costs without a display: making a look, drawing the first screen whole, and a
// pressed mark from the state to the painted damage, cutting a form's pages. 1080 × 1920, one thread.

#include <algorithm>
#include <cstdint>
#include <memory>
#include <vector>

#include <imgui.h>

#include "bench/figure.h"
#include "core/base/assert.h"
#include "core/xlsform/xlsform.h"
#include "kiosk/fit/paging.h"
#include "kiosk/look/look.h"
#include "kiosk/look/wording.h"
#include "kiosk/pictures/scenes.h"
#include "kiosk/raster/damage.h"
#include "kiosk/raster/picture.h"
#include "kiosk/screens/screens.h"

namespace {

using namespace otk;
using namespace otk::kiosk;

constexpr int rounds = 200;
constexpr raster::Area panel{0, 0, 1080, 1920};

std::shared_ptr<const form::Form> compiled(const char* folder) {
    auto outcome = xlsform::compile(Path(OTK_SOURCE_DIR) / folder);
    OTK_ASSERT(outcome.has_value() && outcome->form.has_value());
    return std::make_shared<const form::Form>(std::move(*outcome->form));
}

pictures::Forms forms() {
    return {{"reception", compiled("config/forms/reception")}};
}

pictures::Scene first_screen() {
    model::Surroundings around;
    around.owner.by_language = {{"ru", "Администрация города"}};
    around.place.by_language = {{"ru", "Приёмная, окно 7"}};
    around.languages = {"ru", "en"};
    std::vector<pictures::Scene> all = pictures::scenes(forms(), around);
    const auto found = std::find_if(all.begin(), all.end(),
        [](const pictures::Scene& scene) { return scene.state.screen == model::Screen::Rate; });
    OTK_ASSERT(found != all.end());
    return std::move(*found);
}

/// The kiosk's way of a frame, into memory.
class Panel {
  public:
    explicit Panel(const std::shared_ptr<const look::Look>& look)
        : m_look(look), m_sheet(look, &m_letters), m_pixels(std::size_t{1080} * 1920) {}

    std::int64_t show(const model::State& state, const Interaction& interaction) {
        m_frame.draw = &m_sheet.begin();
        const look::AlphaImage atlas = m_look->atlas_image();
        m_letters = {raster::Texture::Format::Alpha8, atlas.alpha, atlas.width, atlas.height,
            atlas.revision};
        screens::draw(state, interaction, *m_look, m_frame);
        m_picture.read(*m_frame.draw, panel);
        std::int64_t painted = 0;
        for (const raster::Area& area : m_damage.update(m_picture)) {
            m_picture.paint({m_pixels.data(), 1080, 1920, 1080}, area);
            painted += area.size();
        }
        return painted;
    }
    void forget() { m_damage.forget(); }

  private:
    std::shared_ptr<const look::Look> m_look;
    raster::Texture m_letters;
    look::Sheet m_sheet;
    Frame m_frame;
    raster::Picture m_picture;
    raster::DamageFinder m_damage;
    std::vector<std::uint32_t> m_pixels;
};

double ms(const bench::Stopwatch& watch) {
    return watch.microseconds() / 1000;
}

}  // namespace

int main() {
    using bench::Bar;
    using bench::Better;
    const look::LookOptions options{
        .panel = {}, .wording = look::read_wording(Path(OTK_SOURCE_DIR) / "assets/lang").value()};
    const pictures::Scene scene = first_screen();

    std::vector<double> looks;
    std::vector<double> first_frames;
    std::shared_ptr<const look::Look> look;
    for (int round = 0; round < 20; ++round) {
        const bench::Stopwatch making;
        look = look::Look::create(options).value();
        looks.push_back(ms(making));
        Panel fresh(look);
        const bench::Stopwatch drawing;
        fresh.show(scene.state, {});
        first_frames.push_back(ms(drawing));
    }
    bench::print_figure("raster: make a look", bench::median(looks), "ms", Bar{Better::Lower, 20});
    bench::print_figure("raster: first frame, its letters painted", bench::median(first_frames),
        "ms", Bar{Better::Lower, 50});

    // On the drawing thread, once for each text size: at the start and with the first «Крупнее».
    for (const char* folder : {"config/forms/service", "tests/contract/every_kind"}) {
        const std::shared_ptr<const form::Form> form = compiled(folder);
        std::vector<double> cuts;
        for (int round = 0; round < 20; ++round) {
            const auto fresh = look::Look::create(options).value();
            const bench::Stopwatch cutting;
            static_cast<void>(fit::laid_out(form, fresh, form->languages));
            cuts.push_back(ms(cutting));
        }
        bench::print_figure("raster: cut the pages of " + form->id, bench::median(cuts), "ms",
            Bar{Better::Lower, 50});
    }

    Panel screen(look);
    std::vector<double> whole;
    std::vector<double> presses;
    std::int64_t pressed_area = 0;
    for (int round = 0; round < rounds; ++round) {
        screen.forget();
        const bench::Stopwatch all;
        screen.show(scene.state, {});
        whole.push_back(ms(all));
        const bench::Stopwatch press;
        pressed_area = screen.show(scene.state, Interaction{.pressed = "mark-3", .let_go = {}});
        presses.push_back(ms(press));
    }
    bench::print_figure("raster: whole frame", bench::median(whole), "ms", Bar{Better::Lower, 16});
    bench::print_figure(
        "raster: pressed mark, p50", bench::median(presses), "ms", Bar{Better::Lower, 4});
    bench::print_figure(
        "raster: pressed mark, p95", bench::percentile(presses, 0.95), "ms", Bar{Better::Lower, 8});
    bench::print_figure(
        "raster: pressed mark, painted", static_cast<double>(pressed_area), "pixels");
    return 0;
}
