#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/result.h"

namespace otk::form {

/// The names in `${…}` of a label, hint or message (XLSForm; <output value="…"/> of ODK XForms), in
/// their order, white space at their ends cut off. Views into the text. InvalidInput if a `${` has
/// no
/// `}` after it.
Result<std::vector<std::string_view>> outputs_in(std::string_view text);

/// The text with every `${name}` replaced by what `value_of(name)` says; the rest stays as it is.
/// Asserts that outputs_in takes the text.
std::string with_outputs(
    std::string_view text, const std::function<std::string_view(std::string_view)>& value_of);

/// What a printer text wants to be printed and shown as a QR code: the content of its `<qrcode>`
/// element (ODK Collect, "printer"), entities for & < > resolved. Absent if the text is anything
/// else.
std::optional<std::string> qr_content(std::string_view text);

}  // namespace otk::form
