// Slips of the place: how many, the job that goes on, the last jobs.

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

namespace tokens = look::tokens;
using look::Icon;
using look::Type;
using model::PrinterCondition;
using model::StaffJob;
using model::StaffState;
using model::StaffWish;
using widgets::Canvas;
using widgets::Key;
using widgets::KeyStyle;

/// What became of a job, in words: «Напечатано», «Напечатано 48, отменено».
std::string said_fate(const Canvas& canvas, const StaffJob& job) {
    const std::string printed = std::to_string(job.printed);
    const auto counted = [&](const char* key) {
        return text::fill(canvas.words(key), {{"n", printed}});
    };
    switch (job.fate) {
        case StaffJob::Fate::Queued:
            return std::string(canvas.words(job.paused ? "Stopped" : "Waits"));
        case StaffJob::Fate::Sending:
            return std::string(canvas.words(job.paused ? "Stopped" : "Printing"));
        case StaffJob::Fate::Printed:
            return std::string(canvas.words("Printed"));
        case StaffJob::Fate::Failed:
            return counted("{n} printed, not all");
        case StaffJob::Fate::Unknown:
            return counted("{n} printed, check the last one");
        case StaffJob::Fate::Cancelled:
            return counted("{n} printed, cancelled");
    }
    OTK_UNREACHABLE();
}

/// What a job that stands still waits for; empty if it does not stand.
std::string said_hindrance(const Canvas& canvas, const StaffState& staff, const StaffJob& job) {
    if (!job.is_open()) return {};
    const std::string next = std::to_string(job.printed + job.failed + job.unknown + 1);
    if (staff.facts.printer == PrinterCondition::PaperOut) {
        return text::fill(
            canvas.words(
                "Insert a roll and close the cover. It goes on with slip {n}, no PIN needed"),
            {{"n", next}});
    }
    if (job.paused || model::takes_slips(staff.facts.printer)) return {};
    for (const StatusCard& card : status_cards(canvas)) {
        if (card.id == "printer") return card.title + ". " + card.detail;
    }
    return {};
}

/// How much of the job is done, from the left.
void draw_bar(const Canvas& canvas, const Rect& where, const StaffJob& job) {
    const look::Colors& colors = canvas.colors();
    const Rect rect = widgets::snapped(where);
    const float radius = rect.height / 2;
    const float edge = canvas.look().line(tokens::edge);
    canvas.box(rect, {radius, colors.card, true, colors.ink, edge});
    const std::int64_t done = job.printed + job.failed + job.unknown;
    const float part =
        job.copies > 0 ? static_cast<float>(done) / static_cast<float>(job.copies) : 0.0F;
    if (done > 0) {
        const float width = std::max(rect.height, rect.width * std::clamp(part, 0.0F, 1.0F));
        canvas.box(
            {rect.x, rect.y, width, rect.height}, {radius, colors.primary, true, colors.ink, edge});
    }
    const std::string label = format("{} / {}", done, job.copies);
    widgets::add_text(canvas, "progress", Role::Status, label, rect, colors.ink, colors.card);
}

/// What is asked about a test slip; the longer a question, the worse it is read beside a printer.
const char* words_of(model::SlipQuestion question) {
    switch (question) {
        case model::SlipQuestion::Letters:
            return "Test slip: can the Russian letters be read?";
        case model::SlipQuestion::Edges:
            return "Test slip: is everything there, up to both edges?";
        case model::SlipQuestion::Symbol:
            return "Test slip: is the square code there, whole and black?";
        case model::SlipQuestion::Cut:
            return "Test slip: is it cut off?";
    }
    OTK_UNREACHABLE();
}

/// What the answers came to: all is well, another model, or nothing that another one would mend.
std::string said_advice(const Canvas& canvas) {
    const StaffState& staff = *canvas.state().staff;
    const model::SlipJudgement& judgement = staff.judgement;
    if (judgement.is_asked) return std::string(canvas.words("One moment"));
    if (judgement.has_failed) {
        return std::string(canvas.words("The printer service gave no advice. Call IT"));
    }
    const bool is_well = std::ranges::count(judgement.seen, false) == 0;
    if (is_well) return std::string(canvas.words("The printer is set up rightly"));
    if (judgement.model == staff.facts.printer_model) {
        return text::fill(canvas.words("No other model mends that. Call IT: {model} is set"),
            {{"model", judgement.model}});
    }
    // Models are described in Russian only (drivers/printer/model_table.cpp).
    if (canvas.state().view.language != "ru") {
        return text::fill(
            canvas.words("Tell IT to set printd.model = {model}"), {{"model", judgement.model}});
    }
    return text::fill(canvas.words("Tell IT to set printd.model = {model}: {description}"),
        {{"model", judgement.model}, {"description", judgement.description}});
}

/// One question after the other about the slip in somebody's hand, then what to do.
void add_test_guide(const Canvas& canvas, StaffSheet& sheet) {
    const model::SlipJudgement& judgement = canvas.state().staff->judgement;
    if (judgement.is_complete()) {
        sheet.add_text("test-advice", said_advice(canvas),
            sheet.is_roomy() ? Type::Title7 : Type::LabelTight, 6, Role::Status);
        sheet.add_keys(
            {staff_key(canvas, "judge-again", "Judge again", Icon::Undo, StaffWish::JudgeAgain),
                staff_key(
                    canvas, "test-slip", "One more test slip", Icon::Paper, StaffWish::PrintTest)},
            2);
        return;
    }
    const std::size_t number = judgement.seen.size();
    const auto count = std::to_string(model::slip_questions);
    sheet.add_text("test-step",
        text::fill(
            canvas.words("{n} of {count}"), {{"n", std::to_string(number + 1)}, {"count", count}}),
        sheet.is_roomy() ? Type::Body : Type::Small, 6);
    sheet.add_text("test-question",
        std::string(canvas.words(words_of(static_cast<model::SlipQuestion>(number)))),
        sheet.is_roomy() ? Type::Title6 : Type::Label, 1, Role::Status);
    sheet.add_keys(
        {staff_key(canvas, "test-yes", "Yes it is", Icon::Tick, StaffWish::JudgeTest, "yes"),
            staff_key(canvas, "test-no", "No it is not", Icon::Cross, StaffWish::JudgeTest, "no")},
        2);
}

void add_job(const Canvas& canvas, StaffSheet& sheet, const StaffJob& job) {
    const StaffState& staff = *canvas.state().staff;
    // What is asked about a slip is answered before its count is read.
    const bool is_judged = !job.is_open() && staff.orders_test;
    const auto add_guide = [&] { sheet.add_together([&] { add_test_guide(canvas, sheet); }); };
    if (is_judged && !sheet.is_spread()) add_guide();
    const std::string printed = std::to_string(job.printed);
    const std::string count = std::to_string(job.copies);
    sheet.add_text("job-count",
        text::fill(canvas.words("{n} of {count}"), {{"n", printed}, {"count", count}}),
        Type::Title4, 5, Role::Status);
    const std::string hindrance = said_hindrance(canvas, staff, job);
    if (hindrance.empty()) {
        sheet.add_text("job-fate", said_fate(canvas, job), Type::LabelTight, 2, Role::Status);
    } else {
        sheet.add_text("job-waits", hindrance, Type::Body, 2, Role::Status);
    }
    sheet.add(
        canvas.between(4, 8), 4, [&canvas, job](const Rect& rect) { draw_bar(canvas, rect, job); });
    if (!job.is_open()) {
        if (is_judged && sheet.is_spread()) add_guide();
        sheet.add_keys(
            {staff_key(canvas, "more-slips", "Print more", Icon::Printer, StaffWish::WatchNone)},
            1);
        return;
    }
    Key hold = job.paused ? staff_key(canvas, "resume", "Go on", Icon::Right, StaffWish::Resume)
                          : staff_key(canvas, "pause", "Pause", Icon::Pause, StaffWish::Pause);
    sheet.add_keys(
        {std::move(hold), staff_key(canvas, "cancel", "Cancel", Icon::Cross, StaffWish::Cancel)},
        2);
}

Key copies_key(const Canvas& canvas, const char* id, const char* label, const char* by) {
    Key key = staff_key(canvas, id, "Slips", StaffWish::Copies, by);
    key.label = label;
    return key;
}

void add_order_problem(const Canvas& canvas, StaffSheet& sheet) {
    if (!canvas.state().staff->order_failed) return;
    sheet.add_text("problem",
        std::string(canvas.words("The printer service did not take the order")), Type::LabelSmall,
        4, Role::Status);
}

void add_order(const Canvas& canvas, StaffSheet& sheet) {
    const StaffState& staff = *canvas.state().staff;
    if (!canvas.state().surroundings.has_slips) {
        sheet.add_text("no-slips", std::string(canvas.words("The form of this place has no slip")),
            Type::Body, 5, Role::Status);
        return;
    }
    if (!sheet.is_spread()) add_order_problem(canvas, sheet);
    sheet.add_text("copies",
        canvas.look().plural(canvas.state().view.language, "{n} slips", staff.copies), Type::Title4,
        5, Role::Status);
    sheet.add_keys({copies_key(canvas, "fewer", "−1", "-1"), copies_key(canvas, "more", "+1", "+1"),
                       copies_key(canvas, "copies-10", "10", "10"),
                       copies_key(canvas, "copies-50", "50", "50")},
        4, 15.2F, 22);
    if (sheet.is_spread()) add_order_problem(canvas, sheet);
    Key print = staff_key(canvas, "print", "Print", Icon::Printer, StaffWish::Print);
    print.style = KeyStyle::Primary;
    sheet.add_keys({std::move(print), staff_key(canvas, "preview", "Preview", Icon::Search,
                                          StaffWish::OpenPreview)},
        2);
    sheet.add_keys({staff_key(canvas, "test-slip", "Test slip for an unknown printer", Icon::Paper,
                       StaffWish::PrintTest)},
        1);
}

void add_last_jobs(const Canvas& canvas, StaffSheet& sheet) {
    const std::vector<StaffJob>& jobs = canvas.state().staff->facts.jobs;
    if (!jobs.empty()) {
        sheet.add_text("last-jobs", std::string(canvas.words("Last jobs")), Type::LabelTight, 12,
            Role::Heading);
    }
    for (const StaffJob& job : jobs) {
        sheet.add_line(format("job-{}", job.id), format("{} — {}", job.place, job.copies),
            said_fate(canvas, job));
    }
}

}  // namespace

void draw_staff_slips(const Canvas& canvas) {
    const StaffState& staff = *canvas.state().staff;
    StaffSheet sheet(canvas);
    // On a tall panel the strip stands above everything as on the other pages; elsewhere what is
    // done here comes first.
    const bool is_tall = arrangement_of(canvas) == Arrangement::Stack;
    if (is_tall) sheet.add_status();
    sheet.add_title(std::string(canvas.words("Print slips")));
    // A test slip is judged by its guide, which needs the room.
    const bool has_guide = model::watched_job(staff) != nullptr && staff.orders_test;
    if (sheet.is_roomy() && !has_guide) add_last_jobs(canvas, sheet);
    sheet.sink();
    if (const StaffJob* job = model::watched_job(staff)) {
        add_job(canvas, sheet, *job);
    } else {
        add_order(canvas, sheet);
    }
    sheet.turn_column();
    if (!is_tall) sheet.add_status();
    if (!sheet.is_roomy()) add_last_jobs(canvas, sheet);
    sheet.draw({staff_key(canvas, "menu", "Menu", Icon::Left, StaffWish::OpenMenu),
        staff_key(canvas, "leave", "Leave", Icon::Cross, StaffWish::Leave)});
}

}  // namespace otk::kiosk::screens
