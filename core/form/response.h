#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "core/base/result.h"

namespace otk::form {

/// All that one visitor gave, as it is sealed into a row. No time finer than the day is in it.
struct Response {
    std::string form_id;
    std::string form_version;
    std::string place;
    std::string channel;   ///< kiosk, web, paper, assisted, intranet
    std::string language;  ///< of the visit's end
    int layout = 1;        ///< version of the layout that showed the marks
    std::string day;       ///< "2026-11-22"; empty if the clock was not trusted
    bool partial = false;  ///< the visitor did not come to the end
    /// Why the visit looks like misuse: words of a versioned rule ("mashing/1"); none as a rule.
    /// Counted apart, never dropped. At most flags_max of at most flag_bytes_max each: a-z, 0-9,
    /// "-", "/".
    std::vector<std::string> flags = {};
    /// Given while the kiosk was being tried out: never in a figure and never in an export. A server
    /// that does not know the member keeps such a row sealed until it does.
    bool test = false;
    /// Names of the questions that were shown, in order.
    std::vector<std::string> asked;
    /// Question name → value in the lexical form of ODK XForms (select_multiple: names and spaces).
    std::vector<std::pair<std::string, std::string>> answers;

    friend bool operator==(const Response&, const Response&) = default;
};

/// Compact JSON, version 1 (docs/ARCHITECTURE.md, "Content of a row"). The names in `asked` and in
/// `answers` must be unique: the reader refuses others.
std::string encode_response(const Response& response);

inline constexpr std::size_t response_bytes_max = 16U << 10U;
inline constexpr std::size_t flags_max = 16;
inline constexpr std::size_t flag_bytes_max = 32;

/// Refuses unknown members, repeated questions and anything over the limits of a row (16 KiB).
Result<Response> decode_response(std::string_view json);

}  // namespace otk::form
