#pragma once

#include <cstdint>
#include <string>

#include "core/base/json.h"
#include "core/form/walk/walk.h"

namespace otk::cli {

/// How much was walked; with the paths, each sequence of pages in the order of its frequency, how
/// many combinations lead that way and one visitor's answers.
std::string walk_as_text(
    const form::Form& form, const form::Walk& walk, std::uint64_t seed, bool with_paths);
Json walk_as_json(
    const form::Form& form, const form::Walk& walk, std::uint64_t seed, bool with_paths);

}  // namespace otk::cli
