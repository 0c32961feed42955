#include "core/form/check/names.h"

#include <algorithm>

#include "core/base/format.h"
#include "core/form/form_json.h"

namespace otk::form {

bool is_letter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
}
bool is_name_character(char c) {
    return is_letter(c) || (c >= '0' && c <= '9') || c == '-' || c == '.';
}

bool is_name(std::string_view text) {
    return !text.empty() && text.size() <= FormLimits::name_bytes_max && is_letter(text.front()) &&
           std::all_of(text.begin(), text.end(), is_name_character);
}

bool is_choice_name(std::string_view text) {
    return !text.empty() && text.size() <= FormLimits::name_bytes_max &&
           std::all_of(text.begin(), text.end(), is_name_character);
}

std::string what_is_wrong_with(std::string_view name) {
    if (name.empty()) return "the name is missing";
    if (name.size() > FormLimits::name_bytes_max) {
        return format("the name is longer than {} letters", FormLimits::name_bytes_max);
    }
    if (name.find(' ') != std::string_view::npos) return "this name has a space";
    if (std::any_of(name.begin(), name.end(), [](char c) { return (c & 0x80) != 0; })) {
        return "this name has letters that are not latin";
    }
    return "this is no name";
}

bool is_picture_name(std::string_view text) {
    constexpr std::string_view ending = ".png";
    if (!text.ends_with(ending) || text.size() > FormLimits::name_bytes_max) return false;
    const std::string_view stem = text.substr(0, text.size() - ending.size());
    return !stem.empty() && std::all_of(stem.begin(), stem.end(),
                                [](char c) { return is_name_character(c) && c != '.'; });
}

}  // namespace otk::form
