#pragma once

#include <string>

#include "core/form/form.h"
#include "kiosk/widgets/canvas.h"

namespace otk::kiosk::screens {

/// The choice that a mark of 1–5 stands for: the list's own order.
std::string mark_name(const form::Form& form, const form::Question& question, int mark);

/// Rows instead of capsules: at 200 %, or when a word does not stand in its capsule at 4.8 mm.
bool shows_rows(const widgets::Canvas& canvas);

}  // namespace otk::kiosk::screens
