#include "core/form/walk/candidates.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <optional>

#include "core/base/assert.h"
#include "core/base/local_day.h"
#include "core/form/conditions.h"
#include "core/form/lexer.h"
#include "core/form/value.h"

namespace otk::form::walk_parts {
namespace {

/// More named choices than that are combined one by one only: 2^5 combinations are a page.
constexpr std::size_t combined_choices_max = 5;
/// A range with more steps is tried around its constants only.
constexpr double range_steps_max = 20;
constexpr double length_tried_max = 500;

/// Collects values in their order, each once.
class Values {
  public:
    void put(std::string value) {
        if (std::find(m_values.begin(), m_values.end(), value) == m_values.end()) {
            m_values.push_back(std::move(value));
        }
    }
    void put_number(double number) { put(text_from_number(number)); }
    std::vector<std::string> take() { return std::move(m_values); }

  private:
    std::vector<std::string> m_values{""};
};

void put_joined(Values& values, const std::vector<std::string_view>& names) {
    std::string joined;
    for (const std::string_view name : names) {
        if (!joined.empty()) joined += ' ';
        joined += name;
    }
    values.put(std::move(joined));
}

std::vector<std::string_view> names_of(const std::vector<const Choice*>& offered) {
    std::vector<std::string_view> names;
    for (const Choice* choice : offered)
        names.emplace_back(choice->name);
    return names;
}

/// Every subset of the named choices, alone and with one that no expression names.
void put_subsets(
    Values& values, const std::vector<std::string_view>& named, const std::string_view* other) {
    const std::size_t subsets = std::size_t{1} << named.size();
    for (std::size_t subset = 0; subset < subsets; ++subset) {
        std::vector<std::string_view> names;
        for (std::size_t bit = 0; bit < named.size(); ++bit) {
            if (((subset >> bit) & 1U) != 0) names.push_back(named[bit]);
        }
        put_joined(values, names);
        if (other == nullptr) continue;
        names.push_back(*other);
        put_joined(values, names);
    }
}

void put_several(
    Values& values, const std::vector<std::string_view>& names, const Constants& constants) {
    std::vector<std::string_view> named;
    const std::string_view* other = nullptr;
    for (const std::string_view& name : names) {
        if (constants.texts.contains(std::string(name))) {
            named.push_back(name);
        } else if (other == nullptr) {
            other = &name;
        }
    }
    if (named.size() <= combined_choices_max) put_subsets(values, named, other);
    if (named.size() > combined_choices_max || constants.reads_columns) {
        for (const std::string_view name : names)
            values.put(std::string(name));
    }
    for (const double number : constants.numbers) {
        for (const double count : {number - 1, number, number + 1}) {
            if (count < 1 || count > static_cast<double>(names.size())) continue;
            const auto end = names.begin() + static_cast<std::ptrdiff_t>(count);
            put_joined(values, std::vector<std::string_view>(names.begin(), end));
        }
    }
    put_joined(values, names);
}

/// A ranking of all, with each choice first once.
void put_rankings(Values& values, std::vector<std::string_view> names) {
    for (std::size_t turn = 0; turn < names.size(); ++turn) {
        put_joined(values, names);
        std::rotate(names.begin(), names.begin() + 1, names.end());
    }
}

void put_numbers(Values& values, const Constants& constants, double step) {
    for (const double number : {0.0, 1.0})
        values.put_number(number);
    for (const double number : constants.numbers) {
        for (const double near : {number - step, number, number + step})
            values.put_number(near);
    }
}

double steps_of(const RangeBounds& range) {
    return std::round((range.end - range.start) / range.step);
}

void put_range(Values& values, const RangeBounds& range, const Constants& constants) {
    const double steps = steps_of(range);
    if (steps <= range_steps_max) {
        for (double step = 0; step <= steps; ++step)
            values.put_number(range.start + step * range.step);
        return;
    }
    values.put_number(range.start);
    values.put_number(range.end);
    put_numbers(values, constants, range.step);
}

void put_texts(Values& values, const Constants& constants) {
    values.put("а");
    for (const std::string& text : constants.texts)
        values.put(text);
    for (const double number : constants.numbers) {
        values.put_number(number);
        if (!constants.counts_letters) continue;
        for (const double length : {number - 1, number, number + 1}) {
            if (length < 1 || length > length_tried_max) continue;
            values.put(std::string(static_cast<std::size_t>(length), 'a'));
        }
    }
}

void put_days(Values& values, const Constants& constants) {
    values.put("2026-01-01");
    for (const std::string& text : constants.texts) {
        const Result<Day> day = parse_day(text);
        if (!day) continue;
        const std::int64_t number = days_since_epoch(*day);
        for (const std::int64_t near : {number - 1, number, number + 1}) {
            values.put(to_text(day_from_epoch(near)));
        }
    }
}

bool holds(const Constants::Test& test, const std::string& value) {
    if (!test.is_number && test.sign == "=") return value == test.literal;
    if (!test.is_number && test.sign == "!=") return value != test.literal;
    const double left = number_from_text(value);
    const double right = number_from_text(test.literal);
    if (test.sign == "=") return left == right;
    if (test.sign == "!=") return left != right;
    if (test.sign == "<") return left < right;
    if (test.sign == "<=") return left <= right;
    return test.sign == ">" ? left > right : left >= right;
}

bool is_comparison(const Token& token) {
    return token.kind == TokenKind::Symbol &&
           (token.text == "=" || token.text == "!=" || token.text == "<" || token.text == "<=" ||
               token.text == ">" || token.text == ">=");
}

bool joins_conditions(const Token& token) {
    return token.kind == TokenKind::OperatorName && (token.text == "and" || token.text == "or");
}

/// A comparison stands by itself if nothing that binds closer stands before or after it.
bool begins_condition(const std::vector<Token>& tokens, std::size_t at) {
    if (at == 0) return true;
    const Token& before = tokens[at - 1];
    const bool is_opened =
        before.kind == TokenKind::Symbol && (before.text == "(" || before.text == ",");
    return is_opened || joins_conditions(before);
}

bool ends_condition(const Token& after) {
    const bool is_closed =
        after.kind == TokenKind::Symbol && (after.text == ")" || after.text == ",");
    return after.kind == TokenKind::End || is_closed || joins_conditions(after);
}

std::optional<Constants::Test> comparison_at(const std::vector<Token>& tokens, std::size_t at) {
    if (at + 3 >= tokens.size() || !begins_condition(tokens, at)) return {};
    const Token& literal = tokens[at + 2];
    const bool is_number = literal.kind == TokenKind::Number;
    const bool is_simple = is_comparison(tokens[at + 1]) &&
                           (is_number || literal.kind == TokenKind::Literal) &&
                           ends_condition(tokens[at + 3]);
    if (!is_simple) return {};
    return Constants::Test{tokens[at + 1].text, literal.text, is_number};
}

std::optional<Constants::Test> selection_at(const std::vector<Token>& tokens, std::size_t at) {
    if (at < 2 || at + 3 >= tokens.size()) return {};
    const bool is_simple = tokens[at - 2].kind == TokenKind::Name &&
                           tokens[at - 2].text == "selected" && tokens[at - 1].text == "(" &&
                           tokens[at + 1].text == "," &&
                           tokens[at + 2].kind == TokenKind::Literal && tokens[at + 3].text == ")";
    if (!is_simple) return {};
    return Constants::Test{"=", tokens[at + 2].text, false};
}

/// The first of the choices that every test answers alike, with their number.
std::vector<Candidate> distinct_choices(
    const std::vector<const Choice*>& offered, const Constants& constants) {
    std::vector<Candidate> all{{"", 1}};
    std::map<std::vector<bool>, std::size_t> places;
    for (const Choice* choice : offered) {
        std::vector<bool> answers;
        for (const Constants::Test& test : constants.tests) {
            answers.push_back(holds(test, choice->name));
        }
        const auto [known, is_new] = places.try_emplace(answers, all.size());
        if (is_new) {
            all.push_back({choice->name, 1});
        } else {
            all[known->second].weight += 1;
        }
    }
    return all;
}

bool reads_any(const Expression& expression, const std::set<std::string_view>& names) {
    return std::any_of(expression.questions().begin(), expression.questions().end(),
        [&](const std::string& name) { return names.contains(name); });
}

/// Adds the expression's constants if it reads one of the names.
bool add_if_reads(
    Constants& constants, const Expression& expression, const std::set<std::string_view>& names) {
    if (!reads_any(expression, names)) return false;
    constants.add(expression);
    return true;
}

bool add_if_reads(Constants& constants, const std::optional<Expression>& expression,
    const std::set<std::string_view>& names) {
    return expression && add_if_reads(constants, *expression, names);
}

}  // namespace

void Constants::add(const Expression& expression) {
    // The form's reader has parsed it, so its tokens can be read again.
    const Result<std::vector<Token>> tokens = read_tokens(expression.source());
    if (!tokens) return;
    for (const Token& token : *tokens) {
        if (token.kind == TokenKind::Literal) texts.insert(token.text);
        if (token.kind == TokenKind::Number) numbers.insert(number_from_text(token.text));
        if (token.kind == TokenKind::Name && token.text == "string-length") counts_letters = true;
    }
}

void Constants::add_tests(const Expression& expression, std::string_view question) {
    const Result<std::vector<Token>> tokens = read_tokens(expression.source());
    if (!tokens) {
        has_only_tests = false;
        return;
    }
    for (std::size_t at = 0; at < tokens->size(); ++at) {
        if ((*tokens)[at].kind != TokenKind::Answer || (*tokens)[at].text != question) continue;
        std::optional<Test> test = selection_at(*tokens, at);
        if (!test) test = comparison_at(*tokens, at);
        if (!test) has_only_tests = false;
        if (test) tests.push_back(std::move(*test));
    }
}

Constants constants_around(const Form& form, std::size_t question) {
    Constants constants;
    std::set<std::string_view> names{form.questions[question].name};
    if (form.questions[question].constraint) constants.add(*form.questions[question].constraint);
    for (std::size_t known = 0; known != names.size();) {
        known = names.size();
        for (std::size_t index = 0; index < form.questions.size(); ++index) {
            const Question& other = form.questions[index];
            for (const Expression* condition : conditions_of(form, index)) {
                add_if_reads(constants, *condition, names);
            }
            add_if_reads(constants, other.required, names);
            add_if_reads(constants, other.constraint, names);
            if (add_if_reads(constants, other.choice_filter, names)) constants.reads_columns = true;
            const bool is_calculated = add_if_reads(constants, other.calculation, names);
            const bool is_preset = add_if_reads(constants, other.default_value, names);
            if (is_calculated || is_preset) names.insert(other.name);
        }
    }
    const std::string& own = form.questions[question].name;
    const std::set<std::string_view> itself{own};
    const auto test = [&](const Expression& expression) {
        if (reads_any(expression, itself)) constants.add_tests(expression, own);
    };
    for (std::size_t index = 0; index < form.questions.size(); ++index) {
        const Question& other = form.questions[index];
        for (const Expression* condition : conditions_of(form, index))
            test(*condition);
        for (const auto* expression : {&other.required, &other.constraint, &other.choice_filter,
                 &other.calculation, &other.default_value}) {
            if (*expression) test(**expression);
        }
    }
    // Its own constraint looks at it as `.`, which no test above sees.
    if (form.questions[question].constraint) constants.has_only_tests = false;
    return constants;
}

std::vector<Candidate> candidates(
    const Visit& visit, std::size_t question, const Constants& constants) {
    const Question& asked = visit.form().questions[question];
    Values values;
    switch (asked.kind) {
        case QuestionKind::SelectOne:
            if (constants.has_only_tests)
                return distinct_choices(visit.offered(question), constants);
            for (const Choice* choice : visit.offered(question))
                values.put(choice->name);
            break;
        case QuestionKind::SelectMultiple:
            put_several(values, names_of(visit.offered(question)), constants);
            break;
        case QuestionKind::Rank:
            put_rankings(values, names_of(visit.offered(question)));
            break;
        case QuestionKind::Integer:
            put_numbers(values, constants, 1);
            break;
        case QuestionKind::Decimal:
            put_numbers(values, constants, 0.5);
            break;
        case QuestionKind::Range:
            put_range(values, asked.range, constants);
            break;
        case QuestionKind::Text:
            put_texts(values, constants);
            break;
        case QuestionKind::Date:
            put_days(values, constants);
            break;
        case QuestionKind::Acknowledge:
            values.put("OK");
            break;
        case QuestionKind::Note:
        case QuestionKind::Calculate:
        case QuestionKind::Hidden:
            break;
    }
    std::vector<Candidate> all;
    for (std::string& value : values.take())
        all.push_back({std::move(value), 1});
    return all;
}

bool are_all_values(const Visit& visit, std::size_t question) {
    const Question& asked = visit.form().questions[question];
    switch (asked.kind) {
        case QuestionKind::SelectOne:
        case QuestionKind::Acknowledge:
            return true;
        case QuestionKind::SelectMultiple:
        case QuestionKind::Rank:
            return visit.offered(question).empty();
        case QuestionKind::Range:
            return steps_of(asked.range) <= range_steps_max;
        case QuestionKind::Note:
        case QuestionKind::Text:
        case QuestionKind::Integer:
        case QuestionKind::Decimal:
        case QuestionKind::Date:
        case QuestionKind::Calculate:
        case QuestionKind::Hidden:
            return false;
    }
    OTK_UNREACHABLE();
}

}  // namespace otk::form::walk_parts
