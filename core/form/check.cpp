#include "core/form/check.h"

#include "core/form/check/check_sides.h"

namespace otk::form {

std::vector<FormProblem> Check::run() {
    check_form();
    check_lists();
    check_groups();
    for (std::size_t index = 0; index < m_form.questions.size(); ++index) {
        check_question(index);
        check_expressions(index);
    }
    check_pages();
    check_graph();
    if (m_problems.empty()) check_cost();
    return std::move(m_problems);
}

std::vector<FormProblem> problems_of(const Form& form) {
    return Check(form).run();
}

}  // namespace otk::form
