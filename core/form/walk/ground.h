#pragma once

#include <compare>
#include <cstddef>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "core/form/form_reads.h"
#include "core/form/walk/candidates.h"
#include "core/form/walk/later_reads.h"
#include "core/form/walk/walk.h"

namespace otk::form::walk_parts {

/// What both ways of walking share: how a visit can begin, representative answers, one page's
/// answers, what was seen. One thread.
class Ground {
  public:
    /// `options` outlive it.
    Ground(std::shared_ptr<const Form> form, const WalkOptions& options);

    const Form& form() const { return *m_form; }
    const WalkOptions& options() const { return m_options; }
    const LaterReads& reads() const { return m_reads; }
    Walk& walk() { return m_walk; }
    bool goes_on(const WalkProgress& progress) const;

    /// What the program may fill in, as far as the form tells it apart.
    struct Beginning {
        VisitOptions options;
        double weight = 1;  ///< how many channels it stands for
    };
    std::vector<Beginning> beginnings() const;
    Visit begin(const VisitOptions& beginning) const { return m_first.anew(beginning); }

    std::vector<Candidate> candidates(const Visit& visit, std::size_t question);
    /// The first question of the page that is shown, matters and is not among the decided ones.
    std::optional<std::size_t> undecided(
        const Visit& visit, const std::vector<std::size_t>& decided) const;
    /// Gives each question that nothing depends on the first value that lets the page be left.
    void fill_the_rest(Visit& visit, const std::vector<std::size_t>& decided, Answers& given);

    /// Notes which questions of the pages from `first` to before `end` are relevant now.
    void see_pages(const Visit& visit, std::size_t first, std::size_t end);
    /// Notes the pages behind the last one that was shown, and what stands on none.
    void see_end(const Visit& visit);
    void show(const Visit& visit) const;
    /// Notes which of the questions that nobody saw, or everybody, are so for sure. After a whole
    /// walk.
    void prove();
    /// A question that keeps a visitor on a page.
    struct Blocker {
        std::size_t question;
        bool had_choice;  ///< or takes something else than choices

        friend auto operator<=>(const Blocker&, const Blocker&) = default;
    };
    Blocker blocker(const Visit& visit, const Problem& problem) const;
    /// True if its problem depends on nothing of the page but what was tried with all that it can
    /// be, or with a representative of each value that expressions tell apart. What earlier pages
    /// hold is as it is.
    bool is_proven(const Blocker& blocker, std::size_t page);

  private:
    std::vector<std::string> days() const;
    const Constants& constants(std::size_t question);
    class Deciders;
    /// Of what these expressions ask.
    bool is_told_apart(std::size_t question, const Deciders& deciders);
    bool has_proven_condition(std::size_t question);
    bool has_open_condition(std::size_t question);
    /// They ask for the day, the place or chance, of which not all is tried.
    bool are_open(const Deciders& deciders);
    bool depends_on_told_apart(const Blocker& blocker, std::size_t page);
    void see(const Visit& visit, std::size_t question);

    std::shared_ptr<const Form> m_form;
    const WalkOptions& m_options;
    Visit m_first;
    FormReads m_form_reads;
    LaterReads m_reads;
    std::vector<std::optional<Constants>> m_constants;  ///< made when they are first asked for
    std::map<std::pair<std::size_t, Blocker>, bool> m_proven;
    Walk m_walk;
};

}  // namespace otk::form::walk_parts
