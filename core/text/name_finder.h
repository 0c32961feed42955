#pragma once

#include <span>
#include <vector>

#include "core/text/code_points.h"
#include "core/text/masks.h"

namespace otk::text {

/// Names of people in Russian writing, in order, not overlapping. Found are:
/// - a surname with two initials, «Фамилия И. О.» and «И. О. Фамилия»;
/// - a patronymic (a form of -ович, -евич, -ич, -овна, -евна, -ична, -инична of a known name, in
/// any
///   letter case; of an unknown one with a capital and after a word with one), with the given name
///   before it and the surname on either side;
/// - a known given name and a surname (by its ending) beside it, both with capitals, in either
///   order;
/// - «… оглы» and «… кызы» with the two names before it.
/// A given name alone and a surname alone are left, as are names of streets, schools and the like
/// («ул. Гагарина Ю. А.», «имени А. С. Пушкина»). The parts of a name by article 19 of the Civil
/// Code of Russia: surname, given name, patronymic. Linear: a word looks at three words on each
/// side.
std::vector<FoundDatum> find_names(std::span<const CodePoint> letters);

}  // namespace otk::text
