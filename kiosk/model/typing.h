#pragma once

#include <cstddef>
#include <optional>

#include "core/form/visit.h"
#include "kiosk/model/state.h"

namespace otk::kiosk::model {

/// True for the kinds that are written on the on-screen keyboard.
bool is_typed(form::QuestionKind kind);

/// The question of the visit's page that the keyboard writes into: this one if it can, else the
/// page's first; absent where nothing is typed.
std::optional<std::size_t> typed_question(const form::Visit& visit, std::size_t preferred = 0);

/// The keyboard as the visit's page begins with it: digits for what is a number.
Keyboard first_keyboard(const form::Visit& visit);

}  // namespace otk::kiosk::model
