#pragma once

#include <functional>
#include <map>
#include <memory>
#include <set>
#include <string>
#include <vector>

#include "core/base/random.h"
#include "server/analysis/figures.h"
#include "server/editions/editions.h"
#include "server/storage/sqlite_storage.h"
#include "tests/server/editions/attacker.h"
#include "tests/support/manual_clock.h"
#include "tests/support/temporary_folder.h"

namespace otk::test {

/// A town of three places over the end of a month: visitors by chance, batches that come the same
/// day, the next or a week late, some answers flagged. Each group of answers that may be told apart
/// (place, day, arrival, flag) is counted under an option of its own, so that a figure says of
/// which groups it is made. One question; the mark is a part of the option's name.
class Town {
  public:
    static constexpr std::int64_t k = 5;
    static constexpr int days = 17;

    explicit Town(std::uint64_t seed);

    storage::Storage& storage() { return *m_storage; }
    /// The figures as a reader of that kind gets them.
    std::vector<analysis::QuestionFigures> figures(
        const char* period, analysis::Readers readers, analysis::Variant variant);
    /// What came in until now, in the shape of figures: for publishers that do it wrong.
    analysis::Tally live(const analysis::Period& period, analysis::Variant variant) const;

    /// Lives a day: its visitors come, batches arrive, the next morning's edition is made.
    void live_a_day();
    /// The database goes into a backup and comes back; the program starts anew.
    void restore_from_backup();

    /// All windows that show any of the days.
    static const std::vector<const char*>& windows();

    /// Group → how many answers it holds; the truth.
    const std::map<std::string, std::int64_t>& groups() const { return m_groups; }
    /// Those of a window, a place (empty: all) and a variant that have come in.
    std::set<std::string> groups_of(
        const analysis::Period& period, const std::string& place, analysis::Variant variant) const;
    /// Those that no figure shows yet, by place and flag.
    std::vector<std::set<std::string>> waiting();

  private:
    struct Arrival {
        std::string group;
        std::string place;
        std::string day;
        bool flagged = false;
        std::map<std::string, std::int64_t> marks = {};
    };
    void answer(const std::string& place, int mean, int day);
    void deliver();
    std::int64_t below(std::uint64_t bound) {
        return static_cast<std::int64_t>(random_below(bound));
    }
    std::uint64_t random_below(std::uint64_t bound);

    TemporaryFolder m_folder;
    SeededRandom m_random;
    ManualClock m_clock;
    std::unique_ptr<storage::Storage> m_storage;
    int m_today = 0;
    int m_restores = 0;
    std::map<int, std::vector<Arrival>> m_on_the_way;  ///< by the day of arrival
    std::vector<Arrival> m_arrived;
    std::map<std::string, std::int64_t> m_groups;
};

/// The groups and the sum in a cell.
struct Published {
    std::set<std::string> groups;
    std::int64_t sum = 0;
};
Published published(const analysis::Cell& cell);

}  // namespace otk::test
