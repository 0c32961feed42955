#pragma once

#include <cstddef>
#include <functional>
#include <string>
#include <string_view>

#include "core/base/result.h"
#include "core/form/form.h"

namespace otk::form {

struct FormLimits {
    static constexpr std::size_t size_bytes_max = 4U << 20U;
    static constexpr std::size_t questions_max = 500;
    static constexpr std::size_t groups_max = 500;
    static constexpr std::size_t group_depth_max = 16;  ///< of groups inside each other
    static constexpr std::size_t lists_max = 200;
    static constexpr std::size_t choices_max = 2000;  ///< of one list
    static constexpr std::size_t columns_max = 32;    ///< extra columns of a choice
    static constexpr std::size_t languages_max = 20;
    static constexpr std::size_t name_bytes_max = 64;
    static constexpr std::size_t text_bytes_max = 4096;
};

/// What encode_form writes. decode_form reads every version from 1 on, for ever: a kiosk in the
/// field may still hold a form that was compiled years ago.
///   1  pages have conditions; groups that are no pages are joined into their questions' conditions
///   2  groups are a tree of their own, and each question names the one around it
inline constexpr int compiled_form_version = 2;

/// Lower-case hexadecimal BLAKE2b-256 of a text. A parameter, because core/form stands below
/// core/crypto's users: it knows that a form is hashed, not by which library.
using ContentHash = std::function<std::string(std::string_view)>;

/// The compiled form (docs/FORMS.md), one line of JSON with its content hash as the last member.
/// `form.content_hash` is not read: it is computed.
std::string encode_form(const Form& form, const ContentHash& hash);

/// Reads a compiled form with a strict schema: an unknown member, a wrong type, a value over
/// FormLimits, an expression that does not parse, a reference to nothing and a cycle are
/// InvalidInput, with the place in the form. The content hash is taken as it stands: the bundle's
/// signed list of files vouches for the bytes; whoever wants to compare it calls verify_form.
Result<Form> decode_form(std::string_view json);

/// Corrupt if the content hash in a compiled form is not that of its content.
Result<void> verify_form(std::string_view json, const ContentHash& hash);

}  // namespace otk::form
