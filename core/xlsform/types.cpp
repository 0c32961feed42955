#include "core/xlsform/types.h"

#include <algorithm>
#include <array>
#include <vector>

#include "core/base/format.h"

namespace otk::xlsform {
namespace {

/// A type that XLSForm has and we do not; anything else is unknown.
struct RefusedType {
    std::string_view name;
    std::string_view reason;
    std::string_view instead = "remove the row";
};

constexpr std::string_view breaks_anonymity = "it would tell who answered";
constexpr std::string_view no_media = "a kiosk records no media";
constexpr std::string_view no_places = "a kiosk records no positions";
constexpr std::string_view no_repeats = "repeats are not supported";
constexpr std::string_view no_entities = "entities are not supported";
constexpr std::string_view no_time = "a response holds no time of day";
constexpr std::string_view no_files = "choices from a file are not supported";
constexpr std::string_view one_by_one = "write the questions one by one";
constexpr std::string_view in_the_sheet = "put the choices into the choices sheet";
constexpr std::string_view of_kobo = "only KoboToolbox has it";
constexpr std::string_view as_matrix =
    "write begin_group with the appearance table-list, below it a select_one of one list a line";
constexpr std::string_view as_rank = "write one row \"rank NAME-OF-LIST\"";

constexpr std::array<RefusedType, 46> refused = {{
    {"begin_repeat", no_repeats, one_by_one},
    {"end_repeat", no_repeats, one_by_one},
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
    {"audit", "it would record when a visitor did what"},
    {"time", no_time},
    {"dateTime", no_time, "write \"date\""},
    {"datetime", no_time, "write \"date\""},
    {"entities", no_entities},
    {"create_entity", no_entities},
    {"xml-external", no_files, in_the_sheet},
    {"csv-external", no_files, in_the_sheet},
    {"select_one_from_file", no_files, in_the_sheet},
    {"select_multiple_from_file", no_files, in_the_sheet},
    {"select_one_external", no_files, in_the_sheet},
    {"begin_kobomatrix", of_kobo, as_matrix},
    {"end_kobomatrix", of_kobo, "write end_group"},
    {"begin_score", of_kobo, as_matrix},
    {"score__row", of_kobo, "write select_one and the list"},
    {"end_score", of_kobo, "write end_group"},
    {"begin_rank", of_kobo, as_rank},
    {"rank__level", of_kobo},
    {"end_rank", of_kobo},
    {"trigger", "it has another name here", "write \"acknowledge\""},
    {"boolean", "it has another name here", "write \"acknowledge\""},
    {"osm", no_places},
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

/// What XLSForm's tools take for a select, older ones too: `select one from marks`.
constexpr std::array<std::pair<std::string_view, std::string_view>, 10> select_spellings = {
    {{"add select one prompt using ", "select_one"},
        {"add select multiple prompt using ", "select_multiple"},
        {"select all that apply from ", "select_multiple"},
        {"select all that apply ", "select_multiple"}, {"select one from ", "select_one"},
        {"select one ", "select_one"}, {"select multiple from ", "select_multiple"},
        {"select multiple ", "select_multiple"}, {"select1 ", "select_one"},
        {"select_one from ", "select_one"}}};

/// The first word of the type and the rest, in the usual spelling.
std::pair<std::string_view, std::string_view> split_type(std::string_view whole) {
    for (const auto& [spelling, usual] : select_spellings) {
        if (whole.starts_with(spelling)) return {usual, whole.substr(spelling.size())};
    }
    const std::size_t space = std::min(whole.find(' '), whole.size());
    return {usual_spelling(whole.substr(0, space)), whole.substr(space)};
}

std::vector<std::string_view> known_types() {
    std::vector<std::string_view> types = {"begin_group", "end_group", "start", "end", "today"};
    for (const form::KindTraits& traits : form::question_kinds())
        types.push_back(traits.name);
    return types;
}

std::string in_small_letters(std::string_view text) {
    std::string small(text);
    std::transform(small.begin(), small.end(), small.begin(),
        [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; });
    return small;
}

std::variant<RowType, Refusal> read_question_type(std::string_view type, std::string_view rest) {
    const std::optional<form::QuestionKind> kind = form::kind_named(type);
    if (!kind) {
        return Refusal{format("there is no type \"{}\"", type),
            write_nearest(
                in_small_letters(type), known_types(), "write one of: " + listed(known_types()))};
    }
    const bool has_list = form::traits_of(*kind).has_list;
    if (has_list && rest.empty()) {
        return Refusal{format("{} needs a list", type), format("write \"{} NAME-OF-LIST\"", type)};
    }
    if (!has_list && !rest.empty()) {
        return Refusal{format("{} stands alone", type), format("remove \"{}\"", rest)};
    }
    if (rest.ends_with(" or_other")) {
        return Refusal{"or_other is not supported", "add a choice \"other\" to the list"};
    }
    if (rest.find(' ') != std::string_view::npos) {
        return Refusal{
            "the name of a list has no space", format("write \"{} NAME-OF-LIST\"", type)};
    }
    return RowType{RowType::Kind::Question, *kind, std::string(rest), ""};
}

}  // namespace

std::variant<RowType, Refusal> read_type(std::string_view cell) {
    if (cell.empty()) return Refusal{"this row has no type", "write one, for example text"};
    const std::string_view whole = usual_spelling(cell);
    if (whole == "begin_group") return RowType{RowType::Kind::BeginGroup, {}, "", ""};
    if (whole == "end_group") return RowType{RowType::Kind::EndGroup, {}, "", ""};
    if (whole == "start" || whole == "end" || whole == "today") {
        return RowType{RowType::Kind::Question, form::QuestionKind::Hidden, "", "day"};
    }
    auto [first, rest] = split_type(whole);
    for (const RefusedType& type : refused) {
        if (whole != type.name && first != type.name) continue;
        return Refusal{
            format("{} is refused: {}", type.name, type.reason), std::string(type.instead)};
    }
    rest.remove_prefix(std::min(rest.find_first_not_of(' '), rest.size()));
    return read_question_type(first, rest);
}

}  // namespace otk::xlsform
