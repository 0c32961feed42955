#pragma once

#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "core/image/png.h"
#include "kiosk/fit/paging.h"
#include "kiosk/look/look.h"
#include "kiosk/pictures/render.h"
#include "kiosk/pictures/scenes.h"

namespace otk::test {

/// What the sheets of that folder give; they have to be right.
std::shared_ptr<const form::Form> compiled_form(const Path& folder);

/// The sample forms of config/forms and that of every kind of question, compiled.
const kiosk::pictures::Forms& sample_forms();
/// One of them with the pages that the look's panel holds.
std::shared_ptr<const form::Form> laid_out_form(std::string_view id,
    const std::shared_ptr<const kiosk::look::Look>& look,
    kiosk::fit::Reach reach = kiosk::fit::Reach::Whole);
/// Where their pictures lie.
std::map<std::string, Path, std::less<>> sample_pictures();
/// The kiosk's texts in Russian and English.
const kiosk::look::Wording& wording();
kiosk::model::Surroundings surroundings();

/// The made-up emblem of assets/theme.
std::shared_ptr<const image::Rgba> sample_emblem();

struct LookWanted {
    kiosk::look::Panel panel;
    kiosk::look::Theme theme = kiosk::look::Theme::Light;
    kiosk::look::TextSize text_size = kiosk::look::TextSize::Normal;
    std::shared_ptr<const image::Rgba> emblem = nullptr;
};
std::shared_ptr<const kiosk::look::Look> look(const LookWanted& wanted);

/// All scenes in both languages, with the view and the pages that the look is for; of one form only
/// if it is named; in low reach if that is wanted.
std::vector<kiosk::pictures::Scene> gallery(const std::shared_ptr<const kiosk::look::Look>& look,
    std::string_view form_id = {}, kiosk::fit::Reach reach = kiosk::fit::Reach::Whole);

/// The scene of that name among these, or of the gallery; there has to be one.
kiosk::pictures::Scene named(
    const std::vector<kiosk::pictures::Scene>& scenes, std::string_view name);
kiosk::pictures::Scene scene_named(
    const std::shared_ptr<const kiosk::look::Look>& look, std::string_view name);

/// The page after a rating of 2, of a form that begins with the question "rating".
kiosk::pictures::Scene page_after_rating(const std::shared_ptr<const form::Form>& form);

/// Staff's pages in both languages.
std::vector<kiosk::pictures::Scene> staff_gallery(
    const std::shared_ptr<const kiosk::look::Look>& look);

}  // namespace otk::test
