#include "tools/xpath_cases/case.h"

#include <array>
#include <utility>

namespace otk::xpath_cases {
namespace {

constexpr std::array<std::pair<std::string_view, Kind>, 5> kinds = {{{"num", Kind::Number},
    {"round", Kind::Rounded}, {"bool", Kind::Truth}, {"str", Kind::Text}, {"nodes", Kind::Nodes}}};

Result<Kind> kind_named(std::string_view name) {
    for (const auto& [word, kind] : kinds) {
        if (word == name) return kind;
    }
    return fail(ErrorKind::InvalidInput, "member \"kind\": num, round, bool, str or nodes expected");
}

/// A case that was recorded without its language tells it at the end of its title: … in language 'fr'.
std::string language_in(std::string_view title) {
    constexpr std::string_view mark = "in language '";
    const std::size_t begin = title.rfind(mark);
    if (begin == std::string_view::npos) return {};
    const std::string_view rest = title.substr(begin + mark.size());
    return std::string(rest.substr(0, rest.find('\'')));
}

}  // namespace

Result<Case> parse_case(std::string_view line) {
    const Json json = OTK_TRY(Json::parse(line, {.size_bytes_max = 4U << 20U}));
    Case parsed;
    parsed.title = OTK_TRY(json.string_at("title"));
    parsed.expression = OTK_TRY(json.string_at("expression"));
    const std::string kind = OTK_TRY(json.string_at("kind"));
    parsed.kind = OTK_TRY(kind_named(kind));
    const Json* expected = json.find("expected");
    if (expected == nullptr) return fail(ErrorKind::InvalidInput, "member \"expected\" is missing");
    parsed.expected = *expected;
    parsed.instance = OTK_TRY(json.string_at("instance"));
    parsed.context = OTK_TRY(json.string_at("context"));
    parsed.is_xforms = OTK_TRY(json.bool_at("xforms"));
    if (json.find("subset") != nullptr) parsed.is_in_subset = OTK_TRY(json.bool_at("subset"));
    if (const Json* factor = json.find("factor")) parsed.factor = factor->number();
    parsed.language = json.find("language") != nullptr ? OTK_TRY(json.string_at("language"))
                                                       : language_in(parsed.title);
    return parsed;
}

}  // namespace otk::xpath_cases
