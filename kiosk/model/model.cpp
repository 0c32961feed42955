#include "kiosk/model/model.h"

#include <algorithm>
#include <charconv>
#include <system_error>
#include <tuple>
#include <utility>

#include "core/base/assert.h"
#include "core/base/format.h"
#include "kiosk/model/typing.h"

namespace otk::kiosk::model {

int volume_of(const State& state) {
    return std::clamp(state.comfort.volume + state.view.louder, 1, Comfort::volume_most);
}

struct Model::Snapshot {
    Screen screen;
    Overlay overlay;
    std::uint64_t visitor;
    std::uint64_t visit_id;
    std::size_t page;
    std::size_t sheet;
    bool is_finding;
    int toast_steps;
    bool recorded;
    bool printer_ready;
    bool printing;
    int idle_left_steps;
    int thanks_left_s;
    int breath_face;
    float breath_phase;
    ViewOptions view;
    StaffPage staff_page;
    std::uint64_t staff_revision;
    Closed closed;

    bool shows_the_same_page_as(const Snapshot& other) const {
        return std::tie(screen, overlay, visit_id, page, sheet, is_finding, staff_page) ==
               std::tie(other.screen, other.overlay, other.visit_id, other.page, other.sheet,
                   other.is_finding, other.staff_page);
    }
    friend bool operator==(const Snapshot&, const Snapshot&) = default;
};

Model::Snapshot Model::snapshot() const {
    return {m_state.screen, m_state.overlay, m_visitor, m_visit_id, m_visit->page_index(),
        m_state.sheet, m_state.finder.is_typing, m_state.toast ? m_state.toast->left_steps : -1,
        m_state.recorded, m_state.printer_ready, m_state.printing, m_state.idle_left_steps,
        m_state.thanks_left_s, m_state.breath ? m_state.breath->face : -1,
        m_state.breath ? m_state.breath->phase : 0.0F, m_state.view,
        m_state.staff ? m_state.staff->page : StaffPage::Strip, m_staff ? m_staff->revision() : 0,
        m_state.closed};
}

Effects Model::finish(Effects effects, const Snapshot& before) const {
    const Snapshot after = snapshot();
    effects.page_turned = !after.shows_the_same_page_as(before);
    effects.state_changed = effects.state_changed || !(after == before);
    effects.visitor_left = after.visitor != before.visitor;
    return effects;
}

Model::Model(std::shared_ptr<const form::Form> form, Surroundings surroundings, Options options,
    std::int64_t now_ms)
    : m_form(std::move(form)),
      m_options(std::move(options)),
      m_orders(m_options.seed),
      m_now_ms(now_ms),
      m_touched_ms(now_ms),
      m_closed(m_options.closed) {
    OTK_ASSERT(m_form != nullptr && !m_form->pages.empty());
    m_state.surroundings = std::move(surroundings);
    m_state.test = m_options.test;
    m_state.idle_total_s = static_cast<int>(m_options.idle_reset_ms / 1000);
    begin_next_visit();
}

void Model::begin_visit() {
    constexpr std::uint64_t seeds = 1U << 31U;  // as many as ODK's generator tells apart
    form::VisitOptions options{.channel = m_options.channel, .place = m_options.place};
    options.seed = static_cast<std::int64_t>(m_orders.below(seeds));
    if (m_options.today) options.day = m_options.today();
    m_state.view = ViewOptions{m_options.language};
    if (m_options.pages) options.pages = m_options.pages(m_state.view);
    m_visit = std::make_unique<form::Visit>(m_form, std::move(options));
    ++m_visit_id;
    m_revision = 0;
    m_last_saved.reset();
    m_has_answered = false;
    m_drafts.clear();
    forget_toast();
    m_state.visit = m_visit.get();
    m_state.overlay = Overlay::None;
    m_state.recorded = false;
    m_state.printing = false;
    m_state.thanks_left_s = 0;
    m_state.idle_left_s = 0;
    m_state.idle_left_steps = 0;
    settle_screen();
}

/// For whoever comes next: nobody, while the place is closed.
void Model::begin_next_visit() {
    begin_visit();
    if (!m_closed) return;
    m_state.screen = Screen::Closed;
    m_state.closed = *m_closed;
    m_state.visit = nullptr;
    m_state.breath.reset();
}

namespace {

/// With the rules' version, so that figures of before a change can be told from those after it.
std::vector<std::string> flags_of(const misuse::Verdict& verdict) {
    std::vector<std::string> flags;
    if (!verdict.is_flagged()) return flags;
    for (const misuse::Reason reason : verdict.reasons) {
        flags.push_back(format("{}/{}", misuse::word_of(reason), misuse::rules_version));
    }
    return flags;
}

}  // namespace

/// There is a voice for the visit's language.
bool Model::is_spoken() const {
    const auto& spoken = m_state.spoken_languages;
    return std::find(spoken.begin(), spoken.end(), m_state.view.language) != spoken.end();
}

/// The page asks for one of so many that a low panel would have it on ten sheets.
bool Model::begins_with_letters() const {
    const std::size_t least = m_state.surroundings.letters_from;
    const std::vector<std::size_t> shown = m_visit->shown_questions();
    if (least == 0 || shown.size() != 1) return false;
    const form::Question& asked = m_form->questions[shown.front()];
    const bool is_choice = asked.kind == form::QuestionKind::SelectOne ||
                           asked.kind == form::QuestionKind::SelectMultiple;
    return is_choice && !asked.appearance.likert && m_visit->offered(shown.front()).size() >= least;
}

/// What the letters' page leaves to the visit: choosing what was found, going on without it, taking
/// the mark back.
bool Model::goes_past_finder(IntentKind kind) {
    return kind == IntentKind::Choose || kind == IntentKind::Toggle || kind == IntentKind::Next ||
           kind == IntentKind::Undo;
}

/// Which screen shows where the visit stands.
void Model::settle_screen() {
    m_state.keyboard = first_keyboard(*m_visit);
    m_state.sheet = 0;
    m_state.finder = {.is_typing = begins_with_letters(), .query = {}};
    m_state.typed.clear();
    m_state.problems.clear();
    if (m_staff) {
        m_state.screen = Screen::Staff;
        return;
    }
    if (!m_can_record) {
        m_state.screen = Screen::OutOfService;
        m_state.visit = nullptr;
        return;
    }
    m_state.screen = is_rate_page() ? Screen::Rate : Screen::Question;
    if (m_state.screen == Screen::Question) m_watch.page_shown(m_now_ms);
    const bool is_over = m_state.toast && m_state.toast->left_steps == 0;
    if (m_state.screen == Screen::Rate || is_over) forget_toast();
}

/// Texts of another size may take more pages, or fewer. What is typed and said on this one stays
/// where the page stays.
void Model::lay_out_pages() {
    if (!m_options.pages) return;
    const std::vector<std::size_t> shown = m_visit->shown_questions();
    m_visit->lay_out(m_options.pages(m_state.view));
    const bool is_in_visit = m_state.screen == Screen::Rate || m_state.screen == Screen::Question;
    if (is_in_visit && m_visit->shown_questions() != shown) settle_screen();
}

bool Model::is_rate_page() const {
    if (!m_visit->is_first_page() || m_visit->page().kind == form::PageKind::Matrix) return false;
    int marks = 0;
    for (const std::size_t index : m_visit->shown_questions()) {
        const form::Question& question = m_form->questions[index];
        if (question.kind == form::QuestionKind::Note) continue;
        if (question.kind != form::QuestionKind::SelectOne || !question.appearance.likert) {
            return false;
        }
        ++marks;
    }
    return marks == 1;
}

bool Model::asks_one_question() const {
    const std::vector<std::size_t> shown = m_visit->shown_questions();
    return std::count_if(shown.begin(), shown.end(), [this](std::size_t index) {
        const form::Question& question = m_form->questions[index];
        return form::traits_of(question.kind).takes_answer && !question.read_only;
    }) == 1;
}

bool Model::has_begun() const {
    return m_revision > 0 || m_has_answered;
}

void Model::forget_toast() {
    m_state.toast.reset();
    m_toast_mark = 0;
    m_toast_kept = false;
}

// Saving

void Model::save(Effects& effects, form::Response response, SaveKind kind) {
    m_last_saved = response;
    effects.saves.push_back({m_visit_id, ++m_revision, std::move(response), kind});
}

form::Response Model::with_what_the_panel_knows(form::Response response) const {
    response.language = m_state.view.language;
    response.layout = m_layout;
    response.test = m_options.test;
    response.flags = flags_of(m_watch.verdict());
    return response;
}

void Model::save_open(Effects& effects) {
    form::Response response = with_what_the_panel_knows(m_visit->response(true));
    if (m_revision == 0 && form::Visit::is_empty(response)) return;
    if (m_last_saved == response) return;
    save(effects, std::move(response), SaveKind::Open);
}

/// Closes the row with this response; a row without a value is dropped, and none is made for it.
/// True if something is to be kept.
bool Model::save_last(Effects& effects, form::Response response) {
    response = with_what_the_panel_knows(std::move(response));
    const bool is_empty = form::Visit::is_empty(response);
    if (!is_empty) {
        save(effects, std::move(response), SaveKind::Close);
    } else if (m_revision > 0) {
        save(effects, std::move(response), SaveKind::Drop);
    }
    return !is_empty;
}

/// The visitor has left: what the form keeps of an unfinished visit is kept.
void Model::abandon_visit(Effects& effects) {
    if (m_state.screen == Screen::Thanks || !has_begun()) return;
    static_cast<void>(save_last(effects, m_visit->idle_response()));
}

void Model::end_visit(Effects& effects) {
    keep_masked_texts();
    if (!save_last(effects, m_visit->response(false))) {
        m_watch.visit_ended(m_now_ms);
        begin_next_visit();
        return;
    }
    forget_toast();
    m_state.screen = Screen::Thanks;
    m_state.problems.clear();
    m_thanks_until_ms = m_now_ms + m_options.thanks_ms;
    tick_thanks();
}

void Model::reset_for_next_visitor(Effects& effects) {
    abandon_visit(effects);
    see_off();
    begin_next_visit();
}

/// Whatever hangs on this visitor ends here.
void Model::see_off() {
    m_watch.visit_ended(m_now_ms);
    m_by_keys = false;
    ++m_visitor;
}

// Intents

Effects Model::apply(const Intent& intent, std::int64_t now_ms, int layout) {
    const Snapshot before = snapshot();
    m_now_ms = now_ms;
    m_touched_ms = now_ms;
    Effects effects;
    effects.state_changed = true;
    if (m_staff) {
        apply_to_staff(intent, effects);
        return finish(std::move(effects), before);
    }
    if (m_state.screen == Screen::Rate) m_layout = layout;
    apply_anywhere(intent, effects);
    const bool is_in_visit = m_state.screen == Screen::Rate || m_state.screen == Screen::Question;
    // A dialog that this very intent closed or opened is no place to answer through.
    if (is_in_visit && before.overlay == Overlay::None && m_state.overlay == Overlay::None &&
        before.visit_id == m_visit_id) {
        apply_to_visit(intent, effects);
    }
    tick_breath();
    return finish(std::move(effects), before);
}

/// The loudest and the quietest step bound it; "next" begins again behind the loudest.
void Model::change_volume(const std::string& by) {
    const int step = volume_of(m_state);
    int wanted = by == "-1" ? step - 1 : step + 1;
    if (by == "next" && wanted > Comfort::volume_most) wanted = 1;
    m_state.view.louder = std::clamp(wanted, 1, Comfort::volume_most) - m_state.comfort.volume;
}

/// What can be wished on more than the pages of the form.
void Model::apply_anywhere(const Intent& intent, Effects& effects) {
    switch (intent.kind) {
        case IntentKind::NextVisitor:
            if (!offers_nothing()) reset_for_next_visitor(effects);
            return;
        case IntentKind::SwitchLanguage: {
            const auto& offered = m_state.surroundings.languages;
            if (std::find(offered.begin(), offered.end(), intent.value) != offered.end()) {
                m_state.view.language = intent.value;
                m_state.view.listening = m_state.view.listening && is_spoken();
                m_state.finder.query.clear();  // its letters are of other words
            }
            return;
        }
        case IntentKind::Larger:
            m_state.view.large = !m_state.view.large;
            lay_out_pages();
            return;
        case IntentKind::Contrast:
            m_state.view.high_contrast = !m_state.view.high_contrast;
            return;
        case IntentKind::Lower:
            m_state.view.low = !m_state.view.low;
            lay_out_pages();
            return;
        case IntentKind::Listen:
            m_state.view.listening = !m_state.view.listening && is_spoken();
            return;
        case IntentKind::Repeat:
            effects.say_again = m_state.view.listening;
            return;
        case IntentKind::Volume:
            return change_volume(intent.value);
        case IntentKind::WhatWeRecord:
            if (m_state.overlay == Overlay::None) m_state.overlay = Overlay::WhatWeRecord;
            return;
        case IntentKind::CloseDialog:
            if (m_state.overlay == Overlay::WhatWeRecord) m_state.overlay = Overlay::None;
            return;
        case IntentKind::StillHere:
            if (m_state.overlay == Overlay::Idle) m_state.overlay = Overlay::None;
            return;
        case IntentKind::Print:
            if (m_state.screen == Screen::Thanks && m_state.overlay == Overlay::None &&
                m_state.recorded && m_state.printer_ready && !m_state.printing) {
                m_state.printing = true;
                effects.print = true;
            }
            return;
        case IntentKind::Choose:
        case IntentKind::Toggle:
        case IntentKind::Type:
        case IntentKind::Erase:
        case IntentKind::Shift:
        case IntentKind::SwitchLetters:
        case IntentKind::Enter:
        case IntentKind::Next:
        case IntentKind::Back:
        case IntentKind::Find:
        case IntentKind::ShowFound:
        case IntentKind::TurnTo:
        case IntentKind::Done:
        case IntentKind::Undo:
        case IntentKind::Staff:
            return;
    }
    OTK_UNREACHABLE();
}

void Model::apply_to_visit(const Intent& intent, Effects& effects) {
    if (m_state.finder.is_typing && !goes_past_finder(intent.kind)) return apply_to_finder(intent);
    const std::optional<std::size_t> text = typed_question(*m_visit, intent.question);
    switch (intent.kind) {
        case IntentKind::Choose:
            return choose(intent, effects);
        case IntentKind::Toggle:
            return toggle(intent);
        case IntentKind::Type:
            if (text) type(*text, intent.value);
            return;
        case IntentKind::Erase:
            if (text) erase(*text);
            return;
        case IntentKind::Shift:
            m_state.keyboard.shift = !m_state.keyboard.shift;
            return;
        case IntentKind::SwitchLetters:
            m_state.keyboard.letters = intent.value == "latin"    ? Letters::Latin
                                       : intent.value == "digits" ? Letters::Digits
                                                                  : Letters::Native;
            return;
        case IntentKind::Enter:
            if (text && m_form->questions[*text].appearance.multiline) type(*text, "\n");
            return;
        case IntentKind::Next:
            return take_next(effects);
        case IntentKind::Back:
            return take_back(effects);
        case IntentKind::Find:
            return begin_finding(intent.question);
        case IntentKind::TurnTo:
            return turn_to(intent.value);
        case IntentKind::Done:
            return take_done(effects);
        case IntentKind::Undo:
            return undo(effects);
        case IntentKind::NextVisitor:
        case IntentKind::SwitchLanguage:
        case IntentKind::Larger:
        case IntentKind::Contrast:
        case IntentKind::Lower:
        case IntentKind::Listen:
        case IntentKind::Repeat:
        case IntentKind::Volume:
        case IntentKind::Print:
        case IntentKind::WhatWeRecord:
        case IntentKind::CloseDialog:
        case IntentKind::StillHere:
        case IntentKind::Staff:
        case IntentKind::ShowFound:
            return;
    }
    OTK_UNREACHABLE();
}

/// 1 to 5 as the faces stand; 0 if it is none of them.
int Model::mark_of(const form::Question& question, const std::string& value) const {
    if (!question.list) return 0;
    const auto& marks = m_form->lists[*question.list].choices;
    const auto found = std::find_if(
        marks.begin(), marks.end(), [&](const auto& choice) { return choice.name == value; });
    return found == marks.end() ? 0 : static_cast<int>(found - marks.begin()) + 1;
}

void Model::choose(const Intent& intent, Effects& effects) {
    const std::vector<std::size_t> shown = m_visit->shown_questions();
    if (std::find(shown.begin(), shown.end(), intent.question) == shown.end()) return;
    const form::Question& question = m_form->questions[intent.question];
    const bool is_rate = m_state.screen == Screen::Rate;
    // Where others wait for an answer too, one touch does not leave them.
    const bool advances = is_rate || (question.appearance.quick && asks_one_question());
    const bool takes_back = !advances && m_visit->value(intent.question) == intent.value;
    if (!m_visit->answer(intent.question, takes_back ? std::string() : intent.value)) return;
    m_has_answered = true;
    m_state.problems.clear();
    if (is_rate) {
        m_watch.mark_given(mark_of(question, intent.value));
    } else {
        m_watch.answered_more();
    }
    if (!advances) return;
    advance(effects);
    // The row is written even when other questions of the page still keep it: a mark counts at
    // once.
    if (is_rate && m_state.screen == Screen::Rate) save_open(effects);
    if (is_rate && m_state.screen == Screen::Question) {
        m_toast_mark = mark_of(question, intent.value);
        m_toast_revision = m_revision;
    }
}

void Model::toggle(const Intent& intent) {
    const std::vector<std::size_t> shown = m_visit->shown_questions();
    if (std::find(shown.begin(), shown.end(), intent.question) == shown.end()) return;
    if (!m_visit->toggle(intent.question, intent.value)) return;
    m_has_answered = true;
    m_watch.answered_more();
    m_state.problems.clear();
}

/// To the next page, or to the end after the last one; stays if the page has problems.
void Model::advance(Effects& effects) {
    keep_masked_texts();
    m_watch.page_turned(m_now_ms);
    if (m_visit->next()) {
        settle_screen();
        save_open(effects);
        return;
    }
    if (m_visit->problems().empty()) end_visit(effects);
}

void Model::take_next(Effects& effects) {
    m_state.problems = problems_of_page();
    if (m_state.problems.empty()) advance(effects);
}

void Model::take_back(Effects& effects) {
    keep_masked_texts();
    if (!m_visit->back()) return;
    settle_screen();
    save_open(effects);
}

/// What the sheets are, the screens know; how many, too: a number past the last one shows the last.
void Model::turn_to(std::string_view sheet) {
    std::size_t number = 0;
    const char* const end = sheet.data() + sheet.size();
    const auto [stop, error] = std::from_chars(sheet.data(), end, number);
    if (error == std::errc() && stop == end) m_state.sheet = number;
}

void Model::take_done(Effects& effects) {
    // On the first screen there is nothing to be done with yet.
    if (m_state.screen != Screen::Question) return;
    m_state.problems = problems_of_page();
    if (m_state.problems.empty()) end_visit(effects);
}

/// The mark is taken back: its row goes, and another visit begins where this one began. A new visit
/// and not a new revision: whatever still waits for the disk can not bring the old mark back.
void Model::undo(Effects& effects) {
    if (!m_state.toast || m_state.toast->left_steps == 0) return;
    form::Response taken_back = m_visit->response(true);
    taken_back.answers.clear();
    save(effects, std::move(taken_back), SaveKind::Drop);
    m_watch.mark_taken_back();
    const ViewOptions view = m_state.view;
    begin_visit();
    m_state.view = view;
    lay_out_pages();
}

// Events

Effects Model::touched(std::int64_t now_ms) {
    const Snapshot before = snapshot();
    m_now_ms = now_ms;
    m_touched_ms = now_ms;
    m_by_keys = false;
    if (m_staff) m_staff->touched(now_ms);
    tick_breath();
    return finish({}, before);
}

Effects Model::keyed(std::int64_t now_ms) {
    Effects effects = touched(now_ms);
    m_by_keys = true;
    return effects;
}

Effects Model::tell(const Saved& saved, std::int64_t now_ms) {
    const Snapshot before = snapshot();
    m_now_ms = now_ms;
    if (saved.visit_id == m_visit_id) {
        if (m_state.screen == Screen::Thanks && saved.revision == m_revision && !m_state.recorded) {
            m_state.recorded = true;
            m_thanks_until_ms = m_now_ms + m_options.thanks_ms;
            tick_thanks();
        }
        if (m_state.screen == Screen::Question && m_toast_mark > 0 && !m_state.toast &&
            saved.revision >= m_toast_revision) {
            m_toast_until_ms = m_now_ms + undo_ms;
            m_state.toast = Toast{m_toast_mark, 28};
        }
    }
    return finish({}, before);
}

Effects Model::tell(const CannotRecord&, std::int64_t now_ms) {
    const Snapshot before = snapshot();
    m_now_ms = now_ms;
    m_can_record = false;
    Effects effects;
    // Words that are true may stay to their end; everything else is closed honestly.
    const bool may_stay = m_state.screen == Screen::Thanks && m_state.recorded;
    if (!may_stay && !offers_nothing() && !m_staff) reset_for_next_visitor(effects);
    return finish(std::move(effects), before);
}

Effects Model::tell(const Recovered&, std::int64_t now_ms) {
    const Snapshot before = snapshot();
    m_now_ms = now_ms;
    m_can_record = true;
    if (m_state.screen == Screen::OutOfService) begin_next_visit();
    return finish({}, before);
}

Effects Model::tell(const PlaceHours& hours, std::int64_t now_ms) {
    const Snapshot before = snapshot();
    m_now_ms = now_ms;
    m_closed = hours.closed;
    if (m_state.screen == Screen::Closed) {
        if (m_closed) {
            m_state.closed = *m_closed;
        } else {
            begin_next_visit();
        }
    } else if (m_closed && may_close()) {
        begin_next_visit();
    }
    return finish({}, before);
}

Effects Model::tell(const PrinterState& printer, std::int64_t now_ms) {
    const Snapshot before = snapshot();
    m_now_ms = now_ms;
    m_state.printer_ready = printer.ready;
    return finish({}, before);
}

Effects Model::tell(const SpeechReady& speech, std::int64_t now_ms) {
    const Snapshot before = snapshot();
    m_now_ms = now_ms;
    m_state.spoken_languages = speech.languages;
    Effects effects;
    effects.state_changed = true;
    return finish(std::move(effects), before);
}

/// Who plugs a headset in wants to hear; who pulls it out leaves nothing to be said aloud.
Effects Model::tell(const HeadsetChanged& headset, std::int64_t now_ms) {
    const Snapshot before = snapshot();
    Effects effects;
    if (headset.is_plugged == m_state.headset) return finish(std::move(effects), before);
    m_now_ms = now_ms;
    m_state.headset = headset.is_plugged;
    if (!m_staff) {
        m_touched_ms = now_ms;
        m_state.view.listening = headset.is_plugged && is_spoken();
        effects.say_again = m_state.view.listening;
    }
    effects.state_changed = true;
    return finish(std::move(effects), before);
}

Effects Model::tell(const Comfort& comfort, std::int64_t now_ms) {
    const Snapshot before = snapshot();
    m_now_ms = now_ms;
    Effects effects;
    effects.state_changed = !(comfort == m_state.comfort);
    m_state.comfort = comfort;
    return finish(std::move(effects), before);
}

Effects Model::tell(const PrintEnded& print, std::int64_t now_ms) {
    const Snapshot before = snapshot();
    m_now_ms = now_ms;
    // A printed slip stays "printing": this visitor has his paper. A failed one may be tried again
    // as soon as the printer says that it is ready.
    if (!print.printed) {
        m_state.printing = false;
        m_state.printer_ready = false;
    }
    return finish({}, before);
}

Effects Model::tell_staff(std::int64_t now_ms, const std::function<void(StaffMode&)>& tell) {
    const Snapshot before = snapshot();
    m_now_ms = now_ms;
    if (m_staff) tell(*m_staff);
    return finish({}, before);
}

Effects Model::tick(std::int64_t now_ms) {
    const Snapshot before = snapshot();
    m_now_ms = now_ms;
    Effects effects;
    tick_toast();
    tick_idle(effects);
    tick_thanks();
    tick_breath();
    if (m_staff) m_staff->tick(now_ms);
    leave_staff_if_over(effects);
    return finish(std::move(effects), before);
}

Effects Model::shut_down(std::int64_t now_ms) {
    const Snapshot before = snapshot();
    m_now_ms = now_ms;
    Effects effects;
    reset_for_next_visitor(effects);
    return finish(std::move(effects), before);
}

}  // namespace otk::kiosk::model
