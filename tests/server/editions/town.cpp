#include "tests/server/editions/town.h"

#include <catch2/catch.hpp>

#include "core/base/format.h"
#include "core/base/local_day.h"
#include "server/storage/backup.h"

namespace otk::test {
namespace {

const Day first_day{2026, 9, 23};
constexpr std::int64_t day_s = std::int64_t{24} * 60 * 60;
constexpr std::int64_t morning_s = std::int64_t{13} * 60 * 60 / 2;  ///< half past six in Greenwich

Day day_number(int index) {
    return day_from_epoch(days_since_epoch(first_day) + index);
}

std::string group_in(const std::string& option) {
    return option.substr(0, option.find(':'));
}

}  // namespace

Town::Town(std::uint64_t seed) : m_random(seed) {
    m_storage = storage::open_sqlite_storage(m_folder / "town.db").value();
}

std::uint64_t Town::random_below(std::uint64_t bound) {
    return m_random.below(bound);
}

void Town::answer(const std::string& place, int mean, int day) {
    for (std::int64_t visitor = below(2 * static_cast<std::uint64_t>(mean) + 1); visitor > 0;
         --visitor) {
        const bool flagged = below(6) == 0;
        const std::int64_t delay = below(4) == 0 ? 1 + 6 * below(2) : 0;
        const int arrives = day + static_cast<int>(delay);
        const std::string group =
            format("{} {} {} {}", place, to_text(day_number(day)), arrives, flagged ? "f" : "-");
        std::vector<Arrival>& post = m_on_the_way[arrives];
        auto found = std::find_if(post.begin(), post.end(),
            [&](const Arrival& arrival) { return arrival.group == group; });
        if (found == post.end()) {
            post.push_back({group, place, to_text(day_number(day)), flagged});
            found = std::prev(post.end());
        }
        ++found->marks[std::to_string(1 + below(5))];
    }
}

void Town::deliver() {
    storage::RollUp roll_up;
    for (Arrival& arrival : m_on_the_way[m_today]) {
        const storage::CountKey key{.day = arrival.day,
            .place = arrival.place,
            .form = "survey",
            .version = "1",
            .audience = "external",
            .question = "rating",
            .direction = {},
            .channel = "kiosk",
            .language = "ru",
            .flagged = arrival.flagged,
            .partial = false};
        storage::Counts& counts = roll_up[key];
        for (const auto& [mark, n] : arrival.marks) {
            counts.asked += n;
            counts.answered += n;
            counts.options[arrival.group + ":" + mark] += n;
            m_groups[arrival.group] += n;
        }
        m_arrived.push_back(std::move(arrival));
    }
    m_on_the_way.erase(m_today);
    REQUIRE(m_storage->in_transaction([&] { return m_storage->add_to_roll_ups(roll_up); }));
}

void Town::live_a_day() {
    answer("busy", 9, m_today);
    answer("middle", 3, m_today);
    answer("rare", 1, m_today);
    deliver();
    ++m_today;
    m_clock.jump_to(days_since_epoch(day_number(m_today)) * day_s + morning_s);
    editions::Editions editions(
        *m_storage, m_clock, {.inside = {}, .outside = 2 * k, .rhythm = analysis::Rhythm::Daily});
    REQUIRE(editions.make_if_due().value());
    REQUIRE_FALSE(editions.make_if_due().value());  // once a day
}

void Town::restore_from_backup() {
    const Path backup = m_folder.path() / format("backup-{}.db", ++m_restores);
    REQUIRE(storage::write_backup(m_folder / "town.db", backup));
    m_storage.reset();
    REQUIRE(storage::restore_backup(backup, m_folder / "town.db"));
    m_storage = storage::open_sqlite_storage(m_folder / "town.db").value();
}

const std::vector<const char*>& Town::windows() {
    static const std::vector<const char*> all{"2026-09-23", "2026-09-24", "2026-09-25",
        "2026-09-26", "2026-09-27", "2026-09-28", "2026-09-29", "2026-09-30", "2026-10-01",
        "2026-10-02", "2026-10-03", "2026-10-04", "2026-10-05", "2026-10-06", "2026-10-07",
        "2026-10-08", "2026-10-09", "2026-W39", "2026-W40", "2026-W41", "2026-09", "2026-10",
        "2026-Q3", "2026-Q4"};
    return all;
}

std::vector<analysis::QuestionFigures> Town::figures(
    const char* period, analysis::Readers readers, analysis::Variant variant) {
    const auto tally =
        m_storage->tally(analysis::parse_period(period).value(), readers, variant).value();
    const std::int64_t least = readers == analysis::Readers::Inside ? k : 2 * k;
    return analysis::figures_of(tally, {.external = least, .internal = 2 * k});
}

analysis::Tally Town::live(const analysis::Period& period, analysis::Variant variant) const {
    analysis::Tally tally;
    const std::set<std::string> wanted = groups_of(period, {}, variant);
    for (const Arrival& arrival : m_arrived) {
        if (!wanted.contains(arrival.group)) continue;
        std::int64_t n = 0;
        for (const auto& [mark, count] : arrival.marks) {
            n += count;
            tally.options.push_back({"survey", form::Audience::External, "rating", arrival.place,
                arrival.group + ":" + mark, count});
        }
        tally.questions.push_back(
            {"survey", form::Audience::External, "rating", arrival.place, n, n});
    }
    return tally;
}

std::set<std::string> Town::groups_of(
    const analysis::Period& period, const std::string& place, analysis::Variant variant) const {
    std::set<std::string> groups;
    for (const Arrival& arrival : m_arrived) {
        const Day day = parse_day(arrival.day).value();
        if (day < period.first || period.last < day) continue;
        if (!place.empty() && place != arrival.place) continue;
        if (variant == analysis::Variant::WithoutFlagged && arrival.flagged) continue;
        groups.insert(arrival.group);
    }
    return groups;
}

std::vector<std::set<std::string>> Town::waiting() {
    std::vector<std::set<std::string>> all;
    const auto waiting = m_storage->waiting(analysis::Readers::Inside).value();
    for (const auto& [stream, answers] : waiting) {
        std::set<std::string> groups;
        for (const auto& [question, amounts] : answers) {
            for (const auto& [option, n] : amounts.options)
                groups.insert(group_in(option));
        }
        all.push_back(std::move(groups));
    }
    return all;
}

Published published(const analysis::Cell& cell) {
    Published result;
    for (const analysis::OptionFigure& figure : cell.options) {
        result.groups.insert(group_in(figure.option));
        result.sum += figure.n;
    }
    return result;
}

}  // namespace otk::test
