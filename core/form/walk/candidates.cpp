#include "core/form/walk/candidates.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <numeric>
#include <optional>
#include <set>
#include <string_view>

#include "core/base/assert.h"
#include "core/base/local_day.h"
#include "core/form/conversion.h"
#include "core/form/utf8.h"
#include "core/form/value.h"
#include "core/form/words.h"

namespace otk::form::walk_parts {
namespace {

/// More named choices than that are combined one by one only: 2^5 combinations are a page.
constexpr std::size_t combined_choices_max = 5;
/// So many are combined in every way whatever is asked of them: 2^3 sets, 16 rankings.
constexpr std::size_t all_combined_choices_max = 3;
/// Sets of the named ones times numbers of the others.
constexpr std::size_t counted_sets_max = 32;
/// A range with more steps is tried around its constants only.
constexpr double range_steps_max = 20;
constexpr double length_tried_max = 500;
/// So many choices are given together as these bytes hold: a visit has no room for thousands.
constexpr std::size_t joined_bytes_max = 2048;
/// The same of each order of a ranking with more choices than anybody ranks: a walk keeps those of
/// every question on its way.
constexpr std::size_t ranked_choices_max = 100;
constexpr std::size_t begun_bytes_max = 256;

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

void put_joined(Values& values, const std::vector<std::string_view>& names,
    std::size_t bytes_max = joined_bytes_max) {
    std::string joined;
    for (const std::string_view name : names) {
        if (joined.size() + name.size() >= bytes_max) break;
        if (!joined.empty()) joined += ' ';
        joined += name;
    }
    joined.shrink_to_fit();
    values.put(std::move(joined));
}

std::vector<std::string_view> names_of(const std::vector<const Choice*>& offered) {
    std::vector<std::string_view> names;
    names.reserve(offered.size());
    for (const Choice* choice : offered)
        names.emplace_back(choice->name);
    return names;
}

/// Which of a question's choices (as many as it has, or as it offers now) are combined, and how.
struct Sets {
    std::vector<std::size_t> named;
    std::vector<std::size_t> others;
    std::size_t others_max = 1;  ///< so many of them are tried together

    bool are_combined() const { return named.size() <= combined_choices_max; }
    /// True if `asked` tells no more apart.
    bool suffice_for(const Asked& asked) const {
        if (!are_combined()) return false;
        if (others.empty()) return true;
        return asked.has_only_tests && !asked.has_numeric_test() &&
               (!asked.counts_choices || others_max >= others.size());
    }
};

/// The choices that expressions name, alone or among others.
std::vector<std::size_t> named_in(
    const Constants& constants, const std::vector<std::string_view>& names) {
    std::set<std::string_view> words;
    for (const std::string& text : constants.texts) {
        const std::vector<std::string_view> of_text = words_of(text);
        words.insert(of_text.begin(), of_text.end());
    }
    std::vector<std::size_t> named;
    for (std::size_t index = 0; index < names.size(); ++index) {
        if (words.contains(names[index])) named.push_back(index);
    }
    return named;
}

Sets sets_of(const Constants& constants, const std::vector<std::string_view>& names) {
    const bool are_sets_asked =
        constants.asked.has_only_tests && !constants.asked.has_numeric_test();
    Sets sets;
    sets.named = named_in(constants, names);
    if (!are_sets_asked && names.size() <= all_combined_choices_max) {
        sets.named.resize(names.size());
        std::iota(sets.named.begin(), sets.named.end(), std::size_t{0});
    }
    for (std::size_t index = 0; index < names.size(); ++index) {
        if (!std::binary_search(sets.named.begin(), sets.named.end(), index))
            sets.others.push_back(index);
    }
    if (!constants.asked.counts_choices || !sets.are_combined()) return sets;
    const std::size_t subsets = std::size_t{1} << sets.named.size();
    const bool are_few = subsets * (sets.others.size() + 1) <= counted_sets_max;
    if (are_few) sets.others_max = std::max<std::size_t>(sets.others.size(), 1);
    return sets;
}

/// Every subset of the named choices, alone and with one and more that no expression names.
void put_sets(Values& values, const std::vector<std::string_view>& names, const Sets& sets) {
    const std::size_t others = std::min(sets.others.size(), sets.others_max);
    const std::size_t subsets = std::size_t{1} << sets.named.size();
    for (std::size_t subset = 0; subset < subsets; ++subset) {
        for (std::size_t count = 0; count <= others; ++count) {
            std::set<std::size_t> chosen(
                sets.others.begin(), sets.others.begin() + static_cast<std::ptrdiff_t>(count));
            for (std::size_t bit = 0; bit < sets.named.size(); ++bit) {
                if (((subset >> bit) & 1U) != 0) chosen.insert(sets.named[bit]);
            }
            std::vector<std::string_view> joined;
            joined.reserve(chosen.size());
            for (const std::size_t index : chosen)
                joined.push_back(names[index]);
            put_joined(values, joined);
        }
    }
}

void put_several(
    Values& values, const std::vector<std::string_view>& names, const Constants& constants) {
    const Sets sets = sets_of(constants, names);
    if (sets.are_combined()) put_sets(values, names, sets);
    if (!sets.are_combined() || constants.reads_columns) {
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

/// Every order of the choices and each beginning of it.
void put_orders(Values& values, const std::vector<std::string_view>& names) {
    std::vector<std::size_t> order(names.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    do {
        std::vector<std::string_view> begun;
        for (const std::size_t index : order) {
            begun.push_back(names[index]);
            put_joined(values, begun);
        }
    } while (std::next_permutation(order.begin(), order.end()));
}

/// Every order of a few; of more each of them first once, and the sets of them in one order.
void put_rankings(Values& values, std::vector<std::string_view> names, const Constants& constants) {
    if (names.size() <= all_combined_choices_max) return put_orders(values, names);
    const Sets sets = sets_of(constants, names);
    if (sets.are_combined()) put_sets(values, names, sets);
    const std::size_t bytes_max =
        names.size() > ranked_choices_max ? begun_bytes_max : joined_bytes_max;
    for (std::size_t turn = 0; turn < names.size(); ++turn) {
        put_joined(values, names, bytes_max);
        std::rotate(names.begin(), names.begin() + 1, names.end());
    }
}

std::set<double> bounds_of(const Constants& constants) {
    std::set<double> bounds = constants.numbers;
    bounds.insert(constants.bounds.begin(), constants.bounds.end());
    return bounds;
}

/// Each bound, what is beside it, and a number between two that are nearer than that.
void put_around(Values& values, const std::set<double>& bounds, double step) {
    std::optional<double> before;
    for (const double bound : bounds) {
        if (before && bound - *before <= step) values.put_number((*before + bound) / 2);
        for (const double near : {bound - step, bound, bound + step})
            values.put_number(near);
        before = bound;
    }
}

void put_decimals(Values& values, const std::set<double>& bounds) {
    for (const double number : {0.0, 1.0})
        values.put_number(number);
    put_around(values, bounds, 0.5);
}

/// Of `start` and so many steps those at each bound, or on both sides of one between two.
void put_steps(Values& values, const std::set<double>& bounds, double start, double step) {
    for (const double bound : bounds) {
        const double steps = (bound - start) / step;
        const double nearest = std::round(steps);
        const bool is_on_step = std::fabs(steps - nearest) < 1e-6;
        if (!is_on_step) {
            values.put_number(start + std::floor(steps) * step);
            values.put_number(start + std::ceil(steps) * step);
            continue;
        }
        for (const double near : {nearest - 1, nearest, nearest + 1})
            values.put_number(start + near * step);
        values.put_number(bound);
    }
}

void put_integers(Values& values, const std::set<double>& bounds) {
    for (const double number : {0.0, 1.0})
        values.put_number(number);
    put_steps(values, bounds, 0, 1);
}

double steps_of(const RangeBounds& range) {
    return std::round((range.end - range.start) / range.step);
}

/// A value of a range may be spelled as its step is counted (0.30000000000000004) or as the form
/// spells it.
void put_range(Values& values, const RangeBounds& range, const std::set<double>& bounds) {
    const double steps = steps_of(range);
    if (steps <= range_steps_max) {
        for (int step = 0; step <= static_cast<int>(steps); ++step)
            values.put_number(range.start + step * range.step);
        for (const double bound : bounds)
            values.put_number(bound);
        return;
    }
    for (const double number : {range.start, range.end, 0.0, 1.0})
        values.put_number(number);
    put_steps(values, bounds, range.start, range.step);
}

/// A text that no expression names.
std::string other_text(const Constants& constants) {
    std::string text = "а";
    while (constants.texts.contains(text))
        text += "а";
    return text;
}

/// Each beginning and ending that is looked for, as long as a text may have to be.
void put_padded(Values& values, const Constants& constants, double length) {
    const auto missing = [length](const std::string& part) -> std::size_t {
        const std::size_t letters = characters_of(part).size();
        const auto wanted = static_cast<std::size_t>(length);
        return wanted > letters ? wanted - letters : 0;
    };
    for (const std::string& part : constants.beginnings)
        values.put(part + std::string(missing(part), 'a'));
    for (const std::string& part : constants.endings)
        values.put(std::string(missing(part), 'a') + part);
}

void put_texts(Values& values, const Constants& constants) {
    values.put(other_text(constants));
    if (!constants.companions.empty()) values.put("1");  // it may be compared as a number
    for (const std::string& text : constants.texts)
        values.put(text);
    for (const double number : constants.numbers) {
        values.put_number(number);
        if (!constants.counts_letters) continue;
        for (const double length : {number - 1, number, number + 1}) {
            if (length < 1 || length > length_tried_max) continue;
            values.put(std::string(static_cast<std::size_t>(length), 'a'));
            if (length >= number) put_padded(values, constants, length);
        }
    }
    const bool is_calculated_with = !constants.asked.has_only_tests && !constants.counts_letters;
    if (is_calculated_with) {
        put_around(values, bounds_of(constants), 1);
    } else if (constants.asked.has_numeric_test()) {
        put_around(values, constants.bounds, 1);
    }
}

void put_days_around(Values& values, double day) {
    constexpr double first = -719'162;  // 0001-01-01
    constexpr double last = 2'932'896;  // 9999-12-31
    for (const double near : {day - 1, day, day + 1}) {
        if (near < first || near > last) continue;
        values.put(to_text(day_from_epoch(static_cast<std::int64_t>(near))));
    }
}

/// Days around those that expressions name, and as far from the visit's own as their numbers say:
/// `today() - ${day} > 30`.
void put_days(Values& values, const Constants& constants, const std::string& visit_day) {
    constexpr double distance_max = 40'000;
    const Result<Day> today = parse_day(visit_day);
    const double own = today ? static_cast<double>(days_since_epoch(*today)) : 0;
    put_days_around(values, own);
    for (const double number : constants.numbers) {
        if (!(std::fabs(number) >= 2 && std::fabs(number) <= distance_max)) continue;
        put_days_around(values, own - std::trunc(number));
        put_days_around(values, own + std::trunc(number));
    }
    for (const std::string& text : constants.texts) {
        if (const Result<Day> day = parse_civil_day(text))
            put_days_around(values, static_cast<double>(days_since_epoch(*day)));
    }
    for (const double bound : constants.bounds) {
        put_days_around(values, std::floor(bound));
        put_days_around(values, std::ceil(bound));
    }
}

/// What another question's answer is compared with: itself and what is beside it.
void put_beside(Values& values, const Question& asked, const std::string& other) {
    if (other.empty()) return;
    const double number = number_from_text(other);
    if (asked.kind == QuestionKind::Date) {
        if (const Result<Day> day = parse_civil_day(other))
            put_days_around(values, static_cast<double>(days_since_epoch(*day)));
    } else if (!std::isnan(number)) {
        const double step = asked.kind == QuestionKind::Range ? asked.range.step : 1;
        for (const double near : {number - step, number, number + step})
            values.put_number(near);
    } else if (asked.kind == QuestionKind::Text) {
        values.put(other);
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
        for (const Reads::Test& test : constants.asked.tests) {
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

}  // namespace

std::vector<Candidate> candidates(
    const Visit& visit, std::size_t question, const Constants& constants) {
    const Question& asked = visit.form().questions[question];
    Values values;
    switch (asked.kind) {
        case QuestionKind::SelectOne:
            if (constants.asked.has_only_tests)
                return distinct_choices(visit.offered(question), constants);
            for (const Choice* choice : visit.offered(question))
                values.put(choice->name);
            break;
        case QuestionKind::SelectMultiple:
            put_several(values, names_of(visit.offered(question)), constants);
            break;
        case QuestionKind::Rank:
            put_rankings(values, names_of(visit.offered(question)), constants);
            break;
        case QuestionKind::Integer:
            put_integers(values, bounds_of(constants));
            break;
        case QuestionKind::Decimal:
            put_decimals(values, bounds_of(constants));
            break;
        case QuestionKind::Range:
            put_range(values, asked.range, bounds_of(constants));
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
    if (!traits_of(asked.kind).has_list) {
        for (const std::size_t companion : constants.companions)
            put_beside(values, asked, visit.value(companion));
    }
    std::vector<Candidate> all;
    for (std::string& value : values.take())
        all.push_back({std::move(value), 1});
    return all;
}

bool are_told_apart(
    const Form& form, std::size_t question, const Constants& constants, const Asked& asked) {
    const Question& answered = form.questions[question];
    const ChoiceList* list = form.list_of(answered);
    std::vector<std::string_view> names;
    for (std::size_t index = 0; list != nullptr && index < list->choices.size(); ++index)
        names.emplace_back(list->choices[index].name);
    switch (answered.kind) {
        case QuestionKind::SelectOne:
        case QuestionKind::Acknowledge:
            return true;
        case QuestionKind::SelectMultiple:
            return sets_of(constants, names).suffice_for(asked);
        case QuestionKind::Rank:
            return names.size() <= all_combined_choices_max ||
                   (asked.has_only_tests && !asked.names_an_order() &&
                       sets_of(constants, names).suffice_for(asked));
        case QuestionKind::Range:
            return steps_of(answered.range) <= range_steps_max || asked.has_only_tests;
        case QuestionKind::Text:
            return asked.has_only_tests && !asked.tells_spellings_apart();
        case QuestionKind::Integer:
        case QuestionKind::Decimal:
        case QuestionKind::Date:
        case QuestionKind::Note:
        case QuestionKind::Calculate:
        case QuestionKind::Hidden:
            return asked.has_only_tests;
    }
    OTK_UNREACHABLE();
}

}  // namespace otk::form::walk_parts
