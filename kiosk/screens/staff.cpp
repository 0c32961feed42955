// Staff's pages of blocks; staff_code.cpp, staff_slips.cpp, staff_preview.cpp, staff_comfort.cpp
// and staff_care.cpp have the others.

#include <algorithm>
#include <utility>

#include "core/base/assert.h"
#include "core/base/format.h"
#include "core/text/catalogue.h"
#include "kiosk/look/tokens.h"
#include "kiosk/screens/page.h"
#include "kiosk/screens/staff_page.h"
#include "kiosk/widgets/parts.h"

namespace otk::kiosk::screens {
namespace {

using look::Icon;
using look::Type;
using model::StaffPage;
using model::StaffWish;
using widgets::Canvas;
using widgets::Key;
using widgets::KeyStyle;

Key leave_key(const Canvas& canvas) {
    return staff_key(canvas, "leave", "Leave", Icon::Cross, StaffWish::Leave);
}

Key menu_key(const Canvas& canvas) {
    return staff_key(canvas, "menu", "Menu", Icon::Left, StaffWish::OpenMenu);
}

/// Menu and the way out: what every page behind the code has.
std::vector<Key> usual_keys(const Canvas& canvas) {
    return {menu_key(canvas), leave_key(canvas)};
}

/// The language's key, if there is another one.
void add_language(const Canvas& canvas, std::vector<Key>& keys) {
    for (Key& key : widgets::view_keys(canvas, widgets::ViewKeys::LanguageOnly))
        keys.push_back(std::move(key));
}

std::string name_of_place(const Canvas& canvas, std::string_view code) {
    const auto& places = canvas.state().surroundings.places;
    const auto found = std::find_if(places.begin(), places.end(),
        [code](const model::PlaceChoice& place) { return place.code == code; });
    return found != places.end() ? std::string(canvas.in_language(found->name)) : std::string(code);
}

/// «Версия 0.1.0 · 26.11.2026», with a word if nothing has set the clock.
std::string said_version(const Canvas& canvas) {
    const model::StaffFacts& facts = canvas.state().staff->facts;
    std::string said = text::fill(canvas.words("Version {version}"), {{"version", OTK_VERSION}});
    if (facts.today.empty()) return said;
    said += " · " + day_in_words(facts.today);
    if (!facts.clock_trusted) said.append(", ").append(canvas.words("clock not checked"));
    return said;
}

/// The job that stands still, and how it goes on.
void add_paused_job(const Canvas& canvas, StaffSheet& sheet) {
    const model::StaffState& staff = *canvas.state().staff;
    const model::StaffJob* const job = model::paused_job(staff);
    if (job == nullptr) return;
    const std::string n = std::to_string(job->printed);
    const std::string count = std::to_string(job->copies);
    sheet.add_text("paused",
        text::fill(canvas.words("Slips stopped at {n} of {count}"), {{"n", n}, {"count", count}}),
        sheet.is_spread() ? Type::Body : Type::KeyTight, 8, Role::Status);
    if (model::takes_slips(staff.facts.printer)) {
        sheet.add_keys({staff_key(canvas, "resume", "Go on after the paper was changed",
                           Icon::Right, StaffWish::Resume)},
            1);
    }
}

void draw_strip(const Canvas& canvas) {
    StaffSheet sheet(canvas);
    const model::StaffState& staff = *canvas.state().staff;
    // A job that somebody can set going comes before all else where not everything has room at
    // once, and what is wrong has the title's.
    const bool is_resumed = !sheet.is_spread() && model::paused_job(staff) != nullptr &&
                            model::takes_slips(staff.facts.printer);
    if (is_resumed) {
        sheet.add_together([&] { add_paused_job(canvas, sheet); });
    } else {
        sheet.add_title(std::string(canvas.words("How the kiosk fares")));
    }
    // The cards are what everybody came for: on a wide panel they have a column of their own.
    const bool is_wide = sheet.has_two_columns();
    if (!is_wide) sheet.add_status(StaffSheet::Status::Poster);
    if (!is_resumed) add_paused_job(canvas, sheet);
    sheet.sink();
    sheet.add_text("version", said_version(canvas), Type::Small, 8);
    sheet.turn_column();
    if (is_wide) sheet.add_status(StaffSheet::Status::Poster);
    Key enter = staff_key(canvas, "enter", "Enter by PIN", Icon::Lock, StaffWish::OpenCode);
    enter.style = KeyStyle::Primary;
    std::vector<Key> keys{std::move(enter), leave_key(canvas)};
    add_language(canvas, keys);
    sheet.draw(std::move(keys));
}

void draw_menu(const Canvas& canvas) {
    StaffSheet sheet(canvas);
    // Where not everything has room, what can be done comes before how the kiosk fares.
    const bool is_low = arrangement_of(canvas) == Arrangement::Bars;
    sheet.add_title(std::string(canvas.words("For staff")));
    if (!is_low) sheet.add_status();
    sheet.turn_column();
    const auto entry = [&canvas](const char* id, const char* words, Icon icon, StaffWish wish) {
        return staff_key(canvas, id, words, icon, wish);
    };
    const bool is_wide = canvas.look().is_landscape() && !sheet.has_two_columns();
    sheet.sink();
    Key slips = entry("slips", "Slips", Icon::Printer, StaffWish::OpenSlips);
    std::vector<Key> others{entry("clean", "Clean the screen", Icon::Drop, StaffWish::Clean),
        entry("places", "Place", Icon::Place, StaffWish::OpenPlaces),
        entry("details", "Queue and network", Icon::Box, StaffWish::OpenDetails),
        entry("comfort", "Light and sound", Icon::Sun, StaffWish::OpenComfort),
        entry("test", "Screen test", Icon::Contrast, StaffWish::OpenScreenTest),
        entry("about", "About and restart", Icon::Info, StaffWish::OpenAbout)};
    // What is done every day is the widest.
    if (is_wide) {
        others.insert(others.begin(), std::move(slips));
    } else {
        sheet.add_keys({std::move(slips)}, 1, 16, 34);
    }
    // Three beside each other have two lines each, and these air above and below.
    sheet.add_keys(std::move(others), is_wide ? 3 : 2, is_wide ? 19 : 16, 34);
    if (is_low) sheet.add_status();
    std::vector<Key> keys{leave_key(canvas)};
    add_language(canvas, keys);
    sheet.draw(std::move(keys));
}

void draw_places(const Canvas& canvas) {
    const model::Surroundings& around = canvas.state().surroundings;
    StaffSheet sheet(canvas);
    sheet.add_title(std::string(canvas.words("Where does the kiosk stand?")));
    if (!around.planned_place.empty()) {
        sheet.add_text("planned",
            text::fill(canvas.words("From {day}: {place}"),
                {{"day", day_in_words(around.planned_place_day)},
                    {"place", name_of_place(canvas, around.planned_place)}}),
            Type::Body, 4, Role::Status);
    }
    sheet.sink();
    std::vector<Key> keys;
    for (const model::PlaceChoice& place : around.places) {
        const bool is_here = place.code == around.place_code;
        Key key{.id = "place-" + place.code,
            .label = canvas.in_language(place.name),
            .style = is_here ? KeyStyle::On : KeyStyle::Card,
            .type = Type::Key,
            .icon = is_here ? Icon::Tick : Icon::Place,
            .intent = model::Intent{.kind = model::IntentKind::Staff,
                .value = place.code,
                .wish = StaffWish::ChoosePlace}};
        keys.push_back(std::move(key));
    }
    sheet.add_keys(std::move(keys), 1, 18, 24);
    sheet.draw(usual_keys(canvas));
}

void add_place_problem(const Canvas& canvas, StaffSheet& sheet) {
    if (!canvas.state().staff->place_failed) return;
    sheet.add_text("problem", std::string(canvas.words("It could not be written down")),
        Type::LabelSmall, 4, Role::Status);
}

/// What becomes of answers and slips of the old place, and what went wrong; the latter stands on
/// the first sheet where there are several.
void add_consequences(const Canvas& canvas, StaffSheet& sheet) {
    sheet.add_text("kept", std::string(canvas.words("Answers that are here keep the old place")),
        Type::Body, 8);
    sheet.add_text("old-slips",
        text::fill(canvas.words("Slips of {place} lead to it: print new ones"),
            {{"place", canvas.in_language(canvas.state().surroundings.place)}}),
        Type::Body, 4);
    if (sheet.is_spread()) add_place_problem(canvas, sheet);
}

void draw_place_day(const Canvas& canvas) {
    const model::StaffState& staff = *canvas.state().staff;
    StaffSheet sheet(canvas);
    const std::string from =
        text::fill(canvas.words("From {day} on"), {{"day", day_in_words(staff.place_day)}});
    std::string title = name_of_place(canvas, staff.chosen_place);
    // Where lines are few, place and day share one: the keys that move the day stay beside it.
    if (!sheet.is_spread()) title.append(". ").append(from);
    sheet.add_title(std::move(title));
    // What a change means is read before it is made; beside the day where there are two columns.
    const bool is_wide = sheet.has_two_columns();
    if (!sheet.is_spread()) add_place_problem(canvas, sheet);
    if (is_wide) add_consequences(canvas, sheet);
    sheet.turn_column();
    if (sheet.is_spread()) {
        sheet.add_text("from", from, is_wide ? Type::Title2 : Type::Title4, 6, Role::Status);
    }
    const auto step = [&canvas](const char* id, const char* words, const char* by) {
        return staff_key(canvas, id, words, StaffWish::MovePlaceDay, by);
    };
    if (sheet.is_roomy()) add_consequences(canvas, sheet);
    sheet.sink();
    sheet.add_keys(
        {step("week-before", "A week earlier", "-7"), step("week-after", "A week later", "+7"),
            step("day-before", "A day earlier", "-1"), step("day-after", "A day later", "+1")},
        2);
    if (!is_wide && !sheet.is_roomy()) add_consequences(canvas, sheet);
    Key save = staff_key(canvas, "save", "Save", Icon::Tick, StaffWish::ConfirmPlace);
    save.style = KeyStyle::Primary;
    sheet.draw({staff_key(canvas, "back-to-places", "Back", Icon::Left, StaffWish::BackToPlaces),
        std::move(save)});
}

void draw_details(const Canvas& canvas) {
    const model::StaffFacts& facts = canvas.state().staff->facts;
    const auto yes_no = [&canvas](
                            bool yes) { return std::string(canvas.words(yes ? "Yes" : "No")); };
    StaffSheet sheet(canvas);
    sheet.add_title(std::string(canvas.words("Queue and network")));
    const auto line = [&](const char* id, const char* name, const std::string& value) {
        sheet.add_line(id, canvas.words(name), value);
    };
    line("recording", "Answers are recorded", yes_no(facts.recording));
    line("enrolled", "Enrolled at the server", yes_no(facts.enrolled));
    line("unsent-rows", "Responses without a receipt", std::to_string(facts.unsent));
    line("unsent-batches", "Batches without a receipt", std::to_string(facts.batches_unsent));
    line("last-batch", "Last batch", std::to_string(facts.last_batch));
    line("damaged", "Damaged rows", std::to_string(facts.rows_damaged));
    line("set-aside", "Files set aside", std::to_string(facts.files_set_aside));
    line("buffer", "Answers take, MiB", std::to_string(facts.buffer_mib));
    sheet.turn_column();
    line("disk-free", "Free on the disk, MiB",
        facts.disk_free_mib ? std::to_string(*facts.disk_free_mib) : "–");
    line("waiting", "Batches wait for the network", std::to_string(facts.network.batches_waiting));
    line("failures", "Failures in a row", std::to_string(facts.network.failures));
    line("trouble", "Last trouble", facts.network.trouble.empty() ? "–" : facts.network.trouble);
    line("last-sent", "Last sent",
        facts.network.last_success_day.empty() ? "–"
                                               : day_in_words(facts.network.last_success_day));
    line("model", "Printer model", facts.printer_model.empty() ? "–" : facts.printer_model);
    line("slips-waiting", "Slips wait", std::to_string(facts.slips_waiting));
    sheet.draw(usual_keys(canvas));
}

void draw_about(const Canvas& canvas) {
    const model::Surroundings& around = canvas.state().surroundings;
    const look::Panel& panel = canvas.look().panel();
    StaffSheet sheet(canvas);
    sheet.add_title(std::string(canvas.words("About this kiosk")));
    const auto line = [&](const char* id, const char* name, const std::string& value) {
        sheet.add_line(id, canvas.words(name), value);
    };
    line("version", "Version", OTK_VERSION);
    line("code", "Code of the place", around.place_code);
    line("link", "Link", around.link_to_type);
    line("panel", "Panel",
        text::fill(canvas.words("{pixels}, {size} mm"),
            {{"pixels", format("{} × {}", panel.width_px, panel.height_px)},
                {"size", format("{:.0f} × {:.0f}", static_cast<double>(panel.width_mm),
                             static_cast<double>(panel.height_mm))}}));
    line("day", "Today", day_in_words(canvas.state().staff->facts.today));
    sheet.turn_column();
    if (sheet.has_two_columns()) sheet.add_status(StaffSheet::Status::Poster);
    sheet.sink();
    sheet.add_keys(
        {staff_key(canvas, "open-restart", "Restart", Icon::Undo, StaffWish::OpenRestart)}, 1);
    sheet.draw(usual_keys(canvas));
}

void draw_restart(const Canvas& canvas) {
    StaffSheet sheet(canvas);
    sheet.add_title(std::string(canvas.words("Restart the kiosk?")));
    sheet.add_text("explained",
        std::string(canvas.words("The screen is dark for some seconds. Nothing is lost")),
        Type::Body, 4);
    // Who restarts wants to see that nothing is lost by it.
    sheet.turn_column();
    sheet.add_status(StaffSheet::Status::Poster);
    Key restart = staff_key(canvas, "restart", "Restart", Icon::Undo, StaffWish::Restart);
    restart.style = KeyStyle::Primary;
    sheet.draw({staff_key(canvas, "back-to-about", "Back", Icon::Left, StaffWish::BackToAbout),
        std::move(restart)});
}

}  // namespace

const char* name_of(StaffPage page) {
    switch (page) {
        case StaffPage::Strip:
            return "staff-strip";
        case StaffPage::Code:
            return "staff-code";
        case StaffPage::Menu:
            return "staff-menu";
        case StaffPage::Slips:
            return "staff-slips";
        case StaffPage::Preview:
            return "staff-preview";
        case StaffPage::Comfort:
            return "staff-comfort";
        case StaffPage::Places:
            return "staff-places";
        case StaffPage::PlaceDay:
            return "staff-place-day";
        case StaffPage::Details:
            return "staff-details";
        case StaffPage::Cleaning:
            return "staff-cleaning";
        case StaffPage::ScreenTest:
            return "staff-screen-test";
        case StaffPage::About:
            return "staff-about";
        case StaffPage::Restart:
            return "staff-restart";
    }
    OTK_UNREACHABLE();
}

void draw_staff(const Canvas& canvas) {
    OTK_ASSERT(canvas.state().staff.has_value());
    switch (canvas.state().staff->page) {
        case StaffPage::Strip:
            return draw_strip(canvas);
        case StaffPage::Code:
            return draw_staff_code(canvas);
        case StaffPage::Menu:
            return draw_menu(canvas);
        case StaffPage::Slips:
            return draw_staff_slips(canvas);
        case StaffPage::Preview:
            return draw_staff_preview(canvas);
        case StaffPage::Comfort:
            return draw_staff_comfort(canvas);
        case StaffPage::Places:
            return draw_places(canvas);
        case StaffPage::PlaceDay:
            return draw_place_day(canvas);
        case StaffPage::Details:
            return draw_details(canvas);
        case StaffPage::Cleaning:
            return draw_staff_cleaning(canvas);
        case StaffPage::ScreenTest:
            return draw_staff_screen_test(canvas);
        case StaffPage::About:
            return draw_about(canvas);
        case StaffPage::Restart:
            return draw_restart(canvas);
    }
    OTK_UNREACHABLE();
}

}  // namespace otk::kiosk::screens
