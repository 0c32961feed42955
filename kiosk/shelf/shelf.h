#pragma once

#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "core/base/file.h"
#include "core/base/local_day.h"
#include "core/base/result.h"
#include "core/bundle/bundle_file.h"
#include "core/crypto/signature.h"
#include "kiosk/shelf/shelf_state.h"

/// Where a kiosk keeps its bundles: a folder with `incoming/`, into which the courier or a USB
/// stick lays files (.otkb); a folder for each bundle that was taken; shelf.json; and the link
/// `current`, by which the printer service finds the slips of what is shown.
namespace otk::kiosk::shelf {

/// Where new files are laid.
constexpr std::string_view incoming_name = "incoming";

/// Starts that may fail to show a picture before the bundle before is shown again.
constexpr std::int64_t unproved_starts_max = 3;

/// What the tests of a kill interrupt: called with a step's name after it is durable.
using StepDone = std::function<void(std::string_view step)>;

/// The shelf of one kiosk. One process, one thread at a time.
///
/// Every change is: write a folder whole, rename it, write shelf.json. Folders that shelf.json does
/// not name are nobody's, and gone with the next open.
class Shelf {
  public:
    /// NotFound without `incoming/` in it: this kiosk's bundles are looked after by hand. A damaged
    /// shelf.json is logged and begun anew, since a kiosk has to show something.
    static Result<Shelf> open(const Path& folder, StepDone step_done = {});

    const ShelfState& state() const { return m_state; }
    /// Where what is to be shown lies; none: the configured folder.
    std::optional<Path> shown() const;

    /// At the program's start, before anything is shown: turns to `next` if its day has come, and
    /// back to `previous` if the current one was started unproved_starts_max times in vain.
    Result<void> begin(const Day& today);
    /// A picture of the current bundle is on the panel.
    Result<void> prove();
    /// The current bundle cannot be shown: back to the one before, at once.
    Result<void> give_up_current(std::string why);

    /// True if a start would turn to `next`.
    bool is_due(const Day& today) const;

    /// Draws every page of a bundle's folder. InvalidInput: the bundle is at fault, and how. Any
    /// other error: it could not be tried now.
    using Trial = std::function<Result<void>(const Path& folder)>;

    /// Judges the first file in `incoming/`, and removes it: taken as `next`, known already, or
    /// refused with the reason in the state. False: there is none. An error leaves the file for
    /// later.
    Result<bool> judge_one(std::span<const crypto::PublicKey> trusted, const Trial& trial);

  private:
    Shelf(Path folder, ShelfState state, StepDone step_done)
        : m_folder(std::move(folder)),
          m_state(std::move(state)),
          m_step_done(std::move(step_done)) {}

    struct Candidate {
        Shelved shelved;
        std::string key;
        bundle::PackedBundle packed;
    };

    Result<Candidate> verified(ByteView file, std::span<const crypto::PublicKey> trusted) const;
    Result<void> refuse_older(const Candidate& candidate) const;
    bool is_known(const Shelved& shelved) const;
    Result<void> take(const Candidate& candidate, const Trial& trial);
    Result<void> refuse(const std::string& name, const Error& error);
    Result<void> put(ShelfState state);
    Result<void> point_to_current();
    Result<void> adopt_plain_folder();
    void sweep() const;
    void done(std::string_view step) const;

    Path m_folder;
    ShelfState m_state;
    StepDone m_step_done;
};

}  // namespace otk::kiosk::shelf
