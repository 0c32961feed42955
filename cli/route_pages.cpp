#include "cli/route_pages.h"

#include <algorithm>
#include <utility>

namespace otk::cli {
namespace {

using form::Form;
using form::Question;

class Replay {
  public:
    Replay(const form::Visit& any, const form::Route& route, const std::string& language)
        : m_route(route),
          m_language(language),
          m_visit(any.anew(
              {.channel = route.channel, .day = form::WalkOptions{}.day, .language = language})) {}

    std::vector<SeenPage> run() {
        std::vector<SeenPage> seen;
        for (std::size_t at = 0; at < m_route.pages.size(); ++at) {
            const std::size_t page = m_route.pages[at];
            m_is_on_way = m_is_on_way && m_visit.page_index() == page;
            if (m_is_on_way) answer(page);
            seen.push_back(page_seen(page));
            const bool is_last = at + 1 == m_route.pages.size();
            if (m_is_on_way && !is_last) m_is_on_way = m_visit.next() || m_visit.pass_by();
        }
        return seen;
    }

  private:
    const Form& form() const { return m_visit.form(); }

    /// In the example's order, for an answer may show the next question.
    void answer(std::size_t page) {
        const std::vector<std::size_t>& questions = form().pages[page].questions;
        for (const auto& [question, value] : m_route.example) {
            if (std::find(questions.begin(), questions.end(), question) == questions.end())
                continue;
            // One that is refused now was given on another day or at another place.
            if (!m_visit.answer(question, value)) m_is_on_way = false;
        }
    }

    SeenPage page_seen(std::size_t index) const {
        const form::Page& page = form().pages[index];
        SeenPage seen{page.name, m_visit.said(page.title, m_language), {}};
        for (const std::size_t question :
            m_is_on_way ? m_visit.shown_questions() : page.questions) {
            seen.questions.push_back(question_seen(question));
        }
        return seen;
    }

    SeenQuestion question_seen(std::size_t index) const {
        const Question& question = form().questions[index];
        SeenQuestion seen{question.name, m_visit.said(question.label, m_language), {}, {}};
        if (!m_is_on_way) return seen;
        seen.answer = m_visit.value(index);
        seen.answer_label =
            form().list_of(question) == nullptr ? seen.answer : labels_of(question, seen.answer);
        return seen;
    }

    std::string labels_of(const Question& question, std::string_view names) const {
        std::string labels;
        while (!names.empty()) {
            const std::size_t end = std::min(names.find(' '), names.size());
            const form::Choice* choice = form().list_of(question)->find(names.substr(0, end));
            names.remove_prefix(std::min(end + 1, names.size()));
            if (choice == nullptr) continue;
            labels += (labels.empty() ? "" : ", ") + m_visit.said(choice->label, m_language);
        }
        return labels;
    }

    const form::Route& m_route;
    const std::string& m_language;
    form::Visit m_visit;
    bool m_is_on_way = true;
};

}  // namespace

std::vector<SeenPage> pages_seen(
    const form::Visit& any, const form::Route& route, const std::string& language) {
    return Replay(any, route, language).run();
}

}  // namespace otk::cli
