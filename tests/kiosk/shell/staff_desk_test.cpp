#include "kiosk/shell/staff_desk.h"

#include <chrono>
#include <condition_variable>
#include <functional>
#include <map>
#include <mutex>
#include <vector>

#include <catch2/catch.hpp>

#include "core/base/local_day.h"
#include "core/crypto/password.h"
#include "core/staff/people.h"
#include "kiosk/shell/place_plan.h"
#include "kiosk/shell/staff_facts.h"
#include "tests/support/manual_clock.h"
#include "tests/support/temporary_folder.h"

using namespace otk;
using namespace otk::kiosk;
using model::StaffOrderKind;
using shell::StaffDesk;

namespace {

/// What the desk has told, as a test waits for it.
class Told {
  public:
    StaffDesk::Listener listener() {
        return {[this](model::StaffFacts facts) { put([&] { m_facts.push_back(facts); }); },
            [this](model::CodeJudged judged) { put([&] { m_judged.push_back(judged); }); },
            [this](model::JobTaken taken) { put([&] { m_taken.push_back(taken); }); },
            [this](model::PlacePlanned planned) { put([&] { m_planned.push_back(planned); }); },
            [this](
                model::SlipPreviewed previewed) { put([&] { m_previewed.push_back(previewed); }); },
            [this](model::SlipAdvised advised) { put([&] { m_advised.push_back(advised); }); }};
    }

    model::StaffFacts facts() { return last(m_facts); }
    model::CodeJudged judged() { return last(m_judged); }
    model::JobTaken taken() { return last(m_taken); }
    model::PlacePlanned planned() { return last(m_planned); }
    model::SlipPreviewed previewed() { return last(m_previewed); }
    model::SlipAdvised advised() { return last(m_advised); }

  private:
    void put(const std::function<void()>& put) {
        const std::lock_guard guard(m_mutex);
        put();
        m_changed.notify_all();
    }

    template <typename News>
    News last(std::vector<News>& all) {
        std::unique_lock lock(m_mutex);
        REQUIRE(
            m_changed.wait_for(lock, std::chrono::seconds(30), [&all] { return !all.empty(); }));
        News news = all.back();
        all.clear();
        return news;
    }

    std::mutex m_mutex;
    std::condition_variable m_changed;
    std::vector<model::StaffFacts> m_facts;
    std::vector<model::CodeJudged> m_judged;
    std::vector<model::JobTaken> m_taken;
    std::vector<model::PlacePlanned> m_planned;
    std::vector<model::SlipPreviewed> m_previewed;
    std::vector<model::SlipAdvised> m_advised;
};

writer::Status some_numbers() {
    writer::Status status;
    status.starting = false;
    status.recording = true;
    status.backlog = writer::Backlog{.rows_unsent = 312, .batches_unsent = 0, .last_number = 7};
    status.storage = {.room = writer::Room::Low, .free_mib = 200, .buffer_mib = 3};
    return status;
}

struct Room {
    test::TemporaryFolder folder;
    test::ManualClock clock;
    Told told;

    StaffDesk::Options options() const {
        return {folder.path(), {}, folder / "syncd.json", {}, "hall-1"};
    }
    std::string audit() const {
        const Bytes log = read_file(folder / "staff/audit.log", 1'000).value();
        return std::string(text_of(log));
    }
};

/// Keeps what it was told.
class FakeLamp final : public shell::Backlight {
  public:
    explicit FakeLamp(std::vector<int>& shone) : m_shone(shone) {}
    Result<void> shine(int percent) override {
        m_shone.push_back(percent);
        return {};
    }

  private:
    std::vector<int>& m_shone;
};

}  // namespace

TEST_CASE("the printer service's words are told apart, an unknown one is unknown") {
    using model::PrinterCondition;
    const std::map<std::string, PrinterCondition> words{{"ready", PrinterCondition::Ready},
        {"busy", PrinterCondition::Busy}, {"paper_low", PrinterCondition::PaperLow},
        {"paper_out", PrinterCondition::PaperOut}, {"cover_open", PrinterCondition::CoverOpen},
        {"cutter", PrinterCondition::Cutter}, {"offline", PrinterCondition::Offline},
        {"absent", PrinterCondition::Absent}, {"no_permission", PrinterCondition::NoPermission},
        {"unknown", PrinterCondition::Unknown}, {"on fire", PrinterCondition::Unknown}};
    for (const auto& [word, condition] : words) {
        CAPTURE(word);
        CHECK(shell::printer_condition(word) == condition);
    }
}

TEST_CASE("the courier's status file is understood, and damage is no courier") {
    using Condition = model::NetworkFacts::Condition;
    const model::NetworkFacts works = shell::network_facts(
        R"({"process":"syncd","state":"idle","queue":2,"failures":0,"last_error":"Unavailable",)"
        R"("last_success_day":"2026-11-22"})");
    CHECK(works.condition == Condition::Works);
    CHECK(works.batches_waiting == 2);
    CHECK(works.last_success_day == "2026-11-22");
    CHECK(works.trouble.empty());
    const model::NetworkFacts retries = shell::network_facts(
        R"({"state":"retrying","queue":9,"failures":3,"last_error":"Unavailable",)"
        R"("last_success_day":null})");
    CHECK(retries.condition == Condition::Retrying);
    CHECK(retries.failures == 3);
    CHECK(retries.trouble == "Unavailable");
    CHECK(retries.last_success_day.empty());
    CHECK(shell::network_facts(R"({"state":"not_enrolled"})").condition == Condition::NotEnrolled);
    for (const char* damaged : {"", "{", "[]", R"({"state":7})", R"({"state":"dancing"})"}) {
        CAPTURE(damaged);
        CHECK(shell::network_facts(damaged).condition == Condition::NoService);
    }
}

TEST_CASE("a code is judged on the desk's thread and its owner told") {
    Room room;
    staff::People people;
    REQUIRE(people.add({7, "Зал 1", crypto::hash_password("402918").value(), Day{2099, 12, 31}}));
    REQUIRE(staff::write_people(room.folder.path(), people));
    StaffDesk desk(room.options(), room.told.listener(), room.clock, some_numbers);
    desk.take({StaffOrderKind::Judge, 0, 0, "07000000", {}});
    CHECK(room.told.judged().problem == model::CodeProblem::Wrong);
    desk.take({StaffOrderKind::Judge, 0, 17, "07402918", {}});
    const model::CodeJudged judged = room.told.judged();
    CHECK(judged.number == 7);
    CHECK(judged.name == "Зал 1");
    CHECK(judged.attempt == 17);
}

TEST_CASE("the facts come while somebody looks, without services too") {
    Room room;
    StaffDesk desk(room.options(), room.told.listener(), room.clock, some_numbers);
    desk.take({StaffOrderKind::Look, 0, 0, {}, {}});
    const model::StaffFacts facts = room.told.facts();
    CHECK(facts.printer == model::PrinterCondition::NoService);
    CHECK(facts.network.condition == model::NetworkFacts::Condition::NoService);
    CHECK(facts.unsent == 312);
    CHECK(facts.recording);
    CHECK(facts.last_batch == 7);
    CHECK(facts.room == model::DiskRoom::Low);
    CHECK(facts.disk_free_mib == 200);
    CHECK(facts.buffer_mib == 3);
    CHECK(facts.today == to_text(day_of(room.clock.unix_seconds())));
    desk.take({StaffOrderKind::Print, 7, 5, {}, {}});
    CHECK(room.told.taken().job == 0);
}

TEST_CASE("a plan and a restart are written down before the desk ends") {
    Room room;
    const std::string day = to_text(day_of(room.clock.unix_seconds()));
    {
        StaffDesk desk(room.options(), room.told.listener(), room.clock, some_numbers);
        desk.take({StaffOrderKind::PlanPlace, 7, 0, "hall-2", "2099-12-01"});
        const model::PlacePlanned planned = room.told.planned();
        CHECK(planned.code == "hall-2");
        CHECK(planned.day == "2099-12-01");
        desk.take({StaffOrderKind::Restart, 7, 0, {}, {}});
    }
    const shell::PlacePlan plan = shell::read_place_plan(room.folder.path(), "hall-1");
    CHECK(plan.place_on({2099, 12, 1}) == "hall-2");
    CHECK(room.audit() == day + " 07 place hall-2 2099-12-01\n" + day + " 07 restart\n");
}

TEST_CASE("without a printer service there is no preview and no advice, and both are told") {
    Room room;
    StaffDesk desk(room.options(), room.told.listener(), room.clock, some_numbers);
    desk.take({StaffOrderKind::Preview, 7, 0, {}, {}});
    CHECK(room.told.previewed().png.empty());
    desk.take({StaffOrderKind::Advise, 7, 0, "yes no yes yes", {}});
    CHECK(room.told.advised().model.empty());
}

TEST_CASE("the hours change the lamp; what staff set is kept for the next start as well") {
    Room room;
    std::vector<int> shone;
    {
        StaffDesk::Options options = room.options();
        options.backlight = std::make_shared<FakeLamp>(shone);
        StaffDesk desk(std::move(options), room.told.listener(), room.clock, some_numbers);
        desk.take({StaffOrderKind::Brightness, 0, 60, {}, {}});
        desk.take({StaffOrderKind::Brightness, 7, 40, "1200", {}});
        desk.take({StaffOrderKind::Volume, 7, 5, {}, {}});
    }
    CHECK(shone == std::vector<int>{60, 40});
    CHECK(shell::read_comfort(room.folder.path()) == shell::Comfort{{{1200, 40}}, 5});
}
