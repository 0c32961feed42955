#pragma once

#include "core/base/clock.h"
#include "core/base/result.h"
#include "server/analysis/figures.h"
#include "server/analysis/release.h"
#include "server/analysis/rhythm.h"
#include "server/storage/storage.h"

namespace otk::editions {

struct Rules {
    analysis::Thresholds inside;
    std::int64_t outside = 10;  ///< k of published figures
    analysis::Rhythm rhythm = analysis::Rhythm::Daily;
};

/// Kiosks bring the rest of a day within an hour after midnight, and have time until now.
inline constexpr int edition_minute_of_day = 6 * 60;
/// For so many days after its end a month waits for late batches before outside readers see it.
inline constexpr int outside_wait_days = 3;

/// What a form's versions together say about who waits for whom. Corrupt if one cannot be read.
Result<analysis::ReleaseOrder> order_of(const std::vector<storage::StoredForm>& versions);

/// Makes editions, the only way for an answer into a figure that anybody sees. Belongs to the
/// writer's thread, as its storage.
class Editions {
  public:
    Editions(storage::Storage& storage, const Clock& clock, const Rules& rules)
        : m_storage(storage), m_clock(clock), m_rules(rules) {}

    /// In one transaction; true if there was something to do. After an upgrade a first edition of
    /// many days is made in several calls. O(answers of the days that changed + what waits).
    Result<bool> make_if_due();

  private:
    enum class Progress { Whole, MoreToDo };
    Result<bool> is_due(const Day& today);
    Result<Progress> advance(analysis::Readers readers, const std::string& end);
    Result<void> take_slot(
        analysis::Readers readers, const std::string& slot, analysis::Gathered& waiting);
    std::int64_t k_of(analysis::Readers readers, form::Audience audience) const;

    storage::Storage& m_storage;
    const Clock& m_clock;
    Rules m_rules;
};

}  // namespace otk::editions
