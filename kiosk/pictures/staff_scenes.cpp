#include "kiosk/pictures/staff_scenes.h"

#include <utility>

#include "core/base/format.h"

namespace otk::kiosk::pictures {
namespace {

using model::CodeProblem;
using model::NetworkFacts;
using model::PrinterCondition;
using model::StaffJob;
using model::StaffPage;
using model::StaffState;

constexpr int places_shown = 12;

form::Texts in_both(std::string russian, std::string english) {
    form::Texts texts;
    texts.by_language = {{"ru", std::move(russian)}, {"en", std::move(english)}};
    return texts;
}

model::Surroundings with_places(model::Surroundings around) {
    around.place_code = "hall-1-window-1";
    around.planned_place = "hall-1-window-3";
    around.planned_place_day = "2026-12-01";
    around.has_slips = true;
    for (int window = 1; window <= places_shown; ++window) {
        around.places.push_back({format("hall-1-window-{}", window),
            in_both(format("Зал 1, окно {}", window), format("Hall 1, window {}", window))});
    }
    return around;
}

StaffJob job(std::int64_t id, StaffJob::Fate fate, std::int64_t copies, std::int64_t printed) {
    StaffJob made;
    made.id = id;
    made.fate = fate;
    made.copies = copies;
    made.printed = printed;
    made.place = "Зал 1, окно 3";
    return made;
}

/// A working day: a printer, some unsent answers, some jobs.
StaffState usual() {
    StaffState staff;
    staff.page = StaffPage::Strip;
    staff.left_s = 30;
    model::StaffFacts& facts = staff.facts;
    facts.printer = PrinterCondition::Ready;
    facts.printer_model = "generic-80";
    facts.jobs = {job(6, StaffJob::Fate::Printed, 20, 20),
        job(5, StaffJob::Fate::Cancelled, 50, 48), job(4, StaffJob::Fate::Unknown, 1, 0),
        job(3, StaffJob::Fate::Failed, 30, 12), job(2, StaffJob::Fate::Printed, 30, 30)};
    facts.network.condition = NetworkFacts::Condition::Works;
    facts.network.last_success_day = "2026-11-26";
    facts.batches_unsent = 2;
    facts.last_batch = 418;
    facts.unsent = 12;
    facts.enrolled = true;
    facts.recording = true;
    facts.disk_free_mib = 5120;
    facts.buffer_mib = 3;
    facts.today = "2026-11-26";
    facts.clock_trusted = true;
    return staff;
}

StaffState entered(StaffPage page) {
    StaffState staff = usual();
    staff.page = page;
    staff.person = "Зал 1";
    staff.left_s = 180;
    return staff;
}

class Album {
  public:
    explicit Album(model::Surroundings around) : m_around(std::move(around)) {}

    /// `kind`: what the page shares with others that differ in their words only.
    void add(
        std::string name, StaffState staff, std::string kind = {}, model::Comfort comfort = {}) {
        Scene scene;
        scene.name = "staff-mode-" + std::move(name);
        scene.kind = kind.empty() ? scene.name : std::move(kind);
        scene.state.surroundings = m_around;
        scene.state.screen = model::Screen::Staff;
        scene.state.staff = std::move(staff);
        scene.state.comfort = std::move(comfort);
        m_scenes.push_back(std::move(scene));
    }

    std::vector<Scene> take() { return std::move(m_scenes); }

  private:
    model::Surroundings m_around;
    std::vector<Scene> m_scenes;
};

void add_strips(Album& album) {
    album.add("strip", usual());
    album.add("strip-asking", {});
    StaffState apart = usual();
    apart.facts.printer = PrinterCondition::PaperOut;
    apart.facts.network.condition = NetworkFacts::Condition::Retrying;
    apart.facts.network.last_success_day = "2026-11-24";
    apart.facts.unsent = 312;
    StaffJob stopped = job(7, StaffJob::Fate::Queued, 50, 43);
    stopped.paused = true;
    apart.facts.jobs.insert(apart.facts.jobs.begin(), stopped);
    album.add("strip-paper-out", apart);
    apart.facts.printer = PrinterCondition::Ready;
    album.add("strip-paused", apart);
    for (const auto& [name, condition] : {std::pair{"no-service", PrinterCondition::NoService},
             std::pair{"busy", PrinterCondition::Busy},
             std::pair{"paper-low", PrinterCondition::PaperLow},
             std::pair{"cover", PrinterCondition::CoverOpen},
             std::pair{"cutter", PrinterCondition::Cutter},
             std::pair{"offline", PrinterCondition::Offline},
             std::pair{"absent", PrinterCondition::Absent},
             std::pair{"no-permission", PrinterCondition::NoPermission},
             std::pair{"unknown", PrinterCondition::Unknown}}) {
        StaffState staff = usual();
        staff.facts.printer = condition;
        album.add(format("strip-{}", name), staff, "staff strip");
    }
    StaffState broken = usual();
    broken.facts.network.condition = NetworkFacts::Condition::NotEnrolled;
    broken.facts.recording = false;
    broken.facts.clock_trusted = false;
    album.add("strip-not-recording", broken);
    StaffState narrow = usual();
    narrow.facts.room = model::DiskRoom::Low;
    album.add("strip-disk-fills", narrow, "staff strip");
}

void add_codes(Album& album) {
    StaffState code = usual();
    code.page = StaffPage::Code;
    album.add("code-empty", code);
    code.code_digits = 4;
    album.add("code", code);
    code.code_digits = 14;
    album.add("code-longest", code);
    code.code_digits = 0;
    for (const auto& [name, problem] : {std::pair{"wrong", CodeProblem::Wrong},
             std::pair{"expired", CodeProblem::Expired}, std::pair{"nobody", CodeProblem::Nobody},
             std::pair{"not-judged", CodeProblem::NotJudged}}) {
        code.code_problem = problem;
        album.add(format("code-{}", name), code, "staff code");
    }
    code.code_wait_s = 900;
    album.add("code-wait", code);
}

void add_slips(Album& album) {
    StaffState slips = entered(StaffPage::Slips);
    album.add("slips", slips);
    slips.order_failed = true;
    slips.copies = 100;
    album.add("slips-refused", slips);
    slips.order_failed = false;
    StaffJob going = job(7, StaffJob::Fate::Sending, 50, 3);
    slips.watched = going.id;
    slips.facts.printer = PrinterCondition::PaperLow;
    slips.facts.jobs.insert(slips.facts.jobs.begin(), going);
    album.add("slips-printing", slips);
    slips.facts.printer = PrinterCondition::PaperOut;
    slips.facts.jobs.front().fate = StaffJob::Fate::Queued;
    slips.facts.jobs.front().printed = 43;
    album.add("slips-paper-out", slips);
    slips.facts.printer = PrinterCondition::Ready;
    slips.facts.jobs.front().paused = true;
    album.add("slips-paused", slips);
    slips.facts.jobs.front().paused = false;
    slips.facts.jobs.front().fate = StaffJob::Fate::Unknown;
    slips.facts.jobs.front().printed = 49;
    slips.facts.jobs.front().unknown = 1;
    album.add("slips-over", slips);
    slips.orders_test = true;
    slips.facts.jobs.front() = job(7, StaffJob::Fate::Printed, 1, 1);
    album.add("slips-tested", slips);
    slips.judgement.seen = {true, true, false};
    album.add("slips-tested-cut", slips);
    slips.judgement.seen.push_back(true);
    slips.judgement.model = "generic-80-drawn";
    slips.judgement.description = "Любой принтер ESC/POS, лента 80 мм, всё картинкой";
    album.add("slips-advised", slips);
    slips.judgement.model = "generic-80";
    album.add("slips-not-mended", slips, "staff advice");
    slips.judgement.seen = {true, true, true, true};
    album.add("slips-well", slips, "staff advice");
}

void add_previews(Album& album) {
    StaffState preview = entered(StaffPage::Preview);
    for (const auto& [name, state] : {std::pair{"asked", model::PreviewState::Asked},
             std::pair{"shown", model::PreviewState::Shown},
             std::pair{"refused", model::PreviewState::Refused}}) {
        preview.preview = state;
        album.add(format("preview-{}", name), preview);
    }
}

void add_comforts(Album& album) {
    model::Comfort evening;
    evening.brightness = 60;
    evening.from = "20:00";
    evening.until = "07:00";
    evening.volume = 4;
    album.add("comfort-evening", entered(StaffPage::Comfort), {}, evening);
    model::Comfort backlit;
    backlit.has_backlight = true;
    album.add("comfort", entered(StaffPage::Comfort), {}, backlit);
}

void add_others(Album& album) {
    album.add("menu", entered(StaffPage::Menu));
    album.add("places", entered(StaffPage::Places));
    StaffState day = entered(StaffPage::PlaceDay);
    day.chosen_place = "hall-1-window-3";
    day.place_day = "2026-12-01";
    day.place_failed = true;
    album.add("place-day", day);
    album.add("details", entered(StaffPage::Details));
    StaffState cleaning = entered(StaffPage::Cleaning);
    cleaning.cleaning_left_s = 27;
    album.add("cleaning", cleaning);
    StaffState test = entered(StaffPage::ScreenTest);
    album.add("test-colour", test);
    test.test_step = model::test_colours;
    test.test_touched.at(1) = true;
    album.add("test-cells", test);
    album.add("about", entered(StaffPage::About));
    album.add("restart", entered(StaffPage::Restart));
}

}  // namespace

std::vector<Scene> staff_scenes(const model::Surroundings& surroundings) {
    Album album(with_places(surroundings));
    add_strips(album);
    add_codes(album);
    add_slips(album);
    add_previews(album);
    add_comforts(album);
    add_others(album);
    return album.take();
}

}  // namespace otk::kiosk::pictures
