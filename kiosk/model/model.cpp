#include "kiosk/model/model.h"

#include <algorithm>
#include <utility>

#include "core/base/assert.h"
#include "kiosk/model/model_snapshot.h"
#include "kiosk/model/typing.h"

namespace otk::kiosk::model {

int volume_of(const State& state) {
    return std::clamp(state.comfort.volume + state.view.louder, 1, Comfort::volume_most);
}

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
    m_visit = std::make_unique<form::Visit>(
        m_visit ? m_visit->anew(std::move(options)) : form::Visit(m_form, std::move(options)));
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
