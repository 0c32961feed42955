#include "core/form/walk/ground.h"

#include <algorithm>

#include "core/base/local_day.h"

namespace otk::form::walk_parts {
namespace {

bool is_answered_by_visitor(const Question& question) {
    return traits_of(question.kind).takes_answer && !question.read_only;
}

bool is_among(const std::vector<std::size_t>& questions, std::size_t question) {
    return std::find(questions.begin(), questions.end(), question) != questions.end();
}

/// Each channel that an expression names, and one for all others together.
std::vector<std::pair<std::string, double>> distinct_channels(const Constants& constants) {
    std::vector<std::pair<std::string, double>> channels;
    std::optional<std::size_t> others;
    for (const char* const channel : {"kiosk", "web", "paper", "assisted", "intranet"}) {
        const bool is_told_apart = !constants.has_only_tests || constants.texts.contains(channel);
        if (!is_told_apart && others) {
            channels[*others].second += 1;
            continue;
        }
        if (!is_told_apart) others = channels.size();
        channels.emplace_back(channel, 1);
    }
    return channels;
}

}  // namespace

std::vector<Ground::Beginning> Ground::beginnings() const {
    std::vector<std::pair<std::string, double>> channels{{"kiosk", 1}};
    std::vector<std::string> places{""};
    std::vector<std::string> days{m_options.day};
    for (std::size_t index = 0; index < m_form->questions.size(); ++index) {
        const Question& question = m_form->questions[index];
        if (question.from.empty() || !m_reads.at(0, index)) continue;
        const Constants constants = constants_around(*m_form, m_form_reads, index);
        if (question.from == "channel") channels = distinct_channels(constants);
        for (const std::string& text : constants.texts) {
            if (question.from == "place") places.push_back(text);
            if (question.from == "day" && parse_day(text)) days.push_back(text);
        }
    }
    std::vector<Beginning> all;
    for (const auto& [channel, weight] : channels) {
        for (const std::string& place : places) {
            for (const std::string& day : days)
                all.push_back({{channel, place, day}, weight});
        }
    }
    return all;
}

Ground::Ground(std::shared_ptr<const Form> form, const WalkOptions& options)
    : m_form(std::move(form)),
      m_options(options),
      m_first(m_form, {}),
      m_form_reads(*m_form, FormInstance(*m_form)),
      m_reads(*m_form, m_form_reads),
      m_constants(m_form->questions.size()) {
    m_walk.questions.resize(m_form->questions.size());
    for (std::size_t index = 0; index < m_form->questions.size(); ++index) {
        const ChoiceList* list = m_form->list_of(m_form->questions[index]);
        if (list == nullptr) continue;
        m_walk.questions[index].was_offered.resize(list->choices.size(), false);
    }
}

bool Ground::goes_on(const WalkProgress& progress) const {
    return !m_options.goes_on || m_options.goes_on(progress);
}

std::vector<Candidate> Ground::candidates(const Visit& visit, std::size_t question) {
    return walk_parts::candidates(visit, question, constants(question));
}

const Constants& Ground::constants(std::size_t question) {
    std::optional<Constants>& known = m_constants[question];
    if (!known) known = constants_around(*m_form, m_form_reads, question);
    return *known;
}

std::optional<std::size_t> Ground::undecided(
    const Visit& visit, const std::vector<std::size_t>& decided) const {
    for (const std::size_t question : visit.shown_questions()) {
        if (!is_answered_by_visitor(m_form->questions[question])) continue;
        if (m_reads.at(visit.page_index(), question) && !is_among(decided, question))
            return question;
    }
    return {};
}

void Ground::fill_the_rest(Visit& visit, const std::vector<std::size_t>& decided, Answers& given) {
    for (const std::size_t question : visit.shown_questions()) {
        if (is_among(decided, question) || !visit.problem_of(question)) continue;
        for (const auto& [value, weight] : candidates(visit, question)) {
            if (!visit.answer(question, value) || visit.problem_of(question)) continue;
            given.emplace_back(question, value);
            break;
        }
    }
}

void Ground::see_pages(const Visit& visit, std::size_t first, std::size_t end) {
    for (std::size_t page = first; page < end; ++page) {
        for (const std::size_t question : m_form->pages[page].questions)
            see(visit, question);
    }
}

void Ground::see_end(const Visit& visit) {
    see_pages(visit, visit.page_index() + 1, m_form->pages.size());
    std::vector<bool> is_on_page(m_form->questions.size(), false);
    for (const Page& page : m_form->pages) {
        for (const std::size_t question : page.questions)
            is_on_page[question] = true;
    }
    for (std::size_t question = 0; question < is_on_page.size(); ++question) {
        if (!is_on_page[question]) see(visit, question);
    }
}

void Ground::show(const Visit& visit) const {
    if (m_options.on_page) m_options.on_page(visit);
}

bool Ground::is_told_apart(std::size_t question) {
    return are_told_apart(*m_form, question, constants(question));
}

template <typename Decides, typename Matters>
bool Ground::depends_on_told_apart(
    std::size_t question, const Decides& decides, const Matters& matters) {
    std::vector<bool> is_opened(m_form->questions.size(), false);
    std::vector<std::size_t> opened{question};
    while (!opened.empty()) {
        const std::size_t next = opened.back();
        opened.pop_back();
        for (const FormReads::Reader* reader : m_form_reads.around(next)) {
            if (!decides(reader->role, next == question)) continue;
            for (const std::size_t source : reader->reads.questions) {
                if (is_opened[source]) continue;
                is_opened[source] = true;
                opened.push_back(source);
                const bool is_answered = is_answered_by_visitor(m_form->questions[source]);
                if (is_answered && matters(source) && !is_told_apart(source)) return false;
            }
        }
    }
    return true;
}

void Ground::prove() {
    using Role = FormReads::Role;
    const auto decides = [](Role role, bool is_itself) {
        return role == Role::Relevant || (!is_itself && role != Role::Seed);
    };
    const auto always = [](std::size_t) { return true; };
    for (std::size_t question = 0; question < m_walk.questions.size(); ++question) {
        QuestionSeen& seen = m_walk.questions[question];
        if (seen.was_relevant) continue;
        seen.is_proven_irrelevant = depends_on_told_apart(question, decides, always);
    }
}

Ground::Blocker Ground::blocker(const Visit& visit, const Problem& problem) const {
    const bool has_list = traits_of(m_form->questions[problem.question].kind).has_list;
    return {problem.question, !has_list || !visit.offered(problem.question).empty()};
}

bool Ground::is_proven(const Blocker& blocker, std::size_t page) {
    using Role = FormReads::Role;
    if (blocker.had_choice && !is_told_apart(blocker.question)) return false;
    const std::vector<std::size_t>& shown = m_form->pages[page].questions;
    const auto decides = [](Role role, bool is_itself) {
        if (role == Role::Required || role == Role::Constraint) return is_itself;
        return role != Role::Seed && role != Role::Default;
    };
    const auto is_of_page = [&shown](std::size_t source) { return is_among(shown, source); };
    return depends_on_told_apart(blocker.question, decides, is_of_page);
}

void Ground::see(const Visit& visit, std::size_t question) {
    QuestionSeen& seen = m_walk.questions[question];
    if (!visit.is_relevant(question)) {
        seen.was_irrelevant = true;
        return;
    }
    seen.was_relevant = true;
    const ChoiceList* list = m_form->list_of(m_form->questions[question]);
    if (list == nullptr) return;
    if (visit.offered(question).empty()) seen.had_no_choice = true;
    for (const Choice* choice : visit.offered(question)) {
        seen.was_offered[static_cast<std::size_t>(choice - list->choices.data())] = true;
    }
}

}  // namespace otk::form::walk_parts
