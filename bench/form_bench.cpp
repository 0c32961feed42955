// What an answer costs in a form of 100 questions with 300 expressions (docs/FORMS.md promises 1
// ms), and at worst, in forms that are made to take long (50 ms).

#include <algorithm>
#include <ctime>
#include <memory>
#include <string>
#include <vector>

#include "bench/figure.h"
#include "core/base/assert.h"
#include "core/base/format.h"
#include "core/form/visit.h"

namespace {

using namespace otk;
using form::Expression;

constexpr std::size_t questions_count = 100;
constexpr int rounds = 2000;
constexpr double answer_us_max = 1000;
constexpr double hostile_ms_max = 50;

form::Question question(
    std::size_t index, const std::string& relevant, const std::string& constraint) {
    form::Question made;
    made.name = format("q{}", index);
    made.kind = form::QuestionKind::Text;
    made.group = index / 10;
    if (!relevant.empty()) made.relevant = Expression::parse(relevant).value();
    made.constraint = Expression::parse(constraint).value();
    return made;
}

/// Ten groups of ten questions. All conditions read the first question, every second one by a path;
/// half the questions are calculated from two before them and a sum over their group.
std::shared_ptr<const form::Form> large_form() {
    auto form = std::make_shared<form::Form>();
    form->id = "large";
    form->default_language = "ru";
    for (std::size_t index = 0; index < questions_count / 10; ++index) {
        form->groups.push_back({.name = format("g{}", index),
            .label = {},
            .relevant = index == 0
                            ? std::optional<Expression>()
                            : Expression::parse("${q0} != 'none' or count(/data/g0/*) = 0").value(),
            .parent = {}});
    }
    for (std::size_t index = 0; index < questions_count; ++index) {
        const std::string relevant =
            index == 0       ? ""
            : index % 2 == 0 ? "selected(${q0}, 'all') or string-length(${q0}) > 3"
                             : "/data/g0/q0 = 'all' or starts-with(/data/g0/q0, 'some')";
        form::Question made = question(index, relevant, ". != 'x' and string-length(.) < 200");
        if (index % 2 == 1 && index > 2) {
            made.kind = form::QuestionKind::Calculate;
            made.calculation = Expression::parse(
                format("if(${{q0}} = 'all', round(count-selected(${{q{}}}) * 1.5 + 2, 1), "
                       "concat(${{q0}}, '-', substring(${{q{}}}, 1, 3)))",
                    index - 1, index - 2))
                                   .value();
        } else {
            made.required = Expression::parse("${q0} = 'all' and not(${q1} = 'no')").value();
        }
        form->questions.push_back(std::move(made));
    }
    form->pages.push_back(
        {.kind = form::PageKind::Single, .name = "q0", .title = {}, .hint = {}, .questions = {0}});
    return form;
}

std::size_t expressions_in(const form::Form& form) {
    std::size_t count = 0;
    for (const form::Group& group : form.groups)
        if (group.relevant) ++count;
    for (const form::Question& question : form.questions) {
        for (const auto* expression :
            {&question.relevant, &question.constraint, &question.calculation, &question.required}) {
            if (*expression) ++count;
        }
    }
    return count;
}

/// Of this thread: what an answer costs, without the time that others had the core.
double cpu_us() {
    timespec now{};
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
    return static_cast<double>(now.tv_sec) * 1e6 + static_cast<double>(now.tv_nsec) / 1e3;
}

/// A form whose conditions do nothing but take long, each in another way, on a list of 2000 choices
/// and an answer of 2000 digits. None of them could be built into a form (problems_of refuses what
/// is over its budget on the empty or a filled instance); a visit has to bear it all the same.
std::shared_ptr<const form::Form> hostile_form(const std::string& expression) {
    auto form = std::make_shared<form::Form>();
    form->id = "hostile";
    form->default_language = "ru";
    form::ChoiceList& list = form->lists.emplace_back();
    list.name = "l";
    for (int index = 0; index < 2000; ++index)
        list.choices.push_back(
            {.name = format("c{}", index), .label = {}, .image = {}, .columns = {}});
    form::Question asked;
    asked.name = "q0";
    asked.kind = form::QuestionKind::Text;
    form->questions.push_back(asked);
    for (std::size_t index = 1; index < 500; ++index) {
        form::Question made;
        made.name = format("q{}", index);
        made.kind = form::QuestionKind::Text;
        made.relevant = Expression::parse(expression).value();
        form->questions.push_back(std::move(made));
    }
    form->pages.push_back(
        {.kind = form::PageKind::Single, .name = "q0", .title = {}, .hint = {}, .questions = {0}});
    return form;
}

struct Hostile {
    std::string_view what;
    std::string expression;
};

std::string sum_of_ones() {
    std::string sum = "1";
    while (sum.size() < 3000)
        sum += "+1";
    return sum;
}

std::vector<Hostile> hostile_expressions() {
    const std::string items = "instance('l')/root/item";
    return {{"nodes", "count(//*[count(//*) > 1]) > ${q0}"},
        {"preceding nodes", format("count({}/preceding::*[. = ${{q0}}]) > 0", items)},
        {"pairs", format("{}/name < {}/label or ${{q0}} = 'x'", items, items)},
        {"sums", format("count({}[{} = ${{q0}}]) > 0", items, sum_of_ones())},
        {"numbers of long texts", format("count({}[${{q0}} + ${{q0}} > 1]) > 0", items)},
        {"texts of a whole list", format("count({}[string(..) = ${{q0}}]) > 0", items)},
        {"joined texts",
            format("count({}[string-length(concat(${{q0}}, ${{q0}})) < 1]) > 0", items)},
        {"texts rewritten", format("count({}[translate(${{q0}}, '123', 'abc') = '']) > 0", items)},
        {"patterns", format("count({}[regex(${{q0}}, '([0-9]+)*x')]) > 0", items)},
        {"patterns made anew",
            format("count({}[regex('a', concat('[a-z]', ${{q0}}, '*'))]) > 0", items)},
        {"dates", format("count({}[format-date('2026-01-01', ${{q0}}) = today()]) > 0", items)}};
}

/// The processor time of the slowest answer to a form that every condition of reads.
double slowest_answer_ms(const std::shared_ptr<const form::Form>& form) {
    form::Visit visit(form, {.place = {}, .day = "2026-11-25"});
    double slowest_ms = 0;
    for (const char digit : {'1', '2', '3'}) {
        const double begun_us = cpu_us();
        OTK_ASSERT(visit.answer(0, std::string(2000, digit)).has_value());
        slowest_ms = std::max(slowest_ms, (cpu_us() - begun_us) / 1000);
    }
    return slowest_ms;
}

}  // namespace

int main() {
    const std::shared_ptr<const form::Form> form = large_form();
    OTK_ASSERT(expressions_in(*form) >= 300);
    form::Visit visit(form, {});
    const std::vector<std::string> answers = {"all", "none", "some of it", ""};
    std::vector<double> times;
    std::vector<double> costs;
    for (int round = 0; round < rounds; ++round) {
        const double begun_us = cpu_us();
        const bench::Stopwatch stopwatch;
        const Result<void> taken =
            visit.answer(0, answers[static_cast<std::size_t>(round) % answers.size()]);
        const std::vector<form::Problem> problems = visit.problems();
        times.push_back(stopwatch.microseconds());
        costs.push_back(cpu_us() - begun_us);
        OTK_ASSERT(taken.has_value() && problems.size() <= 1);
    }
    const bench::Bar bar{bench::Better::Lower, answer_us_max};
    bench::print_figure(
        "form: an answer that all of 100 questions read, p50", bench::median(times), "us", bar);
    bench::print_figure("form: its processor time, p99", bench::percentile(costs, 0.99), "us", bar);
    bench::print_figure(
        "form: the same with waiting for a core, p99", bench::percentile(times, 0.99), "us");
    std::vector<double> begins;
    for (int round = 0; round < 200; ++round) {
        const bench::Stopwatch stopwatch;
        const form::Visit begun(form, {});
        begins.push_back(stopwatch.microseconds());
    }
    bench::print_figure("form: the beginning of a visit, p50", bench::median(begins), "us");
    for (const auto& [what, expression] : hostile_expressions()) {
        bench::print_figure(format("form: an answer to 499 hostile conditions, {}", what),
            slowest_answer_ms(hostile_form(expression)), "ms",
            bench::Bar{bench::Better::Lower, hostile_ms_max});
    }
    return 0;
}
