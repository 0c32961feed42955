#include "tests/kiosk/model/visitor.h"

#include <catch2/catch.hpp>

#include <algorithm>
#include <utility>

#include "core/base/file.h"
#include "core/form/form_json.h"

namespace otk::test {

using namespace kiosk::model;

namespace {

std::shared_ptr<const form::Form> read_form(const std::string& name) {
    const auto bytes =
        read_file(Path(OTK_SOURCE_DIR) / "tests/golden/forms/v2" / (name + ".json"), 1U << 20U);
    REQUIRE(bytes.has_value());
    auto form = form::decode_form(text_of(*bytes));
    REQUIRE(form.has_value());
    return std::make_shared<const form::Form>(std::move(*form));
}

}  // namespace

Visitor::Visitor(const std::string& form, Options options, std::size_t letters_from)
    : m_form(read_form(form)) {
    options.place = "reception-7";
    Surroundings around;
    around.languages = {"ru", "en"};
    around.place_code = "reception-7";
    around.places = {{"reception-7", {}}, {"hall-2", {}}};
    around.has_slips = true;
    around.letters_from = letters_from;
    m_model = std::make_unique<Model>(m_form, std::move(around), std::move(options), m_now_ms);
}

std::size_t Visitor::question(const std::string& name) const {
    const auto index = m_form->find(name);
    REQUIRE(index.has_value());
    return *index;
}

Effects Visitor::does(IntentKind kind, const std::string& value) {
    return m_model->apply({kind, 0, value}, m_now_ms);
}

Effects Visitor::chooses(const std::string& name, const std::string& value) {
    return m_model->apply({IntentKind::Choose, question(name), value}, m_now_ms);
}

Effects Visitor::toggles(const std::string& name, const std::string& choice) {
    return m_model->apply({IntentKind::Toggle, question(name), choice}, m_now_ms);
}

void Visitor::types(const std::string& text) {
    for (std::size_t at = 0; at < text.size();) {
        std::size_t end = at + 1;
        while (end < text.size() && (static_cast<unsigned char>(text[end]) & 0xC0U) == 0x80U) ++end;
        static_cast<void>(does(IntentKind::Type, text.substr(at, end - at)));
        at = end;
    }
}

std::string Visitor::value(const std::string& name) const {
    return state().visit->value(question(name));
}

Save Visitor::rates(int mark) {
    const Effects effects = chooses("rating", std::to_string(mark));
    REQUIRE(effects.saves.size() == 1);
    return effects.saves.front();
}

Effects Visitor::commits(const Save& save) {
    return m_model->tell(Saved{save.visit_id, save.revision}, m_now_ms);
}

std::vector<Save> Visitor::waits(std::int64_t ms) {
    std::vector<Save> saves;
    const std::int64_t until = m_now_ms + ms;
    for (;;) {
        const std::int64_t next = m_model->next_deadline_ms();
        if (next > until) break;
        REQUIRE(next >= m_now_ms);
        m_now_ms = next;
        Effects effects = m_model->tick(m_now_ms);
        std::move(effects.saves.begin(), effects.saves.end(), std::back_inserter(saves));
        // A deadline that stays where it was would spin the program.
        REQUIRE(m_model->next_deadline_ms() > m_now_ms);
    }
    m_now_ms = until;
    return saves;
}

std::string Visitor::page() const {
    if (state().visit == nullptr || state().screen == Screen::Thanks) return "";
    return state().visit->page().name;
}

std::string answer_in(const form::Response& response, const std::string& question) {
    const auto found = std::find_if(response.answers.begin(), response.answers.end(),
        [&question](const auto& answer) { return answer.first == question; });
    return found != response.answers.end() ? found->second : std::string();
}

}  // namespace otk::test
