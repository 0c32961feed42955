#include "server/storage/roll_up.h"

#include "core/base/assert.h"
#include "core/base/local_day.h"
#include "server/analysis/period.h"

namespace otk::storage {
namespace {

void add_counts(Counts& sum, const Counts& part) {
    sum.asked += part.asked;
    sum.answered += part.answered;
    for (const auto& [option, n] : part.options)
        sum.options[option] += n;
}

}  // namespace

void add(RollUp& sum, const RollUp& part) {
    for (const auto& [key, counts] : part)
        add_counts(sum[key], counts);
}

RollUp by_quarter(const RollUp& days) {
    RollUp quarters;
    for (const auto& [key, counts] : days) {
        const auto day = parse_day(key.day);
        OTK_ASSERT(day);  // counted rows carry a checked day
        CountKey quarter = key;
        quarter.day = analysis::quarter_of(*day);
        add_counts(quarters[quarter], counts);
    }
    return quarters;
}

}  // namespace otk::storage
