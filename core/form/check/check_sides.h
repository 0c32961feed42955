#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "core/form/check.h"
#include "core/form/expression_check.h"
#include "core/form/form.h"
#include "core/form/form_instance.h"
#include "core/form/form_reads.h"
#include "core/form/graph.h"

namespace otk::form {

/// Collects the problems of one form; each file beside this one looks at one side of it.
class Check {
  public:
    explicit Check(const Form& form) : m_form(form), m_instance(form) {}

    std::vector<FormProblem> run();

  private:
    using Place = FormProblem::Place;

    void put(FormProblem problem) { m_problems.push_back(std::move(problem)); }
    void put_form(std::string column, std::string message, std::string instead) {
        put({.column = std::move(column),
            .message = std::move(message),
            .instead = std::move(instead)});
    }
    void put_question(
        std::size_t index, std::string column, std::string message, std::string instead) {
        put({.place = Place::Question,
            .index = index,
            .column = std::move(column),
            .message = std::move(message),
            .instead = std::move(instead)});
    }

    void check_form();
    void check_languages();
    void check_direction();
    /// A response that answers everything must fit into a row: names once in `asked`, once in
    /// `answers`, with their quotation marks, colons and commas; the values have their own bound.
    void check_row_size();

    /// A text that is there has every language of the form and no other.
    void check_texts(const Texts& texts, FormProblem where);
    void check_optional_texts(const Texts& texts, FormProblem where) {
        if (!texts.is_empty()) check_texts(texts, std::move(where));
    }
    /// `${name}` in a text is the answer of that question.
    void check_outputs(const std::string& text, FormProblem where);
    /// A picture's languages are the form's; one without its own shows the default language's.
    void check_image(const Texts& image, FormProblem where);

    void check_lists();
    void check_choices(std::size_t list_index);
    void put_group(
        std::size_t index, std::string column, std::string message, std::string instead) {
        put({.place = Place::Group,
            .index = index,
            .column = std::move(column),
            .message = std::move(message),
            .instead = std::move(instead)});
    }

    void check_groups();
    void check_group(std::size_t index);
    /// True if a question of the same group has this group's name.
    bool stands_beside_question(const Group& group) const;

    void check_question(std::size_t index);
    void check_range(std::size_t index);
    void check_shuffle(std::size_t index);
    void check_metric(std::size_t index);
    bool has_marks(const Question& question) const;
    void check_source(std::size_t index);

    void check_appearance(std::size_t index);
    /// A printer text is a template's slip or a QR code of its own, and takes no answer.
    void check_printer(std::size_t index);

    void check_expressions(std::size_t index);
    void check_expression(std::size_t index, std::string_view column,
        const std::optional<Expression>& expression, Standing::Use use);
    void check_choice_filter(std::size_t index);
    /// A default that reads nothing is known now, so it must be an answer of its kind now.
    void check_default(std::size_t index);

    void check_pages();
    void put_page(std::size_t index, std::string column, std::string message, std::string instead) {
        put({.place = Place::Page,
            .index = index,
            .column = std::move(column),
            .message = std::move(message),
            .instead = std::move(instead)});
    }
    void check_page(std::size_t index);
    /// A page of several questions is a group, and all of them stand inside it.
    void check_page_of_group(std::size_t index);
    void check_matrix(std::size_t index);

    /// Each knot of questions that depend on each other is told once.
    void check_graph();
    void put_circle(const Graph::Circle& circle, const FormReads& form_reads);
    /// All expressions together, once they are right.
    void check_cost();

    const Form& m_form;
    const FormInstance m_instance;
    std::vector<FormProblem> m_problems;
};

}  // namespace otk::form
