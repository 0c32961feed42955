#include "core/form/response.h"

#include <algorithm>
#include <array>

#include "core/base/assert.h"
#include "core/base/bytes.h"
#include "core/base/format.h"
#include "core/base/json.h"
#include "core/base/json_reader.h"
#include "core/base/local_day.h"
#include "core/form/form_json.h"

namespace otk::form {
namespace {

constexpr std::int64_t response_version = 1;

/// The members, in the order in which they are written.
enum class Member {
    Version,
    Form,
    FormVersion,
    Place,
    Channel,
    Language,
    Layout,
    Day,
    Partial,
    Flags,
    Test,
    Asked,
    Answers,
};

struct MemberTraits {
    std::string_view name;
    std::string_view wanted;
    bool may_be_absent = false;
};
constexpr std::array<MemberTraits, 13> members = {
    {{"v", "a whole number"}, {"form", "a text"}, {"version", "a text"}, {"place", "a text"},
        {"channel", "a text"}, {"language", "a text"}, {"layout", "a whole number"},
        {"day", "a text"}, {"partial", "true or false"}, {"flags", "an array", true},
        {"test", "true", true}, {"asked", "an array"}, {"answers", "an object"}}};
static_assert(members.size() == static_cast<std::size_t>(Member::Answers) + 1);

Failure refuse(std::string_view what) {
    return fail(ErrorKind::InvalidInput, std::string(what));
}

Failure refuse_member(std::size_t index) {
    return refuse(format("member \"{}\": {} expected", members[index].name, members[index].wanted));
}

bool has_repeated(std::vector<std::string_view> names) {
    std::sort(names.begin(), names.end());
    return std::adjacent_find(names.begin(), names.end()) != names.end();
}

bool is_flag(std::string_view text) {
    return !text.empty() && text.size() <= flag_bytes_max &&
           text.find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789-/") ==
               std::string_view::npos;
}

/// Absent where it is false: one way to write it.
Result<void> read_test(JsonReader& reader, bool& test) {
    test = OTK_TRY(reader.boolean());
    if (!test) return refuse("true expected");
    return {};
}

Result<void> read_flags(JsonReader& reader, std::vector<std::string>& flags) {
    OTK_TRY(reader.begin_array());
    while (OTK_TRY(reader.next_element())) {
        if (flags.size() == flags_max) return refuse("too many flags");
        flags.push_back(OTK_TRY(reader.text()));
        if (!is_flag(flags.back())) return refuse("a flag is a word like mashing/1");
    }
    if (has_repeated({flags.begin(), flags.end()})) return refuse("a flag is repeated");
    return {};
}

Result<void> read_asked(JsonReader& reader, std::vector<std::string>& asked) {
    OTK_TRY(reader.begin_array());
    while (OTK_TRY(reader.next_element())) {
        if (asked.size() == FormLimits::questions_max) return refuse("too many questions");
        asked.push_back(OTK_TRY(reader.text()));
    }
    if (has_repeated({asked.begin(), asked.end()})) return refuse("a question is repeated");
    return {};
}

Result<void> read_answers(
    JsonReader& reader, std::vector<std::pair<std::string, std::string>>& answers) {
    OTK_TRY(reader.begin_object());
    std::string name;
    while (OTK_TRY(reader.next_member(name))) {
        if (answers.size() == FormLimits::questions_max) return refuse("too many answers");
        std::string value = OTK_TRY(reader.text());
        answers.emplace_back(std::move(name), std::move(value));
    }
    std::vector<std::string_view> names;
    names.reserve(answers.size());
    for (const auto& answer : answers)
        names.emplace_back(answer.first);
    if (has_repeated(std::move(names))) return refuse("a question is repeated");
    return {};
}

Result<void> read_version(JsonReader& reader) {
    const std::int64_t version = OTK_TRY(reader.integer());
    if (version == response_version) return {};
    return fail(ErrorKind::Unsupported, "a response of another version");
}

Result<void> read_layout(JsonReader& reader, int& layout) {
    const std::int64_t number = OTK_TRY(reader.integer());
    if (number < 1 || number > 1000) return refuse("1 to 1000 expected");
    layout = static_cast<int>(number);
    return {};
}

Result<void> read_day(JsonReader& reader, std::string& day) {
    day = OTK_TRY(reader.text());
    if (!day.empty() && !parse_day(day)) return refuse("a day expected");
    return {};
}

Result<void> read_text(JsonReader& reader, std::string& text) {
    text = OTK_TRY(reader.text());
    return {};
}

Result<void> read_partial(JsonReader& reader, bool& partial) {
    partial = OTK_TRY(reader.boolean());
    return {};
}

Result<void> read_member(JsonReader& reader, Member member, Response& response) {
    switch (member) {
        case Member::Version:
            return read_version(reader);
        case Member::Form:
            return read_text(reader, response.form_id);
        case Member::FormVersion:
            return read_text(reader, response.form_version);
        case Member::Place:
            return read_text(reader, response.place);
        case Member::Channel:
            return read_text(reader, response.channel);
        case Member::Language:
            return read_text(reader, response.language);
        case Member::Layout:
            return read_layout(reader, response.layout);
        case Member::Day:
            return read_day(reader, response.day);
        case Member::Partial:
            return read_partial(reader, response.partial);
        case Member::Flags:
            return read_flags(reader, response.flags);
        case Member::Test:
            return read_test(reader, response.test);
        case Member::Asked:
            return read_asked(reader, response.asked);
        case Member::Answers:
            return read_answers(reader, response.answers);
    }
    OTK_UNREACHABLE();
}

Result<Response> read_response(JsonReader& reader) {
    OTK_TRY(reader.begin_object());
    Response response;
    unsigned seen = 0;
    std::string name;
    while (OTK_TRY(reader.next_member(name))) {
        const auto* const found = std::find_if(members.begin(), members.end(),
            [&](const MemberTraits& traits) { return traits.name == name; });
        // The unknown name is not repeated: it may be what a visitor wrote.
        if (found == members.end()) return refuse("an unknown member");
        const auto index = static_cast<std::size_t>(found - members.begin());
        if ((seen >> index & 1U) != 0) return refuse("a member's name is repeated");
        seen |= 1U << index;
        auto read = read_member(reader, static_cast<Member>(index), response);
        if (!read) {
            Error& error = read.error();
            error.context = format("member \"{}\": {}", found->name, error.context);
            return tl::make_unexpected(std::move(error));
        }
    }
    OTK_TRY(reader.end());
    for (std::size_t index = 0; index < members.size(); ++index) {
        const bool is_missing = (seen >> index & 1U) == 0;
        if (is_missing && !members[index].may_be_absent) return refuse_member(index);
    }
    return response;
}

void append_member(std::string& into, Member member) {
    into += member == Member::Version ? '{' : ',';
    append_json_text(into, members[static_cast<std::size_t>(member)].name);
    into += ':';
}

void append_texts(std::string& into, Member member, const std::vector<std::string>& texts) {
    append_member(into, member);
    into += '[';
    for (std::size_t index = 0; index < texts.size(); ++index) {
        if (index > 0) into += ',';
        append_json_text(into, texts[index]);
    }
    into += ']';
}

void append_text(std::string& into, Member member, std::string_view text) {
    append_member(into, member);
    append_json_text(into, text);
}

}  // namespace

std::string encode_response(const Response& response) {
    std::string json;
    json.reserve(512);  // of most responses
    append_member(json, Member::Version);
    json += std::to_string(response_version);
    append_text(json, Member::Form, response.form_id);
    append_text(json, Member::FormVersion, response.form_version);
    append_text(json, Member::Place, response.place);
    append_text(json, Member::Channel, response.channel);
    append_text(json, Member::Language, response.language);
    append_member(json, Member::Layout);
    json += std::to_string(response.layout);
    append_text(json, Member::Day, response.day);
    append_member(json, Member::Partial);
    json += response.partial ? "true" : "false";
    if (!response.flags.empty()) append_texts(json, Member::Flags, response.flags);
    if (response.test) {
        append_member(json, Member::Test);
        json += "true";
    }
    append_texts(json, Member::Asked, response.asked);
    append_member(json, Member::Answers);
    json += '{';
    for (std::size_t index = 0; index < response.answers.size(); ++index) {
        if (index > 0) json += ',';
        append_json_text(json, response.answers[index].first);
        json += ':';
        append_json_text(json, response.answers[index].second);
    }
    json += "}}";
    return json;
}

Result<Response> decode_response(std::string_view text) {
    if (text.size() > response_bytes_max) {
        return refuse(format("larger than {} bytes", response_bytes_max));
    }
    if (!is_utf8(text)) return refuse("not UTF-8");
    JsonReader reader(text);
    return read_response(reader);
}

}  // namespace otk::form
