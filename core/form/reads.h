#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "core/form/expression.h"
#include "core/form/form_instance.h"
#include "core/form/value.h"

namespace otk::form {

/// What an expression may look at, known without an answer: the instance of a form never changes
/// its shape, so its paths are followed with every predicate taken as true.
struct Reads {
    /// A name or a path that leads to nothing.
    struct DeadEnd {
        enum class Kind {
            Question,  ///< ${name}
            BareName,  ///< a name alone, where there are no columns
            Column,    ///< a name alone, in a filter of choices
            List,      ///< instance('name')
            Path,
            TooLong,  ///< the paths pass more nodes than StepBudget has steps: nothing more is known
        };
        Kind kind = Kind::Path;
        std::string name{};
        std::size_t position = 0;  ///< byte in the source
    };

    /// `${q} <= 3`, `'a' = ../q`, `selected(/data/q, 'a')`: an answer beside a constant.
    struct Test {
        std::size_t question;
        Comparison comparison;  ///< with the answer on the left
        std::variant<double, std::string> constant;
        bool is_of_words = false;  ///< by selected(): one word of the answer is enough
    };

    /// Questions whose answers the value may depend on, ascending. A path to a group reads
    /// everything in it; count() and position() only ask for nodes, which are always there; once()
    /// does not read the answer that it keeps.
    std::vector<std::size_t> questions;
    /// All that is asked of an answer where it only stands beside constants …
    std::vector<Test> tests;
    /// … those of `questions` whose choices count-selected() counts, ascending …
    std::vector<std::size_t> counted;
    /// … and those that are read in some other way, ascending.
    std::vector<std::size_t> beyond_tests;
    std::optional<DeadEnd> dead_end;  ///< the first one
};

/// `context` and `current` as in Scope. Costs the nodes that the paths pass, whatever the answers.
Reads reads_of(
    const Expression& expression, const FormInstance& instance, NodeRef context, NodeRef current);

}  // namespace otk::form
