#pragma once

#include <span>
#include <vector>

#include "core/text/code_points.h"
#include "core/text/masks.h"

namespace otk::text {

/// Series and number of a citizen's passport, in order, not overlapping. The form's description
/// (Government resolution of 08.07.1997 № 828): two digits of the region, two of the year of
/// printing, six of the number. Found are 4+6 and 2+2+6 digits with a year that can be one, unless
/// the word beside them says that they are something else; ten digits in one, nine of a passport
/// for abroad (2+7), or six or seven of a number alone only beside «паспорт» or «серия». Between
/// series and number may stand «№» or «номер». Linear.
std::vector<FoundDatum> find_passports(std::span<const CodePoint> letters);

}  // namespace otk::text
