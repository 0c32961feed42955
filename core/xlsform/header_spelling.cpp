#include "core/xlsform/header_spelling.h"

#include <algorithm>
#include <array>
#include <optional>
#include <utility>
#include <vector>

namespace otk::xlsform {
namespace {

/// Columns of one word, with the second names that XLSForm tools know.
constexpr std::array<std::pair<std::string_view, std::string_view>, 43> words = {{
    {"type", "type"},
    {"name", "name"},
    {"label", "label"},
    {"caption", "label"},
    {"hint", "hint"},
    {"guidance_hint", "guidance_hint"},
    {"required", "required"},
    {"required_message", "required_message"},
    {"relevant", "relevant"},
    {"relevance", "relevant"},
    {"constraint", "constraint"},
    {"constraint_message", "constraint_message"},
    {"calculation", "calculation"},
    {"calculate", "calculation"},
    {"default", "default"},
    {"read_only", "read_only"},
    {"readonly", "read_only"},
    {"appearance", "appearance"},
    {"parameters", "parameters"},
    {"choice_filter", "choice_filter"},
    {"repeat_count", "repeat_count"},
    {"trigger", "trigger"},
    {"save_to", "save_to"},
    {"image", "media::image"},
    {"audio", "media::audio"},
    {"video", "media::video"},
    {"media", "media"},
    {"bind", "bind"},
    {"body", "body"},
    {"instance", "instance"},
    {"otk", "otk"},
    {"list_name", "list_name"},
    {"form_title", "form_title"},
    {"title", "form_title"},
    {"form_id", "form_id"},
    {"id_string", "form_id"},
    {"version", "version"},
    {"default_language", "default_language"},
    {"style", "style"},
    {"public_key", "public_key"},
    {"submission_url", "submission_url"},
    {"instance_name", "instance_name"},
    {"allow_choice_duplicates", "allow_choice_duplicates"},
}};

constexpr std::array<std::string_view, 5> texts_for_people = {
    "label", "hint", "required_message", "constraint_message", "form_title"};

std::string_view trimmed(std::string_view text) {
    const std::size_t start = text.find_first_not_of(' ');
    if (start == std::string_view::npos) return {};
    return text.substr(start, text.find_last_not_of(' ') - start + 1);
}

/// "List  Name" is list_name.
std::string snake_case(std::string_view text) {
    std::string snake;
    for (const char letter : text) {
        const bool is_capital = letter >= 'A' && letter <= 'Z';
        const char small = is_capital ? static_cast<char>(letter - 'A' + 'a') : letter;
        if (small != ' ') {
            snake += small;
        } else if (!snake.ends_with('_')) {
            snake += '_';
        }
    }
    return snake;
}

std::optional<std::string_view> known_word(std::string_view text) {
    const std::string snake = snake_case(text);
    const auto* found = std::find_if(
        words.begin(), words.end(), [&](const auto& word) { return word.first == snake; });
    if (found == words.end()) return std::nullopt;
    return found->second;
}

/// Parts between double colons, or, where there is none, between single ones.
std::vector<std::string_view> parts_of(std::string_view header) {
    const std::string_view colons = header.find("::") == std::string_view::npos ? ":" : "::";
    std::vector<std::string_view> parts;
    while (true) {
        const std::size_t end = header.find(colons);
        parts.push_back(trimmed(header.substr(0, end)));
        if (end == std::string_view::npos) return parts;
        header.remove_prefix(end + colons.size());
    }
}

/// Behind these comes a name of XML or of ours and no language.
bool takes_names(std::string_view word) {
    return word == "bind" || word == "body" || word == "instance" || word == "media";
}

}  // namespace

std::string header_spelling(std::string_view written) {
    const std::vector<std::string_view> parts = parts_of(written);
    const std::optional<std::string_view> first = known_word(parts.front());
    if (!first) return std::string(written);
    // "otk:audience" is one word of the settings, whatever its capitals.
    if (*first == "otk") return snake_case(written);
    std::string spelling(*first);
    for (std::size_t index = 1; index < parts.size(); ++index) {
        const bool is_name = index == 1 && takes_names(*first);
        spelling += "::";
        spelling += is_name ? snake_case(parts[index]) : std::string(parts[index]);
    }
    return spelling;
}

bool is_text_for_people(std::string_view header) {
    const std::string_view name = header.substr(0, header.find("::"));
    return std::find(texts_for_people.begin(), texts_for_people.end(), name) !=
           texts_for_people.end();
}

}  // namespace otk::xlsform
