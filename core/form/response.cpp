#include "core/form/response.h"

#include <algorithm>
#include <array>

#include "core/base/format.h"
#include "core/base/json.h"
#include "core/base/local_day.h"
#include "core/form/form_json.h"

namespace otk::form {
namespace {

constexpr std::int64_t response_version = 1;

constexpr std::array<std::string_view, 11> members = {"v", "form", "version", "place", "channel",
    "language", "layout", "day", "partial", "asked", "answers"};

Failure refuse(std::string_view what) { return fail(ErrorKind::InvalidInput, std::string(what)); }

Result<void> check_members(const Json& json) {
    const Json::Object* object = json.if_object();
    if (object == nullptr) return refuse("an object expected");
    for (const auto& [name, value] : *object) {
        // The unknown name is not repeated: it may be what a visitor wrote.
        if (std::find(members.begin(), members.end(), name) == members.end()) {
            return refuse("an unknown member");
        }
    }
    return {};
}

Result<std::vector<std::string>> read_asked(const Json& json) {
    std::vector<std::string> asked;
    for (const Json& name : *OTK_TRY(json.array_at("asked"))) {
        if (!name.is_string()) return refuse("member \"asked\": texts expected");
        asked.push_back(*name.if_string());
    }
    std::vector<std::string> sorted = asked;
    std::sort(sorted.begin(), sorted.end());
    if (std::adjacent_find(sorted.begin(), sorted.end()) != sorted.end()) {
        return refuse("member \"asked\": a question is repeated");
    }
    if (asked.size() > FormLimits::questions_max) return refuse("member \"asked\": too many questions");
    return asked;
}

Result<std::vector<std::pair<std::string, std::string>>> read_answers(const Json& json) {
    std::vector<std::pair<std::string, std::string>> answers;
    const Json* object = OTK_TRY(json.object_at("answers"));
    for (const auto& [name, value] : *object->if_object()) {
        if (!value.is_string()) return refuse("member \"answers\": texts expected");
        answers.emplace_back(name, *value.if_string());
    }
    return answers;
}

}  // namespace

std::string encode_response(const Response& response) {
    Json asked = Json::array();
    for (const std::string& name : response.asked) asked.push_back(name);
    Json answers = Json::object();
    for (const auto& [name, value] : response.answers) answers.set(name, value);
    Json json = Json::object();
    json.set("v", response_version)
        .set("form", response.form_id)
        .set("version", response.form_version)
        .set("place", response.place)
        .set("channel", response.channel)
        .set("language", response.language)
        .set("layout", response.layout)
        .set("day", response.day)
        .set("partial", response.partial)
        .set("asked", std::move(asked))
        .set("answers", std::move(answers));
    return json.dump();
}

Result<Response> decode_response(std::string_view text) {
    const JsonLimits limits{.size_bytes_max = response_bytes_max, .depth_max = 2,
        .members_max = FormLimits::questions_max};
    const Json json = OTK_TRY(Json::parse(text, limits));
    OTK_TRY(check_members(json));
    if (OTK_TRY(json.integer_at("v")) != response_version) {
        return fail(ErrorKind::Unsupported, "a response of another version");
    }
    Response response;
    response.form_id = OTK_TRY(json.string_at("form"));
    response.form_version = OTK_TRY(json.string_at("version"));
    response.place = OTK_TRY(json.string_at("place"));
    response.channel = OTK_TRY(json.string_at("channel"));
    response.language = OTK_TRY(json.string_at("language"));
    const std::int64_t layout = OTK_TRY(json.integer_at("layout"));
    if (layout < 1 || layout > 1000) return refuse("member \"layout\": 1 to 1000 expected");
    response.layout = static_cast<int>(layout);
    response.day = OTK_TRY(json.string_at("day"));
    if (!response.day.empty() && !parse_day(response.day)) return refuse("member \"day\": a day expected");
    response.partial = OTK_TRY(json.bool_at("partial"));
    response.asked = OTK_TRY(read_asked(json));
    response.answers = OTK_TRY(read_answers(json));
    return response;
}

}  // namespace otk::form
