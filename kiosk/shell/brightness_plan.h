#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/result.h"

namespace otk::kiosk::shell {

/// How bright the panel is by the hours of the day, from the setting `kiosk.brightness`:
/// "07:00 100, 20:00 60" is 100 % from seven until eight in the evening, 60 % until the next
/// morning. Empty: always 100 %. Pure; local time.
class BrightnessPlan {
  public:
    static constexpr std::size_t steps_max = 24;
    /// Darker is not offered: the words have to be read, and a panel is never black.
    static constexpr int percent_min = 20;
    static constexpr int percent_max = 100;

    struct Step {
        int from_minute = 0;  ///< of the day, 0 to 1439
        int percent = percent_max;

        friend bool operator==(const Step&, const Step&) = default;
    };

    BrightnessPlan() : m_steps{Step{}} {}

    /// InvalidInput for a step that is none, a percentage out of its range, two steps of the same
    /// minute or too many.
    static Result<BrightnessPlan> read(std::string_view text);

    /// In the order of the day; never empty.
    const std::vector<Step>& steps() const { return m_steps; }
    /// What holds at that minute: before the day's first step yesterday's last one.
    const Step& at(int minute) const;
    /// When that step ends: the begin of the next one. The same minute if there is only one.
    int end_of(const Step& step) const;
    /// Another percentage for the step that begins at that minute, cut to its range; nothing if
    /// there is none.
    void change(int from_minute, int percent);

  private:
    std::vector<Step> m_steps;
};

/// "07:00".
std::string time_in_words(int minute);

}  // namespace otk::kiosk::shell
