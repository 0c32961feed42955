// Visits without a touch: every page of every sample form, by keys alone.

#include <algorithm>
#include <optional>
#include <set>

#include <imgui.h>
#include <catch2/catch.hpp>

#include "kiosk/focus/focus.h"
#include "kiosk/focus/stops.h"
#include "kiosk/model/model.h"
#include "kiosk/screens/screens.h"
#include "tests/kiosk/screens/gallery.h"
#include "tests/kiosk/screens/panels.h"

namespace otk::test {

using namespace kiosk;
using focus::KeyRole;
using focus::Stroke;
using model::Screen;

namespace {

/// A disk that is always quick, a kiosk, and somebody with a keypad.
class KeypadVisitor {
  public:
    KeypadVisitor(const std::string& form, const look::Panel& panel)
        : m_look(look({.panel = panel})),
          m_form(laid_out_form(form, m_look)),
          m_sheet(m_look),
          m_model(m_form, surroundings(), {.place = "reception-7"}, m_now_ms) {
        draw();
    }

    const model::State& state() const { return m_model.state(); }
    const Frame& frame() const { return m_frame; }
    const std::string& focused() const { return m_focus.item(); }
    const std::vector<form::Response>& closed() const { return m_closed; }

    /// A stroke, after the pause that a person makes: longer than a new page is deaf.
    void press(KeyRole role) {
        m_now_ms += 600;
        carry_out(m_model.keyed(m_now_ms));
        m_focus.down(role, Stroke::First, m_frame.items, m_now_ms);
        m_now_ms += 60;
        if (const auto struck = m_focus.up(role, m_frame.items)) {
            carry_out(m_model.apply(struck->intent, m_now_ms));
            draw();
        } else {
            m_focus.settle(m_frame.items);
        }
    }

    /// Goes on, stop by stop, until it stands there.
    void walk_to(const std::string& id) {
        if (focused().empty()) press(KeyRole::Next);
        const std::size_t stops = focus::stops_of(m_frame.items).size();
        for (std::size_t step = 0; step < stops && focused() != id; ++step)
            press(KeyRole::Next);
        INFO("on " << m_frame.screen << " " << page());
        REQUIRE(focused() == id);
    }

    void presses(const std::string& id) {
        walk_to(id);
        press(KeyRole::Activate);
    }

    std::string page() const {
        return state().visit != nullptr ? state().visit->page().name : std::string();
    }

    bool shows(const std::string& id) const {
        return focus::stop_named(m_frame.items, id) != nullptr;
    }

  private:
    void carry_out(const model::Effects& effects) {
        if (effects.page_turned) m_focus.page_turned(m_now_ms + 500);
        if (effects.visitor_left) m_focus.hide();
        for (const model::Save& save : effects.saves) {
            if (save.kind == model::SaveKind::Close) m_closed.push_back(save.response);
            static_cast<void>(m_model.tell(model::Saved{save.visit_id, save.revision}, m_now_ms));
        }
    }

    void draw() {
        m_frame.draw = &m_sheet.begin();
        screens::draw(state(), {}, *m_look, m_frame);
        m_focus.settle(m_frame.items);
        screens::draw_focus(state(), *m_look, m_focus.item(), m_frame);
        CHECK(m_frame.focused == m_focus.item());
    }

    std::int64_t m_now_ms = 1'000'000;
    std::shared_ptr<const look::Look> m_look;
    std::shared_ptr<const form::Form> m_form;
    look::Sheet m_sheet;
    model::Model m_model;
    focus::Focus m_focus;
    Frame m_frame;
    std::vector<form::Response> m_closed;
};

/// Every target of the screen is met once on the way forward, in reading order, and once on the way
/// back; then the next stroke is where it began.
void check_round(KeypadVisitor& visitor) {
    std::vector<std::string> order;
    for (const Item& item : visitor.frame().items) {
        if (item.intent && item.enabled) order.push_back(item.id);
    }
    INFO("on " << visitor.frame().screen << " " << visitor.page());
    REQUIRE_FALSE(order.empty());
    visitor.walk_to(order.front());
    std::vector<std::string> met;
    for (std::size_t step = 0; step < order.size(); ++step) {
        met.push_back(visitor.focused());
        visitor.press(KeyRole::Next);
    }
    CHECK(met == order);
    CHECK(visitor.focused() == order.front());
    std::vector<std::string> met_back;
    for (std::size_t step = 0; step < order.size(); ++step) {
        visitor.press(KeyRole::Previous);
        met_back.push_back(visitor.focused());
    }
    std::reverse(met_back.begin(), met_back.end());
    CHECK(met_back == order);
}

std::vector<std::string> typed_for(const KeypadVisitor& visitor, form::QuestionKind kind) {
    if (kind == form::QuestionKind::Integer) return {"7"};
    if (kind == form::QuestionKind::Decimal) return {"2", ".", "5"};
    if (kind == form::QuestionKind::Date) {
        return {"2", "5", ".", "1", "1", ".", "2", "0", "2", "6"};
    }
    if (visitor.shows("key-а")) return {"а", "б"};
    return visitor.shows("key-a") ? std::vector<std::string>{"a", "b"}
                                  : std::vector<std::string>{"1", "2"};
}

/// The first choice of each question that is on the sheet, or some letters.
void answer_page(KeypadVisitor& visitor) {
    std::set<std::size_t> answered;
    std::vector<std::string> choices;
    std::optional<std::size_t> typed;
    for (const Item& item : visitor.frame().items) {
        if (!item.intent) continue;
        const bool is_choice = item.intent->kind == model::IntentKind::Choose ||
                               item.intent->kind == model::IntentKind::Toggle;
        if (is_choice && answered.insert(item.intent->question).second) choices.push_back(item.id);
        if (item.intent->kind == model::IntentKind::Erase) typed = item.intent->question;
    }
    const std::string page = visitor.page();
    for (const std::string& choice : choices) {
        if (visitor.page() == page) visitor.presses(choice);
    }
    if (!typed) return;
    const form::QuestionKind kind = visitor.state().visit->form().questions[*typed].kind;
    for (const std::string& letter : typed_for(visitor, kind)) {
        visitor.presses("key-" + letter);
        CHECK(visitor.focused() == "key-" + letter);
    }
}

void check_visit(const std::string& form, const look::Panel& panel, const std::string& language) {
    INFO(form << " in " << language << " on " << panel.width_mm << " mm");
    KeypadVisitor visitor(form, panel);
    CHECK(visitor.focused().empty());
    if (language != "ru") visitor.presses("language");
    CHECK(visitor.state().view.language == language);
    std::set<std::size_t> pages;
    for (std::size_t sheets = 0; visitor.state().screen != Screen::Thanks; ++sheets) {
        REQUIRE(sheets < 60);
        pages.insert(visitor.state().visit->page_index());
        check_round(visitor);
        const std::string page = visitor.page();
        const std::size_t sheet = visitor.state().sheet;
        answer_page(visitor);
        const bool has_gone_on = visitor.page() != page || visitor.state().sheet != sheet ||
                                 visitor.state().screen == Screen::Thanks;
        if (!has_gone_on) visitor.presses(visitor.shows("next") ? "next" : "done");
    }
    CHECK(pages.size() > 1);
    CHECK(visitor.state().recorded);
    check_round(visitor);
    visitor.presses("what-we-record");
    CHECK(visitor.frame().screen == "what-we-record");
    check_round(visitor);
    visitor.press(KeyRole::Back);
    CHECK(visitor.focused() == "what-we-record");
    REQUIRE(visitor.closed().size() == 1);
    CHECK(visitor.closed().front().answers.size() >= pages.size() - 1);
    visitor.presses("next-visitor");
    CHECK(visitor.focused().empty());
    CHECK(visitor.state().view.language == "ru");
}

}  // namespace

TEST_CASE("a keypad alone completes every sample form in both languages") {
    for (const auto& [id, form] : sample_forms()) {
        check_visit(id, portrait, "ru");
        check_visit(id, portrait, "en");
    }
}
// Long: ctest -C long (scripts/check long).
TEST_CASE("a keypad alone completes every sample form on a lying panel", "[.long]") {
    for (const auto& [id, form] : sample_forms())
        check_visit(id, landscape, "ru");
}
TEST_CASE("a keypad alone completes every sample form on the smallest panels", "[.long]") {
    for (const auto& [id, form] : sample_forms()) {
        check_visit(id, seven_inch, "en");
        check_visit(id, upright_ten_inch, "ru");
    }
}

}  // namespace otk::test
