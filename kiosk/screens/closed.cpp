#include <array>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/format.h"
#include "core/base/opening.h"
#include "kiosk/screens/notice.h"

namespace otk::kiosk::screens {
namespace {

using schedule::Hours;
using schedule::Span;
using widgets::Canvas;

/// "8:30", as it is said of opening hours in both languages.
std::string clock_of(int minute) {
    return format("{}:{:02}", minute / 60, minute % 60);
}

std::string span_of(const Span& span) {
    return clock_of(span.from) + "–" + clock_of(span.to);
}

/// The text with a value in the place of {what}.
std::string filled(std::string_view text, std::string_view what, std::string_view value) {
    std::string whole(text);
    const std::string place = format("{{{}}}", what);
    const std::size_t at = whole.find(place);
    if (at != std::string::npos) whole.replace(at, place.size(), value);
    return whole;
}

/// «Откроемся завтра в 8:30».
std::string said_opening(const Canvas& canvas, const model::Closed& closed) {
    static constexpr std::array<std::string_view, 7> weekdays{"We open on Monday at {time}",
        "We open on Tuesday at {time}", "We open on Wednesday at {time}",
        "We open on Thursday at {time}", "We open on Friday at {time}",
        "We open on Saturday at {time}", "We open on Sunday at {time}"};
    static constexpr std::array<std::string_view, 12> months{"We open on {day} January at {time}",
        "We open on {day} February at {time}", "We open on {day} March at {time}",
        "We open on {day} April at {time}", "We open on {day} May at {time}",
        "We open on {day} June at {time}", "We open on {day} July at {time}",
        "We open on {day} August at {time}", "We open on {day} September at {time}",
        "We open on {day} October at {time}", "We open on {day} November at {time}",
        "We open on {day} December at {time}"};
    constexpr std::int64_t days_in_week = 7;
    if (!closed.next) return std::string(canvas.words("Come another time, please"));
    const Day& day = closed.next->day;
    const std::int64_t ahead = days_since_epoch(day) - days_since_epoch(closed.today);
    const std::string time = clock_of(closed.next->minute);
    if (ahead <= 0) return filled(canvas.words("We open today at {time}"), "time", time);
    if (ahead == 1) return filled(canvas.words("We open tomorrow at {time}"), "time", time);
    if (ahead < days_in_week) {
        const auto weekday = static_cast<std::size_t>(schedule::weekday_of(day));
        return filled(canvas.words(weekdays.at(weekday)), "time", time);
    }
    const std::string_view text = canvas.words(months.at(static_cast<std::size_t>(day.month) - 1));
    return filled(filled(text, "day", std::to_string(day.day)), "time", time);
}

std::string_view short_weekday(const Canvas& canvas, std::size_t weekday) {
    static constexpr std::array<std::string_view, 7> names{
        "Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"};
    return canvas.words(names.at(weekday));
}

/// «Пн–Чт 8:30–17:30, Пт 8:30–16:30», and lunch in a line of its own.
std::string said_hours(const Canvas& canvas, const Hours& hours) {
    std::string said;
    for (std::size_t first = 0; first < hours.week.size();) {
        std::size_t last = first;
        while (last + 1 < hours.week.size() && hours.week.at(last + 1) == hours.week.at(first))
            ++last;
        if (hours.week.at(first)) {
            if (!said.empty()) said += ", ";
            said += short_weekday(canvas, first);
            if (last > first) said += "–" + std::string(short_weekday(canvas, last));
            said += "\u00A0" + span_of(*hours.week.at(first));
        }
        first = last + 1;
    }
    if (hours.lunch) {
        said += "\n" + filled(canvas.words("Lunch {time}"), "time", span_of(*hours.lunch));
    }
    return said;
}

}  // namespace

void draw_closed(const Canvas& canvas) {
    const model::State& state = canvas.state();
    const auto& hours = state.surroundings.hours;
    draw_notice(
        canvas, {.title = canvas.words("Closed now"),
                    .hint = said_opening(canvas, state.closed),
                    .icon = look::Icon::Clock,
                    .note = hours ? said_hours(canvas, *hours) : std::string(),
                    .ways = {},
                    .places = 0,
                    .link_title = canvas.words("Rate on your phone"),
                    .link_detail = canvas.words("Any time. Point the camera or type the address"),
                    .keys = widgets::ViewKeys::All});
}

}  // namespace otk::kiosk::screens
