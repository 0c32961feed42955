#include <algorithm>

#include "core/base/format.h"
#include "core/form/check/check_sides.h"
#include "core/form/check/names.h"
#include "core/form/form_json.h"

namespace otk::form {

void Check::check_groups() {
    if (m_form.groups.size() > FormLimits::groups_max) {
        put_form("", format("more than {} groups", FormLimits::groups_max), "make two forms of it");
    }
    for (std::size_t index = 0; index < m_form.groups.size(); ++index)
        check_group(index);
}

bool Check::stands_beside_question(const Group& group) const {
    return std::any_of(
        m_form.questions.begin(), m_form.questions.end(), [&group](const Question& question) {
            return question.name == group.name && question.group == group.parent;
        });
}

void Check::check_group(std::size_t index) {
    const Group& group = m_form.groups[index];
    if (!is_name(group.name)) {
        put_group(index, "name", what_is_wrong_with(group.name), name_wanted);
    } else if (m_form.find_group(group.name) != index) {
        put_group(index, "name", format("there is a group \"{}\" already", group.name),
            "write a name of its own");
    } else if (stands_beside_question(group)) {
        put_group(index, "name", format("there is a question \"{}\" beside this group", group.name),
            "write another name: both would be one element of the response");
    }
    check_optional_texts(
        group.label, {.place = Place::Group, .index = index, .column = "label", .message = {}});
    if (group.relevant) {
        const NodeRef node = m_instance.group(index);
        const Standing standing{node, node, Standing::Use::Condition};
        if (const auto mistake = mistake_in(*group.relevant, m_instance, standing)) {
            put_group(index, "relevant", mistake->message, mistake->instead);
        }
    }
    std::size_t depth = 1;
    for (auto outer = group.parent; outer; outer = m_form.groups[*outer].parent)
        ++depth;
    if (depth > FormLimits::group_depth_max) {
        put_group(index, "type",
            format("groups stand more than {} deep in each other", FormLimits::group_depth_max),
            "join two of them into one");
    }
}

}  // namespace otk::form
