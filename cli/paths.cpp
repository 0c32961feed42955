#include "cli/paths.h"

#include <algorithm>
#include <ostream>
#include <utility>

#include "cli/remark.h"
#include "cli/route_pages.h"
#include "core/base/format.h"

namespace otk::cli {
namespace {

/// A label may have line breaks.
std::string on_one_line(std::string text) {
    std::replace(text.begin(), text.end(), '\n', ' ');
    return text;
}

std::string pages_in_words(const form::Form& form, const form::Route& route) {
    std::string words;
    for (const std::size_t page : route.pages) {
        words += (words.empty() ? "" : " → ") + form.pages[page].name;
    }
    return words + (route.is_dead_end ? " → cannot be left" : " → end");
}

std::string text_of(const SeenPage& page) {
    std::string text = format(
        "    ── {}{}{}\n", page.name, page.title.empty() ? "" : ": ", on_one_line(page.title));
    for (const SeenQuestion& question : page.questions) {
        text += format("       {}", on_one_line(question.label));
        if (!question.answer_label.empty()) text += " → " + on_one_line(question.answer_label);
        text += "\n";
    }
    return text;
}

Json json_of(const SeenPage& page) {
    Json questions = Json::array();
    for (const SeenQuestion& question : page.questions) {
        Json one = Json::object();
        one.set("name", question.name);
        one.set("label", question.label);
        if (!question.answer.empty()) {
            one.set("answer", question.answer);
            one.set("answer_label", question.answer_label);
        }
        questions.push_back(std::move(one));
    }
    Json json = Json::object();
    json.set("page", page.name);
    if (!page.title.empty()) json.set("title", page.title);
    json.set("questions", std::move(questions));
    return json;
}

/// Of all texts that a report shows together; it is made in memory.
constexpr std::size_t shown_bytes_max = 32U << 20U;

std::size_t text_bytes_of(const std::vector<SeenPage>& pages) {
    std::size_t bytes = 0;
    for (const SeenPage& page : pages) {
        bytes += page.name.size() + page.title.size();
        for (const SeenQuestion& question : page.questions) {
            bytes += question.name.size() + question.label.size() + question.answer.size() +
                     question.answer_label.size();
        }
    }
    return bytes;
}

Json route_as_json(
    const form::Form& form, const form::Route& route, const std::vector<SeenPage>& seen) {
    Json pages = Json::array();
    for (const std::size_t page : route.pages)
        pages.push_back(form.pages[page].name);
    Json answers = Json::array();
    for (const auto& [question, value] : route.example) {
        answers.push_back(Json::Array{form.questions[question].name, value});
    }
    Json json = Json::object();
    json.set("pages", std::move(pages));
    json.set("combinations", route.combinations);
    json.set("ends", !route.is_dead_end);
    json.set("channel", route.channel);
    json.set("answers", std::move(answers));
    Json shown = Json::array();
    for (const SeenPage& page : seen)
        shown.push_back(json_of(page));
    json.set("shown", std::move(shown));
    return json;
}

}  // namespace

void print_walk(const WalkReport& report, std::ostream& out) {
    const form::Walk& walk = report.walk;
    const std::string sequences =
        format("{}{} sequences of pages", walk.routes_cut ? "more than " : "", walk.routes.size());
    out << (walk.is_complete
                ? format("walked: {:.0f} combinations of the answers that matter, {}, {} tries\n",
                      walk.combinations, sequences, walk.tries)
                : format("sampled: {} random visits with seed {} (after {} tries of combinations), "
                         "{}\n",
                      walk.sampled, report.seed, walk.tries, sequences));
    if (!report.with_paths) return;
    const form::Visit any(report.form, {});
    for (const form::Route& route : walk.routes) {
        out << format("\n{:.0f} {}: {}\n    for example {}\n", route.combinations,
            walk.is_complete ? "combinations" : "visits", pages_in_words(*report.form, route),
            example_in_words(*report.form, route.channel, route.example));
        for (const SeenPage& page : pages_seen(any, route, report.language))
            out << text_of(page);
    }
}

Json walk_as_json(const WalkReport& report) {
    const form::Walk& walk = report.walk;
    Json json = Json::object();
    json.set("complete", walk.is_complete);
    json.set("tries", static_cast<std::int64_t>(walk.tries));
    if (!walk.is_complete) {
        json.set("sampled", static_cast<std::int64_t>(walk.sampled));
        json.set("seed", static_cast<std::int64_t>(report.seed));
    }
    json.set("combinations", walk.combinations);
    json.set("sequences", static_cast<std::int64_t>(walk.routes.size()));
    json.set("sequences_left_out", walk.routes_cut);
    if (!report.with_paths) return json;
    const form::Visit any(report.form, {});
    Json paths = Json::array();
    std::size_t shown_bytes = 0;
    for (const form::Route& route : walk.routes) {
        const std::vector<SeenPage> seen = pages_seen(any, route, report.language);
        shown_bytes += text_bytes_of(seen);
        if (shown_bytes > shown_bytes_max) {
            json.set("sequences_left_out", true);
            break;
        }
        paths.push_back(route_as_json(*report.form, route, seen));
    }
    json.set("paths", std::move(paths));
    return json;
}

}  // namespace otk::cli
