#pragma once

#include <cstddef>
#include <string_view>

namespace otk::text {

/// Something to mask: code points [begin, end) and what stands there afterwards.
struct FoundDatum {
    std::size_t begin = 0;
    std::size_t end = 0;
    std::string_view mask;  ///< one of those below
};

/// The forms that masks have. None keeps anything of what it stands for, not even its length; no
/// rule finds anything in them.
namespace masks {

constexpr std::string_view russian_phone = "+7 ••• •••-••-••";
constexpr std::string_view foreign_phone = "+•• ••• •••-••-••";
constexpr std::string_view bare_phone = "••• •••-••-••";
constexpr std::string_view local_phone = "•••-••-••";
constexpr std::string_view email = "•••@•••";
constexpr std::string_view passport = "•• •• ••••••";
constexpr std::string_view snils = "•••-•••-••• ••";
constexpr std::string_view card = "•••• •••• •••• ••••";
constexpr std::string_view name = "••••• •. •.";

}  // namespace masks
}  // namespace otk::text
