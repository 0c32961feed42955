#pragma once

#include <string>

#include "kiosk/look/look.h"
#include "kiosk/model/state.h"
#include "kiosk/widgets/frame.h"

namespace otk::kiosk::screens {

/// Draws the whole panel as `state` says: a pure function of its arguments (the look's caches
/// aside). `frame.draw` is the list of a Sheet of that look; `frame.items` is emptied first.
/// The look must be the one that `look_for(state.view)` asks for. Drawing thread only.
void draw(const model::State& state, const Interaction& interaction, const look::Look& look,
    Frame& frame);

/// Over what draw() has drawn: the ring around the listed item of that name, which the frame then
/// calls focused. Nothing if there is none. Only the places of the old and the new ring differ from
/// the frame before.
void draw_focus(
    const model::State& state, const look::Look& look, const std::string& id, Frame& frame);

/// Which theme and text step a state wants, of the three that a kiosk has.
look::Theme theme_for(const model::ViewOptions& view, look::Theme at_rest = look::Theme::Light);
/// In which ground a state stands by itself: a closed place's screen lights an empty hall.
look::Theme theme_at_rest(const model::State& state);
look::TextSize text_size_for(const model::ViewOptions& view);

/// Counts up when the order, place or shape of the marks changes; stored with each answer.
/// 1: capsules in a row, bad on the left; 2: rows, good on top.
int layout_version(const model::State& state, const look::Look& look);

}  // namespace otk::kiosk::screens
