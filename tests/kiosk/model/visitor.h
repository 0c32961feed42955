#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "kiosk/model/model.h"

namespace otk::test {

/// A model with a clock of its own, and a hand that says its intents by the names of the form.
class Visitor {
  public:
    /// `letters_from`: of the surroundings.
    explicit Visitor(const std::string& form = "reception", kiosk::model::Options options = {},
        std::size_t letters_from = 0);

    const kiosk::model::State& state() const { return m_model->state(); }
    kiosk::model::Model& model() { return *m_model; }
    std::int64_t now() const { return m_now_ms; }

    kiosk::model::Effects does(kiosk::model::IntentKind kind, const std::string& value = "");
    kiosk::model::Effects chooses(const std::string& question, const std::string& value);
    kiosk::model::Effects toggles(const std::string& question, const std::string& choice);
    void types(const std::string& text);
    std::string value(const std::string& question) const;

    /// The mark of the reception form, and its commit.
    kiosk::model::Save rates(int mark);
    kiosk::model::Effects commits(const kiosk::model::Save& save);

    /// Lets the time pass, ticking at every deadline on the way; all saves of those ticks.
    std::vector<kiosk::model::Save> waits(std::int64_t ms);

    /// The question whose page is shown ("" where no page of the form is shown).
    std::string page() const;

  private:
    std::size_t question(const std::string& name) const;

    std::shared_ptr<const form::Form> m_form;
    std::int64_t m_now_ms = 1'000'000;
    std::unique_ptr<kiosk::model::Model> m_model;
};

/// The answer in a response; "" if it has none.
std::string answer_in(const form::Response& response, const std::string& question);

}  // namespace otk::test
