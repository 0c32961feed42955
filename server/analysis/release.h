#pragma once

#include <compare>
#include <cstdint>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "core/form/form.h"

/// Suppression. Answers of a place go into figures in parts of at least k visitors and never
/// otherwise; until a part is full its answers wait. Every number that anybody sees, of whatever
/// window, place, edition or variant, is a sum of whole parts, so whatever is subtracted from
/// whatever is one too: nothing can be undone to fewer than k visitors (docs/ANONYMITY.md).
namespace otk::analysis {

/// Whose figures: outside readers get theirs in parts of their own, made of whole parts of the
/// inside's, so that both together still tell no more.
enum class Readers { Inside, Outside };

/// Every figure exists with the answers that look like misuse and without them.
enum class Variant { All, WithoutFlagged };

/// What visitors gave to one question.
struct Amounts {
    std::int64_t asked = 0;
    std::int64_t answered = 0;
    std::map<std::string, std::int64_t> options = {};

    friend bool operator==(const Amounts&, const Amounts&) = default;
};

using Answers = std::map<std::string, Amounts>;  ///< by question

void add(Answers& sum, const Answers& part);

/// What is in `whole` and not in `part`; less than nothing counts as nothing. Questions that nobody
/// was asked are left out.
Answers without(const Answers& whole, const Answers& part);

/// Answers that may share a part: of one form, at one place, flagged ones apart.
struct Stream {
    std::string form;
    form::Audience audience = form::Audience::External;
    std::string place;
    bool flagged = false;

    friend auto operator<=>(const Stream&, const Stream&) = default;
};

using Gathered = std::map<Stream, Answers>;

/// In which order the questions of a form are let out. A question that is asked because of
/// another's answer tells by its own numbers what was answered there; so it waits while any of
/// those waits, and its parts are whole numbers of theirs. Questions that read each other in a ring
/// go together.
class ReleaseOrder {
  public:
    struct Group {
        std::set<std::string> questions;
        std::set<std::string> after;  ///< all that decide about these, the indirect ones too
    };

    /// By question: those whose answers it reads. O(questions × reads).
    explicit ReleaseOrder(const std::map<std::string, std::set<std::string>>& reads = {});

    /// Each after all that it waits for.
    const std::vector<Group>& groups() const { return m_groups; }

  private:
    std::vector<Group> m_groups;
};

struct Release {
    Answers released;
    Answers waiting;
};

/// Parts what has gathered in a stream into that which may be shown now and that which waits on: a
/// group goes out whole when each of its questions that was asked has at least k answers and
/// nothing waits that decides about it. Questions that the order does not name stand for
/// themselves. O(questions × (options + those they wait for)).
Release release(Answers gathered, const ReleaseOrder& order, std::int64_t k);

}  // namespace otk::analysis
