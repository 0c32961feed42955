#include "core/form/walk/candidates.h"

#include <algorithm>
#include <cmath>
#include <iterator>
#include <map>
#include <optional>

#include "core/base/assert.h"
#include "core/base/local_day.h"
#include "core/form/conversion.h"
#include "core/form/syntax.h"
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
    names.reserve(offered.size());
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
        for (int step = 0; step <= static_cast<int>(steps); ++step)
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

void put_around(Values& values, std::int64_t day) {
    for (const std::int64_t near : {day - 1, day, day + 1})
        values.put(to_text(day_from_epoch(near)));
}

/// Days around those that expressions name, and as far from the visit's own as their numbers say:
/// `today() - ${day} > 30`.
void put_days(Values& values, const Constants& constants, const std::string& visit_day) {
    constexpr double distance_max = 40'000;
    const Result<Day> today = parse_day(visit_day);
    const std::int64_t own = today ? days_since_epoch(*today) : 0;
    put_around(values, own);
    for (const double number : constants.numbers) {
        if (!(std::fabs(number) >= 2 && std::fabs(number) <= distance_max)) continue;
        put_around(values, own - static_cast<std::int64_t>(number));
        put_around(values, own + static_cast<std::int64_t>(number));
    }
    for (const std::string& text : constants.texts) {
        if (const Result<Day> day = parse_day(text)) put_around(values, days_since_epoch(*day));
    }
}

/// As the expression itself would compare them.
bool holds(const Reads::Test& test, const std::string& value) {
    const Documents no_documents;
    const Environment nothing;
    const Value constant =
        std::visit([](const auto& known) { return Value(known); }, test.constant);
    return Conversion(no_documents, nothing).compare(value, test.comparison, constant);
}

/// The first of the choices that every test answers alike, with their number.
std::vector<Candidate> distinct_choices(
    const std::vector<const Choice*>& offered, const Constants& constants) {
    std::vector<Candidate> all{{"", 1}};
    std::map<std::vector<bool>, std::size_t> places;
    for (const Choice* choice : offered) {
        std::vector<bool> answers;
        for (const Reads::Test& test : constants.tests) {
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

/// Adds what a part of an expression tells values apart by.
// NOLINTNEXTLINE(misc-no-recursion): depth_max
void add_constants(Constants& constants, const syntax::Node& node, double sign = 1) {
    if (node.kind == syntax::Kind::Literal) constants.texts.insert(node.text);
    if (node.kind == syntax::Kind::Number) constants.numbers.insert(sign * node.number);
    if (node.kind == syntax::Kind::Call && node.text == "string-length") {
        constants.counts_letters = true;
    }
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
    constants.add(*reader.expression);
    if (reader.role == FormReads::Role::Filter) constants.reads_columns = true;
    return true;
}

void add_tests(Constants& constants, const Reads& reads, std::size_t question) {
    if (is_among(reads.beyond_tests, question)) constants.has_only_tests = false;
    std::copy_if(reads.tests.begin(), reads.tests.end(), std::back_inserter(constants.tests),
        [question](const Reads::Test& test) { return test.question == question; });
}

}  // namespace

void Constants::add(const Expression& expression) {
    add_constants(*this, expression.tree());
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
        for (const FormReads::Reader* reader : form_reads.around(index))
            add_tests(constants, reader->reads, question);
    }
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
            put_days(values, constants, visit.day());
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
