// The part of Model that closes rows and sees a visitor off.

#include <utility>

#include "core/base/format.h"
#include "kiosk/model/model.h"

namespace otk::kiosk::model {
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

}  // namespace otk::kiosk::model
