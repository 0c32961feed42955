#include <set>

#include "core/base/format.h"
#include "core/form/check/check_sides.h"
#include "core/form/check/names.h"
#include "core/form/form_json.h"

namespace otk::form {

void Check::check_lists() {
    if (m_instance.cells() > FormInstance::cells_max) {
        put_form("", format("the choice lists have more than {} cells", FormInstance::cells_max),
            "leave out columns or choices");
    }
    if (m_form.lists.size() > FormLimits::lists_max) {
        put_form("", format("more than {} choice lists", FormLimits::lists_max), "remove some");
    }
    std::set<std::string_view> names;
    for (std::size_t index = 0; index < m_form.lists.size(); ++index) {
        const ChoiceList& list = m_form.lists[index];
        if (!is_name(list.name) || !names.insert(list.name).second) {
            put({.place = Place::Choice,
                .index = index,
                .column = "list_name",
                .message = what_is_wrong_with(list.name),
                .instead = name_wanted});
        }
        check_choices(index);
    }
}

void Check::check_choices(std::size_t list_index) {
    const ChoiceList& list = m_form.lists[list_index];
    if (list.choices.empty() || list.choices.size() > FormLimits::choices_max) {
        put({.place = Place::Choice,
            .index = list_index,
            .column = "list_name",
            .message = format("a list has 1 to {} choices", FormLimits::choices_max),
            .instead = "write fewer choices"});
    }
    std::set<std::string_view> names;
    for (std::size_t index = 0; index < list.choices.size(); ++index) {
        const Choice& choice = list.choices[index];
        FormProblem where{.place = Place::Choice,
            .index = list_index,
            .choice = index,
            .column = "name",
            .message = {}};
        if (!is_choice_name(choice.name)) {
            where.message = what_is_wrong_with(choice.name);
            where.instead = "write a name of latin letters, digits, _, - and .";
            put(where);
        } else if (!names.insert(choice.name).second) {
            where.message = format("the list has a choice \"{}\" already", choice.name);
            where.instead = "write another name";
            put(where);
        }
        if (choice.columns.size() > FormLimits::columns_max) {
            where.message = format("more than {} columns of its own", FormLimits::columns_max);
            where.instead = "remove some columns";
            put(where);
        }
        where.column = "label";
        where.instead.clear();
        check_texts(choice.label, where);
        where.column = "media::image";
        check_image(choice.image, where);
    }
}

}  // namespace otk::form
