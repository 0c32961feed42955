#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>

#include "core/base/result.h"

namespace otk::kiosk::shelf {

/// A bundle that was verified and tried.
struct Shelved {
    std::string
        folder;  ///< on the shelf: "12-0a1b2c3d4e5f6071", or "first" for what lay there before
    std::int64_t sequence = 0;
    std::string valid_from;  ///< a day

    friend bool operator==(const Shelved&, const Shelved&) = default;
};

/// The last bundle that was not taken.
struct Refused {
    std::string name;  ///< of its file, without the ending
    std::string why;   ///< one sentence, with what to do

    friend bool operator==(const Refused&, const Refused&) = default;
};

/// What a kiosk knows of its bundles (shelf.json). Written whole, durably, after each step: so
/// every moment at which the power goes leaves the state before or after it.
struct ShelfState {
    std::optional<Shelved> previous;
    std::optional<Shelved> current;  ///< none: the configured bundle is shown
    std::optional<Shelved> next;     ///< waits for its day and for the visit to end
    /// Of each key that ever signed one (64 hexadecimal digits): the highest sequence taken.
    std::map<std::string, std::int64_t, std::less<>> highest;
    std::optional<Refused> refused;
    /// Starts with the current one since it was switched to, none of which showed a picture yet; -1
    /// once one did.
    std::int64_t unproved_starts = 0;

    friend bool operator==(const ShelfState&, const ShelfState&) = default;
};

constexpr std::size_t shelf_state_bytes_max = std::size_t{32} * 1024;
constexpr std::size_t shelf_keys_max = 64;

std::string write_shelf_state(const ShelfState& state);

/// Strict: InvalidInput for unknown, missing and malformed members.
Result<ShelfState> parse_shelf_state(std::string_view json);

}  // namespace otk::kiosk::shelf
