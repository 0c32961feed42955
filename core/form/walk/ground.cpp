#include "core/form/walk/ground.h"

#include <algorithm>
#include <initializer_list>
#include <set>

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
        const bool is_told_apart =
            !constants.asked.has_only_tests || constants.texts.contains(channel);
        if (!is_told_apart && others) {
            channels[*others].second += 1;
            continue;
        }
        if (!is_told_apart) others = channels.size();
        channels.emplace_back(channel, 1);
    }
    return channels;
}

/// Each place that an expression names, another one and none.
std::vector<std::string> distinct_places(const Constants& constants) {
    std::string other = "place";
    while (constants.texts.contains(other))
        other += 'e';
    std::vector<std::string> places{"", other};
    for (const std::string& text : constants.texts) {
        if (!text.empty()) places.push_back(text);
    }
    return places;
}

bool calls_any(const Expression& expression, std::initializer_list<std::string_view> functions) {
    const std::vector<std::string>& called = expression.functions();
    return std::any_of(functions.begin(), functions.end(), [&](std::string_view function) {
        return std::find(called.begin(), called.end(), function) != called.end();
    });
}

}  // namespace

/// The visit's own, and around each that stands in an expression which asks for the day.
std::vector<std::string> Ground::days() const {
    constexpr std::size_t days_max = 30;
    std::set<std::string> named;
    for (std::size_t index = 0; index < m_form->questions.size(); ++index) {
        if (m_form->questions[index].from == "day")
            named.merge(constants_around(*m_form, m_form_reads, index).texts);
        for (const FormReads::Reader* reader : m_form_reads.around(index)) {
            if (calls_any(*reader->expression, {"today", "now"}))
                named.merge(texts_in(*reader->expression));
        }
    }
    std::vector<std::string> days{m_options.day};
    for (const std::string& text : named) {
        const Result<Day> day = parse_day(text);
        if (!day || days.size() >= days_max) continue;
        for (const int beside : {-1, 0, 1})
            days.push_back(to_text(day_from_epoch(days_since_epoch(*day) + beside)));
    }
    return days;
}

std::vector<Ground::Beginning> Ground::beginnings() const {
    std::vector<std::pair<std::string, double>> channels{{"kiosk", 1}};
    std::vector<std::string> places{""};
    for (std::size_t index = 0; index < m_form->questions.size(); ++index) {
        const Question& question = m_form->questions[index];
        if (question.from.empty() || !m_reads.at(0, index)) continue;
        const Constants constants = constants_around(*m_form, m_form_reads, index);
        if (question.from == "channel") channels = distinct_channels(constants);
        if (question.from == "place") places = distinct_places(constants);
    }
    const std::vector<std::string> days = this->days();
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

/// Expressions that decide something, and every question that they read at any distance.
class Ground::Deciders {
  public:
    explicit Deciders(const Ground& ground)
        : m_ground(ground), m_is_read(ground.m_form->questions.size(), false) {}

    const std::set<const FormReads::Reader*>& readers() const { return m_readers; }
    bool reads(std::size_t question) const { return m_is_read[question]; }

    /// Adds the question's own expressions of these roles, and what gives values to what they read.
    template <typename IsOwn>
    void open(std::size_t question, const IsOwn& is_own) {
        for (const FormReads::Reader* reader : m_ground.m_form_reads.around(question)) {
            if (is_own(reader->role)) add(*reader);
        }
        follow();
    }

    /// Adds what may keep a visitor on a page with or because of an answer that is read: all that
    /// such a requirement, constraint or filter reads decides, too.
    void open_gates() {
        for (std::size_t size = 0; size != m_readers.size();) {
            size = m_readers.size();
            const std::vector<bool> is_touched = touched();
            for_all_readers([&](std::size_t question, const FormReads::Reader& reader) {
                const bool is_touching = m_is_read[question] || reads_any(reader, is_touched);
                if (is_gate(reader.role) && is_touching) add(reader);
            });
            follow();
        }
    }

    void open_all() {
        for_all_readers([&](std::size_t, const FormReads::Reader& reader) { add(reader); });
    }

  private:
    using Role = FormReads::Role;

    static bool is_gate(Role role) {
        return role == Role::Required || role == Role::Constraint || role == Role::Filter;
    }
    static bool gives_value(Role role) {
        return role == Role::Relevant || role == Role::Calculation || role == Role::Filter ||
               role == Role::Default;
    }

    static bool reads_any(const FormReads::Reader& reader, const std::vector<bool>& questions) {
        const std::vector<std::size_t>& read = reader.reads.questions;
        return std::any_of(
            read.begin(), read.end(), [&](std::size_t source) { return questions[source]; });
    }

    template <typename Told>
    void for_all_readers(const Told& told) const {
        for (std::size_t question = 0; question < m_is_read.size(); ++question) {
            for (const FormReads::Reader* reader : m_ground.m_form_reads.around(question))
                told(question, *reader);
        }
    }

    void add(const FormReads::Reader& reader) {
        if (!m_readers.insert(&reader).second) return;
        for (const std::size_t source : reader.reads.questions) {
            if (m_is_read[source]) continue;
            m_is_read[source] = true;
            m_new.push_back(source);
        }
    }

    void follow() {
        while (!m_new.empty()) {
            const std::size_t next = m_new.back();
            m_new.pop_back();
            for (const FormReads::Reader* reader : m_ground.m_form_reads.around(next)) {
                if (gives_value(reader->role)) add(*reader);
            }
        }
    }

    /// What is read, and what is calculated from it.
    std::vector<bool> touched() const {
        std::vector<bool> is_touched = m_is_read;
        for (bool has_grown = true; has_grown;) {
            has_grown = false;
            for (std::size_t question = 0; question < is_touched.size(); ++question) {
                if (is_touched[question]) continue;
                for (const FormReads::Reader* reader : m_ground.m_form_reads.around(question)) {
                    if (!gives_value(reader->role) || !reads_any(*reader, is_touched)) continue;
                    is_touched[question] = true;
                    has_grown = true;
                }
            }
        }
        return is_touched;
    }

    const Ground& m_ground;
    std::vector<bool> m_is_read;
    std::vector<std::size_t> m_new;
    std::set<const FormReads::Reader*> m_readers;
};

bool Ground::is_told_apart(std::size_t question, const Deciders& deciders) {
    Asked asked;
    for (const FormReads::Reader* reader : deciders.readers())
        asked.add(*m_form, reader->reads, question);
    return are_told_apart(*m_form, question, constants(question), asked);
}

bool Ground::has_proven_condition(std::size_t question) {
    Deciders deciders(*this);
    deciders.open(question, [](FormReads::Role role) { return role == FormReads::Role::Relevant; });
    deciders.open_gates();
    std::vector<std::size_t> sources;
    for (std::size_t source = 0; source < m_form->questions.size(); ++source) {
        if (deciders.reads(source) && is_answered_by_visitor(m_form->questions[source]))
            sources.push_back(source);
    }
    // Behind a page that nobody leaves even another condition decides who comes there at all.
    if (!m_walk.dead_ends.empty()) deciders.open_all();
    return !are_open(deciders) &&
           std::all_of(sources.begin(), sources.end(),
               [&](std::size_t source) { return is_told_apart(source, deciders); });
}

bool Ground::has_open_condition(std::size_t question) {
    Deciders deciders(*this);
    deciders.open(question, [](FormReads::Role role) { return role == FormReads::Role::Relevant; });
    return are_open(deciders);
}

bool Ground::are_open(const Deciders& deciders) {
    const auto& readers = deciders.readers();
    const bool ask_for_chance =
        std::any_of(readers.begin(), readers.end(), [](const FormReads::Reader* reader) {
            return calls_any(*reader->expression, {"today", "now", "random", "uuid", "randomize"});
        });
    if (ask_for_chance) return true;
    for (std::size_t source = 0; source < m_form->questions.size(); ++source) {
        if (!deciders.reads(source)) continue;
        const std::string& from = m_form->questions[source].from;
        if (from == "day") return true;
        if (from != "place") continue;
        const Asked& asked = constants(source).asked;
        if (!asked.has_only_tests || asked.has_numeric_test()) return true;
    }
    return false;
}

void Ground::prove() {
    for (std::size_t question = 0; question < m_walk.questions.size(); ++question) {
        QuestionSeen& seen = m_walk.questions[question];
        if (!seen.was_relevant) seen.is_proven_irrelevant = has_proven_condition(question);
        if (!seen.was_relevant || !seen.was_irrelevant) seen.is_open = has_open_condition(question);
    }
}

Ground::Blocker Ground::blocker(const Visit& visit, const Problem& problem) const {
    const bool has_list = traits_of(m_form->questions[problem.question].kind).has_list;
    return {problem.question, !has_list || !visit.offered(problem.question).empty()};
}

bool Ground::is_proven(const Blocker& blocker, std::size_t page) {
    const auto [known, is_new] = m_proven.try_emplace({page, blocker}, false);
    if (is_new) known->second = depends_on_told_apart(blocker, page);
    return known->second;
}

bool Ground::depends_on_told_apart(const Blocker& blocker, std::size_t page) {
    using Role = FormReads::Role;
    Deciders deciders(*this);
    deciders.open(
        blocker.question, [](Role role) { return role != Role::Seed && role != Role::Default; });
    if (are_open(deciders)) return false;
    if (blocker.had_choice && !is_told_apart(blocker.question, deciders)) return false;
    const std::vector<std::size_t>& shown = m_form->pages[page].questions;
    return std::all_of(shown.begin(), shown.end(), [&](std::size_t source) {
        const bool decides = source != blocker.question && deciders.reads(source) &&
                             is_answered_by_visitor(m_form->questions[source]);
        return !decides || is_told_apart(source, deciders);
    });
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
