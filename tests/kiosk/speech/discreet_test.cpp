// The loudspeaker never says a chosen answer: what a discreet frame says does not depend on what
// was answered.

#include <algorithm>
#include <map>
#include <utility>

#include <catch2/catch.hpp>

#include "kiosk/look/look.h"
#include "kiosk/screens/screens.h"
#include "tests/kiosk/screens/gallery.h"
#include "tests/kiosk/screens/panels.h"

namespace otk::test {

using namespace kiosk;

namespace {

using Labels = std::vector<std::pair<std::string, std::string>>;

class Speech {
  public:
    explicit Speech(const std::shared_ptr<const look::Look>& look) : m_look(look), m_sheet(look) {}

    Labels labels(const model::State& state) {
        Frame frame;
        frame.draw = &m_sheet.begin();
        frame.discreet = true;
        screens::draw(state, {}, *m_look, frame);
        Labels labels;
        for (const Item& item : frame.items)
            labels.emplace_back(item.id, item.label);
        return labels;
    }

  private:
    std::shared_ptr<const look::Look> m_look;
    look::Sheet m_sheet;
};

/// Every answer of the page taken back; of the same page still?
bool take_answers_back(form::Visit& visit) {
    const std::vector<std::size_t> shown = visit.shown_questions();
    for (const std::size_t index : shown) {
        const auto& question = visit.form().questions[index];
        if (!form::traits_of(question.kind).takes_answer || question.read_only) continue;
        if (!visit.answer(index, "")) return false;
    }
    return visit.shown_questions() == shown;
}

std::string text_of(const Labels& labels) {
    std::string text;
    for (const auto& [id, label] : labels)
        text += id + ": " + label + "\n";
    return text;
}

bool has(const Labels& labels, std::string_view id) {
    return std::any_of(labels.begin(), labels.end(),
        [id](const std::pair<std::string, std::string>& label) { return label.first == id; });
}

void check_discretion(const look::Panel& panel) {
    const auto look = test::look({.panel = panel});
    Speech speech(look);
    std::size_t compared = 0;
    for (const pictures::Scene& scene : gallery(look)) {
        INFO(scene.name);
        model::State state = scene.state;
        if (state.toast) {
            state.toast->mark = 1;
            const Labels worst = speech.labels(state);
            state.toast->mark = 5;
            CHECK(text_of(worst) == text_of(speech.labels(state)));
        }
        if (!scene.visit || state.screen != model::Screen::Question) continue;
        form::Visit other = *scene.visit;
        if (!take_answers_back(other)) continue;
        state.problems.clear();
        const Labels answered = speech.labels(state);
        // That something was hidden stands in the hint's place on small panels.
        if (has(answered, "hidden")) continue;
        state.visit = &other;
        Labels empty = speech.labels(state);
        // «Дальше» skips while nothing is answered, and how many questions remain is told: neither
        // is an answer.
        const auto is_told = [](const std::pair<std::string, std::string>& label) {
            return label.first == "next" || label.first == "left";
        };
        Labels said = answered;
        std::erase_if(said, is_told);
        std::erase_if(empty, is_told);
        CHECK(text_of(said) == text_of(empty));
        ++compared;
    }
    CHECK(compared > 20);
}

}  // namespace

TEST_CASE("what is said aloud of a page does not depend on its answers") {
    check_discretion(portrait);
}
TEST_CASE("what is said aloud of a page of a small panel does not depend on its answers") {
    check_discretion(seven_inch);
}

}  // namespace otk::test
