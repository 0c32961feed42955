#include "tests/kiosk/screens/gallery.h"

#include <algorithm>

#include <catch2/catch.hpp>

#include "core/xlsform/xlsform.h"
#include "kiosk/fit/paging.h"
#include "kiosk/look/wording.h"
#include "kiosk/pictures/staff_scenes.h"

namespace otk::test {

using namespace kiosk;

namespace {

pictures::Forms compiled_forms() {
    pictures::Forms forms;
    for (const std::string id : {"reception", "service", "staff", "every_kind"}) {
        const Path folder = id == "every_kind" ? "tests/contract" : "config/forms";
        forms.emplace(id, compiled_form(Path(OTK_SOURCE_DIR) / folder / id));
    }
    return forms;
}

/// Each scene once for each language.
std::vector<pictures::Scene> in_both_languages(
    const std::vector<pictures::Scene>& scenes, const model::ViewOptions& view) {
    std::vector<pictures::Scene> all;
    for (const char* language : {"ru", "en"}) {
        for (pictures::Scene scene : scenes) {
            scene.name += std::string("-") + language;
            scene.state.view = view;
            scene.state.view.language = language;
            all.push_back(std::move(scene));
        }
    }
    return all;
}

}  // namespace

std::shared_ptr<const form::Form> compiled_form(const Path& folder) {
    auto outcome = xlsform::compile(folder);
    REQUIRE(outcome);
    if (!outcome->form) FAIL(xlsform::to_text(outcome->problems.front()));
    return std::make_shared<const form::Form>(std::move(*outcome->form));
}

const pictures::Forms& sample_forms() {
    static const pictures::Forms forms = compiled_forms();
    return forms;
}

std::shared_ptr<const form::Form> laid_out_form(
    std::string_view id, const std::shared_ptr<const look::Look>& look, fit::Reach reach) {
    return fit::laid_out(sample_forms().find(id)->second, look, {"ru", "en"}, reach);
}

std::map<std::string, Path, std::less<>> sample_pictures() {
    const Path media = Path(OTK_SOURCE_DIR) / "tests/contract/every_kind/media";
    return {{"queue.png", media / "queue.png"}, {"welcome.png", media / "welcome.png"}};
}

const look::Wording& wording() {
    static const look::Wording all =
        look::read_wording(Path(OTK_SOURCE_DIR) / "assets/lang").value();
    return all;
}

model::Surroundings surroundings() {
    model::Surroundings around;
    around.owner.by_language = {{"ru", "Администрация города"}, {"en", "City administration"}};
    around.place.by_language = {{"ru", "Приёмная, окно 7"}, {"en", "Reception, window 7"}};
    around.languages = {"ru", "en"};
    around.link = "https://gorod.example/7K2F";
    around.link_to_type = "gorod.example/7K2F";
    model::Surroundings::Elsewhere screen;
    screen.title.by_language = {{"ru", "Зал 1, окно 3"}, {"en", "Hall 1, window 3"}};
    screen.detail.by_language = {{"ru", "Такой же экран"}, {"en", "Another screen like this"}};
    model::Surroundings::Elsewhere paper;
    paper.way = model::Surroundings::Elsewhere::Way::Paper;
    paper.title.by_language = {{"ru", "Бумажный бланк"}, {"en", "Paper form"}};
    paper.detail.by_language = {{"ru", "У сотрудника на входе"}, {"en", "Ask at the entrance"}};
    around.elsewhere = {screen, paper};
    return around;
}

std::shared_ptr<const image::Rgba> sample_emblem() {
    const auto png = read_file(Path(OTK_SOURCE_DIR) / "assets/theme/emblem.png", 1U << 20U);
    REQUIRE(png);
    auto picture = image::decode_png(*png, {});
    REQUIRE(picture);
    return std::make_shared<const image::Rgba>(std::move(*picture));
}

std::shared_ptr<const look::Look> look(const LookWanted& wanted) {
    auto made = look::Look::create({.panel = wanted.panel,
        .theme = wanted.theme,
        .text_size = wanted.text_size,
        .wording = wording(),
        .emblem = wanted.emblem});
    REQUIRE(made);
    return *made;
}

std::vector<pictures::Scene> gallery(
    const std::shared_ptr<const look::Look>& look, std::string_view form_id, fit::Reach reach) {
    pictures::Forms forms;
    for (const auto& [id, form] : sample_forms()) {
        if (!form_id.empty() && form_id != id) continue;
        forms.emplace(id, laid_out_form(id, look, reach));
    }
    return in_both_languages(pictures::scenes(forms, surroundings()),
        {"", look->is_large(), look->theme() == look::Theme::HighContrast,
            reach == fit::Reach::Low});
}

pictures::Scene named(const std::vector<pictures::Scene>& scenes, std::string_view name) {
    const auto found = std::ranges::find(scenes, name, &pictures::Scene::name);
    if (found == scenes.end()) FAIL("no scene " << name);
    return *found;
}

pictures::Scene scene_named(const std::shared_ptr<const look::Look>& look, std::string_view name) {
    // What shows no form, as a closed kiosk, needs one all the same.
    const std::string form(name.substr(0, name.find('-')));
    return named(gallery(look, sample_forms().contains(form) ? form : "reception"), name);
}

pictures::Scene page_after_rating(const std::shared_ptr<const form::Form>& form) {
    pictures::Scene scene;
    scene.visit = std::make_shared<form::Visit>(form, form::VisitOptions{});
    REQUIRE(scene.visit->answer(form->find("rating").value(), "2"));
    REQUIRE(scene.visit->next());
    scene.state.surroundings = surroundings();
    scene.state.visit = scene.visit.get();
    scene.state.screen = model::Screen::Question;
    return scene;
}

std::vector<pictures::Scene> staff_gallery(const std::shared_ptr<const look::Look>& look) {
    return in_both_languages(pictures::staff_scenes(surroundings()),
        {"", false, look->theme() == look::Theme::HighContrast});
}

}  // namespace otk::test
