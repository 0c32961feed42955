#pragma once

#include <cstdint>
#include <iosfwd>
#include <memory>
#include <string>

#include "core/base/json.h"
#include "core/form/walk/walk.h"

namespace otk::cli {

/// A walk and how it is told.
struct WalkReport {
    std::shared_ptr<const form::Form> form;
    form::Walk walk;
    std::uint64_t seed = 0;   ///< of the sample
    bool with_paths = false;  ///< each sequence of pages, too
    std::string language;     ///< of what visitors read on them
};

/// How much was walked; with the paths, each sequence of pages in the order of its frequency: how
/// many combinations lead that way, and what one visitor who goes it reads and answers.
void print_walk(const WalkReport& report, std::ostream& out);
Json walk_as_json(const WalkReport& report);

}  // namespace otk::cli
