#include "core/bundle/words.h"

#include <algorithm>
#include <array>

namespace otk::bundle {

Result<int> number_at(
    const config::TomlTable& table, std::string_view key, int smallest, int largest) {
    const std::int64_t number = OTK_TRY(table.integer(key));
    if (number < smallest || number > largest) {
        return table.fail_at(key, format("{} is not within {} to {}", number, smallest, largest));
    }
    return static_cast<int>(number);
}

Result<std::string> filled_at(const config::TomlTable& table, std::string_view key) {
    std::string text = OTK_TRY(table.text(key));
    if (text.find_first_not_of(" \t\n") == std::string::npos) {
        return table.fail_at(key, "may not be empty");
    }
    return text;
}

Result<std::set<form::Audience>> audiences_at(
    const config::TomlTable& table, std::string_view key) {
    const std::vector<std::string> names = OTK_TRY(table.texts(key));
    std::set<form::Audience> audiences;
    for (const std::string& name : names) {
        if (name == "external") {
            audiences.insert(form::Audience::External);
        } else if (name == "internal") {
            audiences.insert(form::Audience::Internal);
        } else {
            return table.fail_at(key, format("\"{}\" is none of: external, internal", name));
        }
    }
    if (audiences.empty() || audiences.size() != names.size()) {
        return table.fail_at(key, "names external, internal or both, each once");
    }
    return audiences;
}

bool is_code(std::string_view text) {
    if (text.empty() || text.size() > 64 || text.front() < 'a' || text.front() > 'z') return false;
    return std::ranges::all_of(text, [](char letter) {
        return (letter >= 'a' && letter <= 'z') || (letter >= '0' && letter <= '9') ||
               letter == '_' || letter == '-';
    });
}

Result<std::string> code_at(const config::TomlTable& table, std::string_view key) {
    std::string code = OTK_TRY(table.text(key));
    if (!is_code(code)) {
        return table.fail_at(
            key, "a code begins with a small Latin letter and has only these, digits, _ and -");
    }
    return code;
}

Result<form::Texts> texts_at(const config::TomlTable& table, std::string_view key) {
    const config::TomlTable languages = OTK_TRY(table.table(key));
    form::Texts texts;
    for (const std::string& language : languages.keys()) {
        texts.by_language[language] = OTK_TRY(filled_at(languages, language));
    }
    if (texts.is_empty()) return table.fail_at(key, "needs a text in at least one language");
    return texts;
}

}  // namespace otk::bundle
