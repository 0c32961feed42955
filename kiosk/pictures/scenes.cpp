#include "kiosk/pictures/scenes.h"

#include <algorithm>
#include <set>

#include "core/base/assert.h"
#include "core/base/format.h"
#include "kiosk/model/typing.h"
#include "kiosk/screens/finder.h"

namespace otk::kiosk::pictures {
namespace {

using form::Question;
using form::QuestionKind;
using form::Visit;
using model::Screen;

constexpr std::string_view written =
    "Справку ждали три недели. Никто не позвонил, хотя я оставляла номер +7 ••• •••-••-••. "
    "Сообщайте о ходе дела";

/// How the scripted visitor answers what he is asked.
enum class Mood { Worst, Best };

/// Every offered choice, in the list's order.
std::string all_offered(const Visit& visit, std::size_t index) {
    std::string names;
    for (const form::Choice* choice : visit.offered(index)) {
        if (!names.empty()) names += ' ';
        names += choice->name;
    }
    return names;
}

/// One choice: of the faces the second or the best, of others the first.
std::string one_offered(const Visit& visit, std::size_t index, Mood mood) {
    const auto& offered = visit.offered(index);
    if (offered.empty()) return {};
    if (!visit.form().questions[index].appearance.likert) return offered.front()->name;
    const std::size_t worst = std::min<std::size_t>(1, offered.size() - 1);
    return offered[mood == Mood::Worst ? worst : offered.size() - 1]->name;
}

std::string first_and_third_offered(const Visit& visit, std::size_t index) {
    const auto& offered = visit.offered(index);
    if (offered.empty()) return {};
    return offered.size() < 3 ? offered.front()->name : offered[0]->name + ' ' + offered[2]->name;
}

std::string answer_to(const Visit& visit, std::size_t index, Mood mood) {
    switch (visit.form().questions[index].kind) {
        case QuestionKind::SelectOne:
            return one_offered(visit, index, mood);
        case QuestionKind::SelectMultiple:
            return first_and_third_offered(visit, index);
        case QuestionKind::Rank:
            return all_offered(visit, index);
        case QuestionKind::Range:
            return mood == Mood::Worst ? "2" : "10";
        case QuestionKind::Integer:
            return "12";
        case QuestionKind::Decimal:
            return "1.5";
        case QuestionKind::Date:
            return "2026-11-20";
        case QuestionKind::Acknowledge:
            return "OK";
        case QuestionKind::Text:
            return std::string(written);
        case QuestionKind::Note:
        case QuestionKind::Calculate:
        case QuestionKind::Hidden:
            return {};
    }
    OTK_UNREACHABLE();
}

/// A form may refuse this visitor's answer (a range of its own): then the question stays empty, as
/// with a visitor who skips it.
void answer(Visit& visit, std::size_t index, Mood mood) {
    const std::string value = answer_to(visit, index, mood);
    if (value.empty()) return;
    [[maybe_unused]] const Result<void> taken = visit.answer(index, value);
}

/// What a page is, whichever the form: of several questions the first that is asked.
std::string kind_of_page(const Visit& visit) {
    if (screen_of_page(visit) == Screen::Rate) return "rate";
    if (visit.page().kind == form::PageKind::Matrix) return "matrix";
    const std::vector<std::size_t> shown = visit.shown_questions();
    const auto asked = std::ranges::find_if(shown, [&](std::size_t index) {
        return form::traits_of(visit.form().questions[index].kind).takes_answer;
    });
    const std::size_t first = asked != shown.end() ? *asked : shown.front();
    return std::string(form::traits_of(visit.form().questions[first].kind).name);
}

class Walk {
  public:
    Walk(std::vector<Scene>& scenes, std::set<std::string>& seen, model::Surroundings surroundings)
        : m_scenes(scenes), m_seen(seen), m_surroundings(std::move(surroundings)) {}

    void form(const std::string& id, const std::shared_ptr<const form::Form>& form, Mood mood) {
        Visit visit(form, {});
        int number = 1;
        bool is_rate = true;
        while (true) {
            const std::string page = format("{}-{:02}-{}", id, number, visit.page().name);
            const bool is_new = m_seen.insert(page).second;
            if (is_new) add(page, kind_of_page(visit), visit);
            const std::vector<std::size_t> shown = visit.shown_questions();
            for (const std::size_t index : shown) {
                answer(visit, index, mood);
            }
            if (is_new && !is_rate) around(page, visit);
            if (!visit.next()) break;
            ++number;
            if (is_rate) {
                Scene& scene = add(format("{}-toast-{}", page, mood == Mood::Worst ? "2" : "5"),
                    kind_of_page(visit) + " toast", visit);
                scene.state.toast = model::Toast{mood == Mood::Worst ? 2 : 5, 20};
            }
            is_rate = false;
        }
        if (mood == Mood::Worst) ends(id, visit);
    }

    Scene& add(std::string name, std::string kind, const Visit& visit) {
        Scene scene;
        scene.name = std::move(name);
        scene.kind = std::move(kind);
        scene.visit = std::make_shared<Visit>(visit);
        scene.state.surroundings = m_surroundings;
        scene.state.visit = scene.visit.get();
        scene.state.screen = screen_of_page(visit);
        scene.state.keyboard = model::first_keyboard(visit);
        m_scenes.push_back(std::move(scene));
        return m_scenes.back();
    }

  private:
    /// The same page answered, and with another keyboard.
    void around(const std::string& page, const Visit& visit) {
        const std::string kind = kind_of_page(visit);
        add(page + "-answered", kind + " answered", visit);
        const std::size_t first = visit.shown_questions().front();
        const Question& question = visit.form().questions[first];
        if (screens::is_long_list(visit, first)) {
            add(page + "-letters", kind + " letters", visit).state.finder.is_typing = true;
        }
        if (question.kind != QuestionKind::Text) return;
        add(page + "-latin", kind + " latin", visit).state.keyboard.letters = model::Letters::Latin;
        add(page + "-digits", kind + " digits", visit).state.keyboard.letters =
            model::Letters::Digits;
        add(page + "-shift", kind + " shift", visit).state.keyboard.shift = true;
    }

    void ends(const std::string& id, const Visit& visit) {
        const auto thanks = [&](const char* what) -> Scene& {
            Scene& scene = add(format("{}-thanks{}", id, what), format("thanks{}", what), visit);
            scene.state.screen = Screen::Thanks;
            scene.state.recorded = true;
            scene.state.thanks_left_s = 40;
            return scene;
        };
        thanks("-no-printer");
        thanks("").state.printer_ready = true;
        Scene& printing = thanks("-printing");
        printing.state.printer_ready = printing.state.printing = true;
        thanks("-not-yet").state.recorded = false;
        Scene& record = thanks("-what-we-record");
        record.state.overlay = model::Overlay::WhatWeRecord;
        record.state.printer_ready = true;
        Scene& idle = add(id + "-idle", "idle", visit);
        idle.state.overlay = model::Overlay::Idle;
        idle.state.idle_left_s = 14;
        idle.state.idle_left_steps = 56;
        idle.state.recorded = true;
    }

    std::vector<Scene>& m_scenes;
    std::set<std::string>& m_seen;
    model::Surroundings m_surroundings;
};

/// An office's week.
schedule::Hours sample_hours() {
    schedule::Hours hours;
    for (std::size_t weekday = 0; weekday < 4; ++weekday)
        hours.week.at(weekday) = schedule::Span{8 * 60 + 30, 17 * 60 + 30};
    hours.week[4] = schedule::Span{8 * 60 + 30, 16 * 60 + 30};
    hours.lunch = schedule::Span{13 * 60, 14 * 60};
    return hours;
}

}  // namespace

Screen screen_of_page(const Visit& visit) {
    if (!visit.is_first_page()) return Screen::Question;
    for (const std::size_t index : visit.shown_questions()) {
        if (visit.form().questions[index].appearance.likert) return Screen::Rate;
    }
    return Screen::Question;
}

std::vector<Scene> scenes(const Forms& forms, const model::Surroundings& surroundings) {
    std::vector<Scene> all;
    std::set<std::string> seen;
    Walk walk(all, seen, surroundings);
    for (const auto& [id, form] : forms) {
        Visit visit(form, {});
        if (screen_of_page(visit) == Screen::Rate) {
            walk.add(id + "-00-pressed", "rate pressed", visit).interaction.pressed = "mark-2";
        }
        walk.form(id, form, Mood::Worst);
        walk.form(id, form, Mood::Best);
    }
    if (!forms.empty()) {
        Scene& out = walk.add("out-of-service", "out-of-service", Visit(forms.begin()->second, {}));
        out.state.screen = Screen::OutOfService;
        out.state.visit = nullptr;
        Scene& tried = walk.add("test-mode", "test-mode", Visit(forms.begin()->second, {}));
        tried.state.test = true;
        const auto closed = [&](const char* when, const schedule::Moment& next) {
            const std::string name = format("closed-{}", when);
            Scene& scene = walk.add(name, name, Visit(forms.begin()->second, {}));
            scene.state.screen = Screen::Closed;
            scene.state.closed = {{2026, 11, 26}, next};
            scene.state.surroundings.hours = sample_hours();
            scene.state.visit = nullptr;
        };
        closed("lunch", {{2026, 11, 26}, 14 * 60});
        closed("night", {{2026, 11, 27}, 8 * 60 + 30});
        closed("weekend", {{2026, 11, 30}, 8 * 60 + 30});
        closed("holidays", {{2026, 12, 12}, 8 * 60 + 30});
    }
    return all;
}

}  // namespace otk::kiosk::pictures
