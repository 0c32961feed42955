#include <algorithm>
#include <cstdio>
#include <map>
#include <set>
#include <string>
#include <vector>

#include <CLI/CLI.hpp>

#include "core/base/assert.h"
#include "core/base/bytes.h"
#include "core/base/format.h"
#include "core/base/json.h"
#include "core/bundle/bundle.h"
#include "kiosk/fit/paging.h"
#include "kiosk/pictures/palette.h"
#include "kiosk/pictures/render.h"
#include "kiosk/pictures/staff_scenes.h"
#include "kiosk/pictures/tiles.h"

namespace otk::kiosk::pictures {
namespace {

struct Options {
    Path bundle;
    Path out;
    Path fonts = look::LookOptions{}.font_folder;
    Path slip;   ///< picture of a slip for staff's preview; empty: the preview stays white
    Path index;  ///< where the list of the pictures goes; empty: nowhere
    std::string filter;
    std::vector<std::string> series;  ///< their names; empty: all
    bool one_of_a_kind = false;
    std::vector<float>
        panel;  ///< width and height in pixels, then in millimetres; empty: the series'
    int shrink = 1;
    std::size_t sheet_colours = 0;  ///< of a sheet of tiles a series; 0: a picture a scene
};

/// One series of pictures: an orientation, a theme, a text step and a language.
struct Series {
    const char* name;
    look::Panel panel;
    look::Theme theme;
    look::TextSize text_size;
};

constexpr look::Panel portrait{1080, 1920, 267.84F, 476.16F};
constexpr look::Panel landscape{1920, 1080, 476.16F, 267.84F};
constexpr look::Panel tall_43_inch{1080, 1920, 535.68F, 952.32F};
constexpr look::Panel wide_43_inch{1920, 1080, 952.32F, 535.68F};

constexpr look::Panel seven_inch{1024, 600, 153.4F, 89.9F};
constexpr look::Panel coarse_seven_inch{800, 480, 154.08F, 85.92F};
constexpr look::Panel ten_inch{1280, 800, 217, 135.6F};
constexpr look::Panel upright_ten_inch{800, 1280, 135.6F, 217};

/// Every look of one panel that it has room for.
std::vector<Series> series_of(const look::Panel& panel) {
    using look::TextSize;
    using look::Theme;
    std::vector<Series> series{
        {"panel", panel, Theme::Light, TextSize::Normal},
        {"panel-contrast", panel, Theme::HighContrast, TextSize::Normal},
    };
    if (look::holds_large_text(panel)) {
        series.push_back({"panel-large", panel, Theme::Light, TextSize::Large});
        series.push_back({"panel-large-contrast", panel, Theme::HighContrast, TextSize::Large});
    }
    return series;
}

const std::vector<Series>& all_series() {
    using look::TextSize;
    using look::Theme;
    static const std::vector<Series> series{
        {"portrait", portrait, Theme::Light, TextSize::Normal},
        {"portrait-dark", portrait, Theme::Dark, TextSize::Normal},
        {"portrait-contrast", portrait, Theme::HighContrast, TextSize::Normal},
        {"portrait-large", portrait, Theme::Light, TextSize::Large},
        {"portrait-large-contrast", portrait, Theme::HighContrast, TextSize::Large},
        {"landscape", landscape, Theme::Light, TextSize::Normal},
        {"landscape-contrast", landscape, Theme::HighContrast, TextSize::Normal},
        {"landscape-large", landscape, Theme::Light, TextSize::Large},
        {"43-inch", tall_43_inch, Theme::Light, TextSize::Normal},
        {"43-inch-landscape", wide_43_inch, Theme::Light, TextSize::Normal},
        {"7-inch", seven_inch, Theme::Light, TextSize::Normal},
        {"7-inch-contrast", seven_inch, Theme::HighContrast, TextSize::Normal},
        {"7-inch-coarse", coarse_seven_inch, Theme::Light, TextSize::Normal},
        {"10-inch", ten_inch, Theme::Light, TextSize::Normal},
        {"10-inch-large", ten_inch, Theme::Light, TextSize::Large},
        {"10-inch-portrait", upright_ten_inch, Theme::Light, TextSize::Normal},
        {"10-inch-portrait-large", upright_ten_inch, Theme::Light, TextSize::Large},
    };
    return series;
}

model::Surroundings surroundings_of(const bundle::Bundle& bundle) {
    model::Surroundings around;
    around.owner = bundle.owner.name;
    around.languages = bundle.languages;
    if (!bundle.places.empty()) {
        around.place = bundle.places.front().name;
        around.link_to_type = bundle::link_to_type_of(bundle.owner, bundle.places.front());
        around.link = bundle::link_of(bundle.owner, bundle.places.front());
    }
    return around;
}

const char* name_of(look::Theme theme) {
    switch (theme) {
        case look::Theme::Light:
            return "light";
        case look::Theme::Dark:
            return "dark";
        case look::Theme::HighContrast:
            return "contrast";
    }
    OTK_UNREACHABLE();
}

/// What a page for people says about a picture (scripts/screens).
Json said_of(const Scene& scene, const Series& series, const Frame& frame) {
    const auto heading = std::ranges::find_if(
        frame.items, [](const Item& item) { return item.role == Role::Heading; });
    Json said = Json::object();
    said.set("series", series.name);
    said.set("scene", scene.name);
    said.set("kind", scene.kind);
    said.set("screen", frame.screen);
    said.set("language", scene.state.view.language);
    said.set("theme", name_of(series.theme));
    said.set("large", series.text_size == look::TextSize::Large);
    said.set("width_px", series.panel.width_px);
    said.set("height_px", series.panel.height_px);
    said.set("width_mm", static_cast<double>(series.panel.width_mm));
    said.set("height_mm", static_cast<double>(series.panel.height_mm));
    said.set("heading", heading != frame.items.end() ? heading->label : std::string());
    return said;
}

/// The scenes that the options ask for.
std::vector<Scene> wanted_scenes(const Forms& forms, const bundle::Bundle& bundle,
    const Series& series, const Options& options) {
    std::vector<Scene> all = scenes(forms, surroundings_of(bundle));
    // Staff's pages have one text size.
    if (series.text_size == look::TextSize::Normal) {
        for (Scene& scene : staff_scenes(surroundings_of(bundle)))
            all.push_back(std::move(scene));
    }
    std::vector<Scene> wanted;
    std::set<std::string> kinds;
    for (Scene& scene : all) {
        if (scene.name.find(options.filter) == std::string::npos) continue;
        if (options.one_of_a_kind && !kinds.insert(scene.kind).second) continue;
        wanted.push_back(std::move(scene));
    }
    return wanted;
}

/// Of the tiles that a picture is made of (TileSheet).
Json tiles_of(TileSheet& sheet, const Image& image) {
    Json tiles = Json::array();
    for (const std::int64_t number : runs_of(sheet.add(image)))
        tiles.push_back(number);
    return Json::object()
        .set("width", TileSheet::tile_width)
        .set("height", TileSheet::tile_height)
        .set("columns", TileSheet::columns)
        .set("runs", std::move(tiles));
}

/// Where a series' pictures go: a file each, or the tiles of one sheet.
class Shelf {
  public:
    Shelf(const Options& options, std::string series)
        : m_options(options), m_series(std::move(series)) {}

    /// Says in `said` where the picture lies.
    Result<void> put(const Image& whole, const Scene& scene, Json& said) {
        const Image image = m_options.shrink > 1 ? shrunk(whole, m_options.shrink) : whole;
        if (has_sheet()) {
            said.set("file", sheet_file());
            said.set("tiles", tiles_of(m_sheet, image));
            return {};
        }
        const std::string folder = m_series + "-" + scene.state.view.language;
        const std::string file = folder + "/" + scene.name + ".png";
        said.set("file", file);
        OTK_TRY(make_folder(m_options.out / folder));
        return write_png(m_options.out / file, image);
    }

    Result<void> end() const {
        if (!has_sheet()) return {};
        OTK_TRY(make_folder(m_options.out));
        return write_png(
            m_options.out / sheet_file(), indexed(m_sheet.image(), m_options.sheet_colours));
    }

  private:
    bool has_sheet() const { return m_options.sheet_colours > 0; }
    std::string sheet_file() const { return m_series + ".png"; }

    const Options& m_options;
    std::string m_series;
    TileSheet m_sheet;
};

Result<void> draw_series(
    const Series& series, const Options& options, const bundle::Bundle& bundle, Json& index) {
    auto look = OTK_TRY(look::Look::create({.panel = series.panel,
        .theme = series.theme,
        .text_size = series.text_size,
        .font_folder = options.fonts,
        .wording = bundle.texts,
        .emblem = bundle.theme.emblem}));
    Forms forms;
    for (const auto& [id, form] : bundle.forms)
        forms.emplace(id, fit::laid_out(form, look, bundle.languages));
    std::map<std::string, Path, std::less<>> pictures = bundle.pictures;
    if (!options.slip.empty()) pictures.emplace(model::slip_preview, options.slip);
    Renderer renderer(look, std::move(pictures));
    Shelf shelf(options, series.name);
    int count = 0;
    for (const std::string& language : bundle.languages) {
        for (Scene& scene : wanted_scenes(forms, bundle, series, options)) {
            scene.state.view = {language, series.text_size == look::TextSize::Large,
                series.theme == look::Theme::HighContrast};
            const Image image = renderer.image(scene);
            Json said = said_of(scene, series, renderer.frame(scene));
            OTK_TRY(shelf.put(image, scene, said));
            index.push_back(std::move(said));
            ++count;
        }
    }
    if (count > 0) OTK_TRY(shelf.end());
    std::fputs(format("{}: {} pictures\n", series.name, count).c_str(), stdout);
    return {};
}

Result<void> run(const Options& options) {
    const bundle::Bundle bundle = OTK_TRY(bundle::read_bundle(options.bundle));
    std::vector<Series> wanted = all_series();
    if (!options.panel.empty()) {
        const auto px = [&](std::size_t at) { return static_cast<int>(options.panel[at]); };
        wanted = series_of({px(0), px(1), options.panel[2], options.panel[3]});
    }
    if (!options.series.empty()) {
        for (const std::string& name : options.series) {
            if (std::ranges::find(wanted, name, &Series::name) != wanted.end()) continue;
            return fail(ErrorKind::InvalidInput, format("there is no series \"{}\"", name));
        }
        std::erase_if(wanted, [&](const Series& one) {
            return std::ranges::find(options.series, one.name) == options.series.end();
        });
    }
    Json index = Json::array();
    for (const Series& series : wanted) {
        OTK_TRY(in(series.name, draw_series(series, options, bundle, index)));
    }
    if (options.index.empty()) return {};
    return write_atomically(options.index, bytes_of(index.dump_pretty()));
}

}  // namespace
}  // namespace otk::kiosk::pictures

int main(int argc, char** argv) {
    using namespace otk;
    kiosk::pictures::Options options;
    CLI::App app{"Draws every screen of a bundle's forms as PNG, without a display."};
    app.add_option("--bundle", options.bundle, "Folder of the bundle")->required();
    app.add_option("--out", options.out, "Folder for the pictures; made if it is not there")
        ->required();
    app.add_option("--fonts", options.fonts, "Folder with PTS55F.ttf and PTS75F.ttf");
    app.add_option("--filter", options.filter, "Only scenes whose name holds this");
    app.add_option("--series", options.series, "Only these series, for example landscape-contrast");
    app.add_flag("--one-of-a-kind", options.one_of_a_kind,
        "Of pages that differ in their words only, the first: one page of each kind of question");
    app.add_option("--slip", options.slip, "PNG of a slip, for staff's preview of one");
    app.add_option("--index", options.index, "File for the list of the pictures, as JSON");
    app.add_option("--panel", options.panel,
           "One panel instead of the series: width and height in pixels, then in millimetres, for "
           "example 800 480 154 86")
        ->expected(4);
    app.add_option("--shrink", options.shrink, "Draw 1 pixel of so many each way")
        ->check(CLI::Range(1, 8));
    app.add_option("--sheets", options.sheet_colours,
           "Write each series as one picture of its distinct tiles, in so many colours; the list "
           "says where they go")
        ->check(CLI::Range(2, 256));
    CLI11_PARSE(app, argc, argv);
    if (const Result<void> done = kiosk::pictures::run(options); !done) {
        std::fputs(("otklik-pictures: " + done.error().context + "\n").c_str(), stderr);
        return 1;
    }
    return 0;
}
