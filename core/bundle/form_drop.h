#pragma once

#include "core/base/result.h"
#include "core/bundle/profile.h"
#include "core/form/form.h"

namespace otk::bundle {

/// The form without the choices and matrix lines that the profile drops, pages without a question
/// gone, titles of pages replaced where the profile gives another. Its version gets a suffix from
/// its content ("2026112201-1a2b3c4d"), since other questions make another form: figures of the two
/// never mix. Done once, when a bundle is made; kiosk and server read the result. A name that the
/// form does not have, a list that loses its last choice and an expression that speaks of a dropped
/// question are InvalidInput.
Result<form::Form> apply_drop(form::Form form, const FormDrop& drop);

/// The compiled form as a bundle holds it, content hash included.
std::string compiled_text(const form::Form& form);

}  // namespace otk::bundle
