// Somebody keeps every page that was ever shown, inside and outside, and subtracts. He must not get
// at fewer than k people; and where the pages are made as they were made before there were
// editions, or as one would make them at first thought, he does, or this test would prove nothing.

#include "tests/server/editions/attacker.h"

#include <catch2/catch.hpp>

#include "core/base/format.h"
#include "tests/server/editions/town.h"

using namespace otk;
using namespace otk::test;
using analysis::Readers;
using analysis::Variant;

namespace {

constexpr std::array variants{Variant::All, Variant::WithoutFlagged};

struct Found {
    std::string what;
    std::int64_t low = 0;
    std::int64_t high = 0;
};

/// What of this is known to be somebody, and fewer than k. The truth must lie within each claim.
std::vector<Found> undone(const Town& town, Attacker& attacker) {
    attacker.think();
    std::vector<Found> found;
    for (const auto& [group, bounds] : attacker.bounds()) {
        const std::int64_t truth = town.groups().at(group);
        REQUIRE(bounds.low <= truth);
        REQUIRE(truth <= bounds.high);
        if (bounds.low > 0 && bounds.high < Town::k)
            found.push_back({group, bounds.low, bounds.high});
    }
    for (const char* window : Town::windows()) {
        const auto period = analysis::parse_period(window).value();
        for (const char* place : {"busy", "middle", "rare", ""}) {
            for (const Variant variant : variants) {
                const std::int64_t n = attacker.exact(town.groups_of(period, place, variant));
                if (n > 0 && n < Town::k) found.push_back({format("{} {}", place, window), n, n});
            }
        }
    }
    return found;
}

void learn_all(const std::vector<analysis::QuestionFigures>& figures, Attacker& attacker) {
    for (const analysis::QuestionFigures& question : figures) {
        for (const analysis::Cell& cell : question.cells) {
            if (!cell.suppressed) attacker.learn(published(cell).groups, published(cell).sum);
        }
        const Published total = published(question.total);
        if (!question.total.suppressed) attacker.learn(total.groups, total.sum);
    }
}

/// Everything that the server shows this morning.
void learn_the_pages(Town& town, Attacker& attacker) {
    for (const char* window : Town::windows()) {
        for (const Variant variant : variants) {
            learn_all(town.figures(window, Readers::Inside, variant), attacker);
            const auto kind = analysis::parse_period(window).value().kind;
            if (kind == analysis::PeriodKind::Month || kind == analysis::PeriodKind::Quarter)
                learn_all(town.figures(window, Readers::Outside, variant), attacker);
        }
    }
    for (const std::set<std::string>& groups : town.waiting())
        attacker.learn_at_most(groups, Town::k - 1);
}

std::string shown(const std::vector<Found>& found) {
    std::string text;
    for (const Found& one : found)
        text += format("{}: {} to {}; ", one.what, one.low, one.high);
    return text;
}

/// Ways to make pages that are wrong, each by one thought.
enum class Mistake {
    TotalOfAll,      ///< no complement: the total counts the hidden places too
    LiveFigures,     ///< no editions: each morning what came in until then
    LiveWindows,     ///< small cells are hidden in each window by itself
    FlaggedVariant,  ///< the variant is made whatever the number that it leaves out
};

analysis::Thresholds usual() {
    return {.external = Town::k, .internal = 2 * Town::k};
}

void learn_cells(const analysis::Tally& tally, Attacker& attacker) {
    for (const auto& question : analysis::figures_of(tally, usual())) {
        for (const analysis::Cell& cell : question.cells) {
            if (!cell.suppressed) attacker.learn(published(cell).groups, published(cell).sum);
        }
    }
}

void learn_the_mistake(const Town& town, Mistake mistake, bool is_last, Attacker& attacker) {
    const auto quarter = analysis::parse_period("2026-Q3").value();
    const auto live = [&](const analysis::Period& period, Variant variant) {
        return town.live(period, variant);
    };
    switch (mistake) {
        case Mistake::LiveFigures:
            return learn_cells(live(quarter, Variant::All), attacker);
        case Mistake::TotalOfAll: {
            if (!is_last) return;
            for (const char* window : Town::windows()) {
                const auto period = analysis::parse_period(window).value();
                if (period.kind != analysis::PeriodKind::Day) continue;
                learn_cells(live(period, Variant::All), attacker);
                analysis::Tally all = live(period, Variant::All);
                for (auto& count : all.options)
                    count.place.clear();
                for (auto& count : all.questions)
                    count.place.clear();
                learn_cells(all, attacker);
            }
            return;
        }
        case Mistake::LiveWindows:
            if (!is_last) return;
            for (const char* window : Town::windows())
                learn_cells(live(analysis::parse_period(window).value(), Variant::All), attacker);
            return;
        case Mistake::FlaggedVariant:
            if (!is_last) return;
            for (const Variant variant : variants)
                learn_cells(live(quarter, variant), attacker);
            return;
    }
}

/// Whether anybody is undone in any of a few towns.
bool gives_away(Mistake mistake) {
    for (std::uint64_t seed = 1; seed <= 4; ++seed) {
        Town town(seed);
        Attacker attacker;
        for (int day = 1; day <= Town::days; ++day) {
            town.live_a_day();
            learn_the_mistake(town, mistake, day == Town::days, attacker);
        }
        if (!undone(town, attacker).empty()) return true;
    }
    return false;
}

}  // namespace

TEST_CASE("whoever keeps every page of every morning gets at nobody") {
    for (std::uint64_t seed = 1; seed <= 4; ++seed) {
        CAPTURE(seed);
        Town town(seed);
        Attacker attacker;
        for (int day = 1; day <= Town::days; ++day) {
            town.live_a_day();
            if (day % 6 == static_cast<int>(seed % 6)) town.restore_from_backup();
            learn_the_pages(town, attacker);
        }
        const std::vector<Found> found = undone(town, attacker);
        INFO(shown(found));
        CHECK(found.empty());
    }
}

TEST_CASE("the pages of a town count nearly everybody, so they are not safe by being empty") {
    Town town(3);
    for (int day = 1; day <= Town::days; ++day)
        town.live_a_day();
    std::int64_t came = 0;
    for (const auto& [group, n] : town.groups())
        came += n;
    std::int64_t counted = 0;
    for (const char* quarter : {"2026-Q3", "2026-Q4"}) {
        const auto figures = town.figures(quarter, Readers::Inside, Variant::All);
        REQUIRE(figures.size() == 1);
        for (const analysis::Cell& cell : figures[0].cells)
            counted += cell.answered;
    }
    CHECK(counted <= came);
    CHECK(
        counted > came - 6 * Town::k);  // three places, flagged and not: fewer than k wait in each
    std::int64_t published_outside = 0;
    const auto outside = town.figures("2026-09", Readers::Outside, Variant::All);
    REQUIRE(outside.size() == 1);
    for (const analysis::Cell& cell : outside[0].cells) {
        CHECK((cell.suppressed || cell.answered >= 2 * Town::k));
        published_outside += cell.answered;
    }
    CHECK(published_outside > 0);
}

TEST_CASE("a figure moves by nothing or by k, and so do its variants differ") {
    for (std::uint64_t seed = 20; seed < 22; ++seed) {
        Town town(seed);
        std::map<std::string, std::int64_t> before;
        for (int day = 1; day <= Town::days; ++day) {
            town.live_a_day();
            for (const char* window : Town::windows()) {
                std::map<std::string, std::int64_t> all;
                for (const Variant variant : variants) {
                    for (const auto& question : town.figures(window, Readers::Inside, variant)) {
                        for (const analysis::Cell& cell : question.cells) {
                            const std::string key =
                                format("{} {} {}", window, cell.place, static_cast<int>(variant));
                            const std::int64_t moved = cell.answered - before[key];
                            CHECK((moved == 0 || moved >= Town::k));
                            before[key] = cell.answered;
                            if (variant == Variant::All) all[cell.place] = cell.answered;
                            const std::int64_t flagged = all[cell.place] - cell.answered;
                            CHECK((flagged == 0 || flagged >= Town::k || cell.answered == 0));
                        }
                    }
                }
            }
        }
    }
}

TEST_CASE("pages made without complement, editions or common parts give people away") {
    CHECK(gives_away(Mistake::TotalOfAll));
    CHECK(gives_away(Mistake::LiveFigures));
    CHECK(gives_away(Mistake::LiveWindows));
    CHECK(gives_away(Mistake::FlaggedVariant));
}

TEST_CASE("the attacker subtracts, and bounds what he cannot subtract") {
    Attacker attacker;
    attacker.learn({"a", "b", "c"}, 12);
    attacker.learn({"a", "b"}, 9);
    attacker.learn({"b", "c", "d"}, 4);
    attacker.learn_at_most({"a"}, 9);
    attacker.think();
    CHECK(attacker.exact({"c"}) == 3);
    CHECK(attacker.exact({"a"}) == -1);
    CHECK(attacker.exact({"a", "b"}) == 9);
    CHECK(attacker.exact({"unheard of"}) == -1);
    // Of nine at most seven are a: at least two are b, so at most two of the four are d.
    Attacker other;
    other.learn({"a", "b"}, 9);
    other.learn({"b", "d"}, 4);
    other.learn_at_most({"a"}, 7);
    other.think();
    CHECK(other.bounds().at("b").low == 2);
    CHECK(other.bounds().at("b").high == 4);
    CHECK(other.bounds().at("d").high == 2);
    CHECK(other.bounds().at("a").low == 5);
}
