#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "core/form/visit.h"
#include "core/form/walk/constants.h"

namespace otk::form::walk_parts {

/// A value and how many it stands for.
struct Candidate {
    std::string value;
    double weight = 1;
};

/// Values that stand for all that a question can take where it stands now, each once; "" is among
/// them. Of one choice the first of those that no test tells apart, else each. Of several: the
/// named ones in all combinations (up to five), alone and with others, as many others as
/// count-selected tells apart; all combinations of three and less; all, and as many as the numbers
/// say. Of a ranking each order and each beginning of it (up to three choices), else each choice
/// first. Of a number each constant, one less and one more, and one between neighbours; so of a
/// text that is compared as a number. Of a text each constant, texts as long as the numbers say,
/// with the beginnings and endings that are looked for. Of a day each constant and the days beside
/// it. Of what a constraint compares with another question also that one's value, one less and one
/// more.
std::vector<Candidate> candidates(
    const Visit& visit, std::size_t question, const Constants& constants);

/// True if candidates() have, of all that the question can ever take, each value or one to which
/// those that ask `asked` give the same answer.
bool are_told_apart(
    const Form& form, std::size_t question, const Constants& constants, const Asked& asked);

}  // namespace otk::form::walk_parts
