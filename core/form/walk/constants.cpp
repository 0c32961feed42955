#include "core/form/walk/constants.h"

#include <algorithm>
#include <cmath>
#include <variant>

#include "core/form/conversion.h"
#include "core/form/syntax.h"
#include "core/form/words.h"

namespace otk::form::walk_parts {
namespace {

/// Adds what a call asks of a part of its text.
void add_parts(Constants& constants, const syntax::Node& call) {
    if (call.text == "string-length") constants.counts_letters = true;
    const bool has_part =
        call.children.size() == 2 && call.children[1].kind == syntax::Kind::Literal;
    if (!has_part) return;
    const std::string& part = call.children[1].text;
    if (call.text == "starts-with" || call.text == "contains") constants.beginnings.insert(part);
    if (call.text == "ends-with") constants.endings.insert(part);
}

/// Adds what a part of an expression tells values apart by.
// NOLINTNEXTLINE(misc-no-recursion): depth_max
void add_constants(Constants& constants, const syntax::Node& node, double sign = 1) {
    if (node.kind == syntax::Kind::Literal) constants.texts.insert(node.text);
    if (node.kind == syntax::Kind::Number) constants.numbers.insert(sign * node.number);
    if (node.kind == syntax::Kind::Call) add_parts(constants, node);
    const double sign_inside = node.kind == syntax::Kind::Negate ? node.number : 1;
    for (const syntax::Node& child : node.children)
        add_constants(constants, child, sign_inside);
    for (const syntax::Node& filter : node.filters)
        add_constants(constants, filter);
    for (const syntax::Step& step : node.steps) {
        for (const syntax::Node& predicate : step.predicates)
            add_constants(constants, predicate);
    }
}

bool is_among(const std::vector<std::size_t>& questions, std::size_t question) {
    return std::binary_search(questions.begin(), questions.end(), question);
}

/// Adds the expression's constants if it reads one of the questions.
bool add_if_reads(
    Constants& constants, const FormReads::Reader& reader, const std::vector<bool>& is_followed) {
    const std::vector<std::size_t>& read = reader.reads.questions;
    const bool reads_any = std::any_of(
        read.begin(), read.end(), [&](std::size_t source) { return is_followed[source]; });
    if (!reads_any) return false;
    add_constants(constants, reader.expression->tree());
    if (reader.role == FormReads::Role::Filter) constants.reads_columns = true;
    return true;
}

bool is_numeric(const Reads::Test& test) {
    const bool is_relation =
        test.comparison != Comparison::Equal && test.comparison != Comparison::NotEqual;
    return is_relation || std::holds_alternative<double>(test.constant);
}

double number_of(const Reads::Test& test) {
    const Documents no_documents;
    const Environment nothing;
    return Conversion(no_documents, nothing)
        .number(std::visit([](const auto& known) { return Value(known); }, test.constant));
}

/// Of one word a test of words asks the same as of the whole; of a text it does not.
bool has_words_only(const Question& question) {
    return traits_of(question.kind).has_list || !question.from.empty();
}

/// Adds what the question is compared with where a constraint does it.
void add_companions(Constants& constants, const FormReads::Reader& reader, std::size_t question) {
    const std::vector<std::size_t>& read = reader.reads.questions;
    if (reader.role != FormReads::Role::Constraint || !is_among(read, question)) return;
    constants.companions.insert(read.begin(), read.end());
    constants.companions.erase(question);
}

}  // namespace

void Asked::add(const Form& form, const Reads& reads, std::size_t question) {
    const bool has_words = has_words_only(form.questions[question]);
    if (is_among(reads.beyond_tests, question)) has_only_tests = false;
    if (is_among(reads.counted, question)) {
        counts_choices = true;
        if (!has_words) has_only_tests = false;
    }
    for (const Reads::Test& test : reads.tests) {
        if (test.question != question) continue;
        tests.push_back(test);
        if (test.is_of_words && !has_words) has_only_tests = false;
    }
}

bool Asked::has_numeric_test() const {
    return std::any_of(tests.begin(), tests.end(), is_numeric);
}

bool Asked::tells_spellings_apart() const {
    const auto is_spelling = [](const Reads::Test& test) {
        return !is_numeric(test) && !std::isnan(number_of(test));
    };
    return has_numeric_test() && std::any_of(tests.begin(), tests.end(), is_spelling);
}

bool Asked::names_an_order() const {
    return std::any_of(tests.begin(), tests.end(), [](const Reads::Test& test) {
        const std::string* text = std::get_if<std::string>(&test.constant);
        return text != nullptr && words_of(*text).size() > 1;
    });
}

std::set<std::string> texts_in(const Expression& expression) {
    Constants constants;
    add_constants(constants, expression.tree());
    return std::move(constants.texts);
}

Constants constants_around(const Form& form, const FormReads& form_reads, std::size_t question) {
    using Role = FormReads::Role;
    Constants constants;
    // The question itself, then what is computed from it, and so on.
    std::vector<bool> is_followed(form.questions.size(), false);
    is_followed[question] = true;
    for (bool has_grown = true; has_grown;) {
        has_grown = false;
        for (std::size_t index = 0; index < form.questions.size(); ++index) {
            for (const FormReads::Reader* reader : form_reads.around(index)) {
                if (!add_if_reads(constants, *reader, is_followed)) continue;
                const bool gives_value =
                    reader->role == Role::Calculation || reader->role == Role::Default;
                if (!gives_value || is_followed[index]) continue;
                is_followed[index] = true;
                has_grown = true;
            }
        }
    }
    for (std::size_t index = 0; index < form.questions.size(); ++index) {
        for (const FormReads::Reader* reader : form_reads.around(index)) {
            constants.asked.add(form, reader->reads, question);
            add_companions(constants, *reader, question);
        }
    }
    for (const Reads::Test& test : constants.asked.tests) {
        const double bound = number_of(test);
        if (std::isfinite(bound)) constants.bounds.insert(bound);
    }
    return constants;
}

}  // namespace otk::form::walk_parts
