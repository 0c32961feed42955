#pragma once

#include <cstdint>
#include <string>

#include "server/analysis/period.h"
#include "server/analysis/statistics.h"

/// Russian numbers, dates and word forms of the server's pages.
namespace otk::web {

/// «1 ответ», «3 ответа», «5 ответов», with a non-breaking space.
std::string answers_in_words(std::int64_t n);
/// One decimal, with a comma: «4,3».
std::string decimal(double number);
/// Whole percent: «78 %».
std::string percent(double share);
/// «от 57 до 100 %»
std::string interval_in_words(const analysis::Interval& interval);
/// «16–22 ноября 2026», «ноябрь 2026», «IV квартал 2026», «22 ноября 2026».
std::string period_in_words(const analysis::Period& period);

}  // namespace otk::web
