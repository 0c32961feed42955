#include "server/editions/editions.h"

#include <set>

#include "core/base/assert.h"
#include "core/base/local_day.h"
#include "core/form/form_instance.h"
#include "core/form/form_json.h"
#include "core/form/form_reads.h"
#include "server/analysis/period.h"

namespace otk::editions {
namespace {

using analysis::Gathered;
using analysis::PeriodKind;
using analysis::Readers;
using analysis::Rhythm;

/// A month of days in one transaction: some seconds of a large town's first edition.
constexpr int slots_at_once = 31;

Day moved(const Day& day, std::int64_t days) {
    return day_from_epoch(days_since_epoch(day) + days);
}

/// An expression that could not be followed to its end may read whatever stands before it.
void add_reads(const form::Form& form, std::size_t question, const form::Reads& reads,
    std::set<std::string>& names) {
    for (const std::size_t index : reads.questions) {
        if (index != question) names.insert(form.questions[index].name);
    }
    if (!reads.dead_end) return;
    for (std::size_t index = 0; index < question; ++index)
        names.insert(form.questions[index].name);
}

}  // namespace

Result<analysis::ReleaseOrder> order_of(const std::vector<storage::StoredForm>& versions) {
    std::map<std::string, std::set<std::string>> reads;
    for (const storage::StoredForm& version : versions) {
        const form::Form form = OTK_TRY(in("stored form", form::decode_form(version.json)));
        const form::FormInstance instance(form);
        const form::FormReads all(form, instance);
        for (std::size_t index = 0; index < form.questions.size(); ++index) {
            std::set<std::string>& names = reads[form.questions[index].name];
            for (const form::FormReads::Reader* reader : all.around(index))
                add_reads(form, index, reader->reads, names);
        }
    }
    return analysis::ReleaseOrder(reads);
}

std::int64_t Editions::k_of(Readers readers, form::Audience audience) const {
    switch (readers) {
        case Readers::Inside:
            return m_rules.inside.of(audience);
        case Readers::Outside:
            return m_rules.outside;
    }
    OTK_UNREACHABLE();
}

Result<bool> Editions::make_if_due() {
    const Day today = day_of(m_clock.unix_seconds());
    const bool due = OTK_TRY(is_due(today));
    if (!due) return false;
    const Day end = m_rules.rhythm == Rhythm::AtOnce ? moved(today, 1) : today;
    // The month before the one in which the last days of waiting lie is the newest that may be
    // seen.
    const Day seen = moved(today, -outside_wait_days);
    const std::string months_end = to_text(analysis::period_of(PeriodKind::Month, seen));
    const auto work = [&]() -> Result<void> {
        const Progress inside = OTK_TRY(advance(Readers::Inside, to_text(end)));
        if (inside == Progress::MoreToDo) return {};
        const Progress outside = OTK_TRY(advance(Readers::Outside, months_end));
        if (outside == Progress::MoreToDo) return {};
        return m_storage.put_edition(to_text(today));
    };
    OTK_TRY(in("edition", m_storage.in_transaction(work)));
    return true;
}

/// A day other than the last edition's is enough: should the clock have gone wrong and come back,
/// the figures do not stand still until then.
Result<bool> Editions::is_due(const Day& today) {
    switch (m_rules.rhythm) {
        case Rhythm::Daily: {
            if (minute_of_day(m_clock.unix_seconds()) < edition_minute_of_day) return false;
            const auto newest = OTK_TRY(m_storage.newest_edition());
            return !newest || newest->day != to_text(today);
        }
        case Rhythm::AtOnce: {
            const auto slots =
                OTK_TRY(m_storage.slots_due(Readers::Inside, to_text(moved(today, 1)), 1));
            return !slots.empty();
        }
    }
    OTK_UNREACHABLE();
}

Result<Editions::Progress> Editions::advance(Readers readers, const std::string& end) {
    const auto slots = OTK_TRY(m_storage.slots_due(readers, end, slots_at_once));
    if (slots.empty()) return Progress::Whole;
    Gathered waiting = OTK_TRY(m_storage.waiting(readers));
    for (const std::string& slot : slots)
        OTK_TRY(take_slot(readers, slot, waiting));
    OTK_TRY(m_storage.put_waiting(readers, waiting));
    return slots.size() < slots_at_once ? Progress::Whole : Progress::MoreToDo;
}

Result<void> Editions::take_slot(Readers readers, const std::string& slot, Gathered& waiting) {
    const Gathered arrived = OTK_TRY(m_storage.arrived(readers, slot));
    const Gathered taken = OTK_TRY(m_storage.taken(readers, slot));
    std::map<std::string, analysis::ReleaseOrder> orders;
    Gathered released;
    for (const auto& [stream, all] : arrived) {
        const auto known = taken.find(stream);
        analysis::Answers gathered =
            known == taken.end() ? all : analysis::without(all, known->second);
        if (gathered.empty()) continue;
        if (!orders.contains(stream.form)) {
            const auto versions = OTK_TRY(m_storage.versions_of(stream.form));
            orders.emplace(stream.form, OTK_TRY(order_of(versions)));
        }
        add(gathered, waiting[stream]);
        analysis::Release release = analysis::release(
            std::move(gathered), orders.at(stream.form), k_of(readers, stream.audience));
        waiting[stream] = std::move(release.waiting);
        if (!release.released.empty()) released.emplace(stream, std::move(release.released));
    }
    return m_storage.put_release(readers, slot, arrived, released);
}

}  // namespace otk::editions
