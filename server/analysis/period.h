#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "core/base/local_day.h"
#include "core/base/result.h"

namespace otk::analysis {

/// The fixed windows in which figures exist; free ranges would let a reader subtract one window
/// from another that differs by a single visitor.
enum class PeriodKind { Day, Week, Month, Quarter };

/// One fixed window of local days, first and last included.
struct Period {
    PeriodKind kind = PeriodKind::Week;
    Day first;
    Day last;

    friend bool operator==(const Period&, const Period&) = default;
};

/// "2026-11-22", "2026-W47" (ISO 8601), "2026-11" or "2026-Q4"; anything else is InvalidInput with
/// the four forms named. Years 1970 to 9999.
Result<Period> parse_period(std::string_view text);

/// The inverse of parse_period.
std::string to_text(const Period& period);

/// The window of that kind in which the day lies.
Period period_of(PeriodKind kind, const Day& day);

Period before(const Period& period);
Period after(const Period& period);

/// True when all its days are over: only then do its figures stop moving.
bool is_closed(const Period& period, const Day& today);

/// From which day on everything is kept that is kept for so many months: the first of a month, so that
/// months are kept whole. `months` ≥ 1.
Day first_kept_day(const Day& today, int months);

/// The day by which old things may be erased: the machine's, but not more than 31 days after the
/// newest that a kiosk's clock gave (nothing without one). A server whose clock runs years ahead
/// must not take every answer for an old one.
std::optional<Day> confirmed_day(const Day& today, const std::optional<Day>& newest_of_kiosks);

/// "2026-Q4": the key of the quarter roll-ups.
std::string quarter_of(const Day& day);

}  // namespace otk::analysis
