#include "core/form/conditions.h"

namespace otk::form {

std::vector<const Expression*> conditions_of(const Form& form, std::size_t question) {
    std::vector<const Expression*> conditions;
    const Question& asked = form.questions[question];
    if (asked.relevant) conditions.push_back(&*asked.relevant);
    for (auto group = asked.group; group; group = form.groups[*group].parent) {
        const std::optional<Expression>& relevant = form.groups[*group].relevant;
        if (relevant) conditions.push_back(&*relevant);
    }
    return conditions;
}

}  // namespace otk::form
