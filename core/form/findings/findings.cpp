#include "core/form/findings/findings.h"

#include <iterator>

#include "core/base/assert.h"

namespace otk::form {

std::string_view name_of(Severity severity) {
    switch (severity) {
        case Severity::Error:
            return "error";
        case Severity::Warning:
            return "warning";
        case Severity::Note:
            return "note";
    }
    OTK_UNREACHABLE();
}

std::vector<Finding> findings_of(const Form& form, const Walk& walk) {
    std::vector<Finding> all = findings_of_ways(form, walk);
    for (std::vector<Finding> more :
        {findings_of_lists(form), findings_of_choices(form), findings_of_anonymity(form),
            findings_of_reading(form)}) {
        all.insert(
            all.end(), std::make_move_iterator(more.begin()), std::make_move_iterator(more.end()));
    }
    return all;
}

}  // namespace otk::form
