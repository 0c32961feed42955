#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "core/base/file.h"
#include "core/base/result.h"
#include "core/bundle/bundle.h"
#include "core/form/form.h"
#include "kiosk/look/look.h"
#include "kiosk/model/state.h"
#include "kiosk/speech/clip_voice.h"

namespace otk::kiosk::shell {

/// What a kiosk at one place shows, out of the bundle.
struct Content {
    std::int64_t sequence = 0;  ///< of the bundle
    std::shared_ptr<const form::Form> form;
    model::Surroundings surroundings;
    schedule::Calendar calendar;
    look::Wording wording;
    std::shared_ptr<look::Fonts> fonts;  ///< null: each look opens them and says what is wrong
    std::shared_ptr<const image::Rgba> emblem;          ///< the owner's; null: the neutral sign
    std::map<std::string, Path, std::less<>> pictures;  ///< of the form, by the name it gives them
    speech::Clips clips;        ///< recorded sentences of the bundle
    std::string slip_template;  ///< of the visitor's slip; empty: none is printed
};

/// Other ways to answer than at that place's screen: another screen that asks the same, then paper.
/// (The link has a panel of its own.)
std::vector<model::Surroundings::Elsewhere> elsewhere(
    const bundle::Bundle& bundle, const bundle::Place& here);

/// Reads the bundle and finds the place's form. NotFound for a place that is not in it,
/// InvalidInput for a staff form at a public place or a language without catalogue.
Result<Content> load_content(
    const Path& bundle_folder, const std::string& place, const std::string& language);

}  // namespace otk::kiosk::shell
