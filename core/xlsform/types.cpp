#include "core/xlsform/types.h"

#include <algorithm>
#include <array>
#include <utility>
#include <vector>

#include "core/base/format.h"
#include "core/xlsform/problem.h"

namespace otk::xlsform {
namespace {

constexpr std::string_view breaks_anonymity = "it would tell who answered: remove the row";
constexpr std::string_view no_media = "a kiosk records no media: remove the row";
constexpr std::string_view no_places = "a kiosk records no positions: remove the row";

/// Types that XLSForm has and we do not, with the reason; anything else is unknown.
constexpr std::array<std::pair<std::string_view, std::string_view>, 35> refused = {{
    {"begin_repeat", "repeats are not supported: write the questions one by one"},
    {"end_repeat", "repeats are not supported: write the questions one by one"},
    {"geopoint", no_places},
    {"geotrace", no_places},
    {"geoshape", no_places},
    {"start-geopoint", no_places},
    {"background-geopoint", no_places},
    {"image", no_media},
    {"photo", no_media},
    {"audio", no_media},
    {"background-audio", no_media},
    {"video", no_media},
    {"file", no_media},
    {"barcode", no_media},
    {"username", breaks_anonymity},
    {"phonenumber", breaks_anonymity},
    {"phone number", breaks_anonymity},
    {"deviceid", breaks_anonymity},
    {"device id", breaks_anonymity},
    {"subscriberid", breaks_anonymity},
    {"simserial", breaks_anonymity},
    {"email", breaks_anonymity},
    {"uri:deviceid", breaks_anonymity},
    {"uri:username", breaks_anonymity},
    {"audit", "it would record when a visitor did what: remove the row"},
    {"time", "a response holds no time of day: remove the row"},
    {"dateTime", "a response holds no time of day: use date"},
    {"datetime", "a response holds no time of day: use date"},
    {"entities", "entities are not supported: remove the row"},
    {"create_entity", "entities are not supported: remove the row"},
    {"xml-external", "external instances are not supported: put the choices into the choices sheet"},
    {"csv-external", "external instances are not supported: put the choices into the choices sheet"},
    {"select_one_from_file", "external files are not supported: put the choices into the choices sheet"},
    {"select_multiple_from_file",
        "external files are not supported: put the choices into the choices sheet"},
    {"select_one_external", "external files are not supported: put the choices into the choices sheet"},
}};

/// Spellings that XLSForm allows beside the ones of the compiled form.
std::string_view usual_spelling(std::string_view type) {
    if (type == "begin group") return "begin_group";
    if (type == "end group") return "end_group";
    if (type == "begin repeat") return "begin_repeat";
    if (type == "end repeat") return "end_repeat";
    if (type == "int") return "integer";
    if (type == "string") return "text";
    return type;
}

std::vector<std::string_view> known_types() {
    std::vector<std::string_view> types = {"begin_group", "end_group", "start", "end", "today"};
    for (const form::KindTraits& traits : form::question_kinds()) types.push_back(traits.name);
    return types;
}

Failure refuse(std::string message) { return fail(ErrorKind::InvalidInput, std::move(message)); }

Result<RowType> read_question_type(std::string_view type, std::string_view rest) {
    const std::optional<form::QuestionKind> kind = form::kind_named(type);
    if (!kind) {
        return refuse("there is no type \"" + std::string(type) + "\"." +
                      did_you_mean(type, known_types()));
    }
    const bool has_list = form::traits_of(*kind).has_list;
    if (has_list && rest.empty()) return refuse(format("write {} and the name of a list", type));
    if (!has_list && !rest.empty()) return refuse(format("{} stands alone: remove \"{}\"", type, rest));
    if (rest.ends_with(" or_other")) {
        return refuse("or_other is not supported: add a choice \"other\" to the list");
    }
    if (rest.find(' ') != std::string_view::npos) return refuse("the name of a list has no space");
    return RowType{RowType::Kind::Question, *kind, std::string(rest), ""};
}

}  // namespace

Result<RowType> read_type(std::string_view cell) {
    const std::string_view whole = usual_spelling(cell);
    if (whole == "begin_group") return RowType{RowType::Kind::BeginGroup, {}, "", ""};
    if (whole == "end_group") return RowType{RowType::Kind::EndGroup, {}, "", ""};
    if (whole == "start" || whole == "end" || whole == "today") {
        return RowType{RowType::Kind::Question, form::QuestionKind::Hidden, "", "day"};
    }
    const std::size_t space = whole.find(' ');
    const std::string_view first = usual_spelling(whole.substr(0, space));
    for (const auto& [type, reason] : refused) {
        if (whole == type || first == type) return refuse(format("{} is refused: {}", type, reason));
    }
    std::string_view rest =
        space == std::string_view::npos ? std::string_view() : whole.substr(space + 1);
    rest.remove_prefix(std::min(rest.find_first_not_of(' '), rest.size()));
    return read_question_type(first, rest);
}

}  // namespace otk::xlsform
