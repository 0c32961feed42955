#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/file.h"
#include "core/base/local_day.h"
#include "core/base/result.h"

namespace otk::kiosk::shell {

/// From which day a kiosk stands where: what staff changed after the configuration was written. It
/// lies in the state folder, and is void once the configuration names another place than it was
/// made against: who edits that file has the last word.
class PlacePlan {
  public:
    struct Change {
        std::string place;  ///< code of a place of the bundle
        Day from;

        friend bool operator==(const Change&, const Change&) = default;
    };

    static constexpr std::size_t file_bytes_max = 4'096;
    static constexpr std::size_t code_bytes_max = 64;

    /// Nothing is changed.
    explicit PlacePlan(std::string configured) : m_configured(std::move(configured)) {}
    /// Strict; InvalidInput for more than two changes or for days that are not in order.
    static Result<PlacePlan> parse(std::string_view json);
    std::string text() const;

    /// What the configuration said when the plan was made.
    const std::string& configured() const { return m_configured; }
    /// Where the kiosk stands on that day.
    const std::string& place_on(const Day& day) const;
    /// What comes after that day.
    std::optional<Change> next_after(const Day& day) const;
    /// From that day, which is today's or a later one, at that place; replaces what was planned.
    void change(const Day& today, Change change);

    friend bool operator==(const PlacePlan&, const PlacePlan&) = default;

  private:
    std::string m_configured;
    std::vector<Change> m_changes;  ///< at most the one that holds and the next one, by day
};

/// The plan that holds for a kiosk with that configured place: an empty one if there is no file,
/// and, with a line in the log, for a damaged or a void one.
PlacePlan read_place_plan(const Path& state_folder, const std::string& configured);
Result<void> write_place_plan(const Path& state_folder, const PlacePlan& plan);

}  // namespace otk::kiosk::shell
