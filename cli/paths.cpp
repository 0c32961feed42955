#include "cli/paths.h"

#include "cli/remark.h"
#include "core/base/format.h"

namespace otk::cli {
namespace {

std::string pages_in_words(const form::Form& form, const form::Route& route) {
    std::string words;
    for (const std::size_t page : route.pages) {
        words += (words.empty() ? "" : " → ") + form.pages[page].name;
    }
    return words + (route.is_dead_end ? " → cannot be left" : " → end");
}

Json route_as_json(const form::Form& form, const form::Route& route) {
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
    return json;
}

}  // namespace

std::string walk_as_text(
    const form::Form& form, const form::Walk& walk, std::uint64_t seed, bool with_paths) {
    const std::string sequences =
        format("{}{} sequences of pages", walk.routes_cut ? "more than " : "", walk.routes.size());
    std::string text =
        walk.is_complete
            ? format("walked: {:.0f} combinations of the answers that matter, {}, {} tries\n",
                  walk.combinations, sequences, walk.tries)
            : format(
                  "sampled: {} random visits with seed {} (after {} tries of combinations), {}\n",
                  walk.sampled, seed, walk.tries, sequences);
    if (!with_paths) return text;
    for (const form::Route& route : walk.routes) {
        text += format("\n{:.0f} {}: {}\n    for example {}\n", route.combinations,
            walk.is_complete ? "combinations" : "visits", pages_in_words(form, route),
            example_in_words(form, route.channel, route.example));
    }
    return text;
}

Json walk_as_json(
    const form::Form& form, const form::Walk& walk, std::uint64_t seed, bool with_paths) {
    Json json = Json::object();
    json.set("complete", walk.is_complete);
    json.set("tries", static_cast<std::int64_t>(walk.tries));
    if (!walk.is_complete) {
        json.set("sampled", static_cast<std::int64_t>(walk.sampled));
        json.set("seed", static_cast<std::int64_t>(seed));
    }
    json.set("combinations", walk.combinations);
    json.set("sequences", static_cast<std::int64_t>(walk.routes.size()));
    json.set("sequences_left_out", walk.routes_cut);
    if (!with_paths) return json;
    Json paths = Json::array();
    for (const form::Route& route : walk.routes)
        paths.push_back(route_as_json(form, route));
    json.set("paths", std::move(paths));
    return json;
}

}  // namespace otk::cli
