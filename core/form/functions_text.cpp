#include "core/form/functions_text.h"

#include <algorithm>

#include "core/form/expression.h"

namespace otk::form {
namespace {

/// The only argument, or the context node where there is none.
Value argument_or_self(std::span<const Value> arguments, const Scope& scope) {
    return arguments.empty() ? Value(std::string(scope.self())) : arguments[0];
}

/// All texts among the arguments, the nodes of node-sets one by one.
std::vector<std::string> texts_of(std::span<const Value> arguments) {
    std::vector<std::string> texts;
    for (const Value& argument : arguments) {
        const auto* nodes = std::get_if<NodeSet>(&argument);
        if (nodes == nullptr) {
            texts.push_back(to_text(argument));
        } else {
            texts.insert(texts.end(), nodes->values.begin(), nodes->values.end());
        }
    }
    return texts;
}

std::string joined(const std::vector<std::string>& texts, std::string_view separator) {
    std::string all;
    for (const std::string& text : texts) {
        if (&text != &texts.front()) all += separator;
        all += text;
    }
    return all;
}

/// The characters of a UTF-8 text.
std::vector<std::string_view> characters_of(std::string_view text) {
    std::vector<std::string_view> characters;
    std::size_t start = 0;
    for (std::size_t at = 1; at <= text.size(); ++at) {
        const bool continues =
            at < text.size() && (static_cast<unsigned char>(text[at]) & 0xC0U) == 0x80U;
        if (continues) continue;
        characters.push_back(text.substr(start, at - start));
        start = at;
    }
    return characters;
}

}  // namespace

Value call_string(std::span<const Value> arguments, const Scope& scope) {
    return to_text(argument_or_self(arguments, scope));
}

Value call_number(std::span<const Value> arguments, const Scope& scope) {
    return to_number(argument_or_self(arguments, scope));
}

Value call_concat(std::span<const Value> arguments, const Scope&) {
    return joined(texts_of(arguments), "");
}

Value call_contains(std::span<const Value> arguments, const Scope&) {
    return to_text(arguments[0]).find(to_text(arguments[1])) != std::string::npos;
}

Value call_ends_with(std::span<const Value> arguments, const Scope&) {
    return to_text(arguments[0]).ends_with(to_text(arguments[1]));
}

Value call_join(std::span<const Value> arguments, const Scope&) {
    return joined(texts_of(arguments.subspan(1)), to_text(arguments[0]));
}

Value call_normalize_space(std::span<const Value> arguments, const Scope& scope) {
    std::string normal;
    for (const char c : to_text(argument_or_self(arguments, scope))) {
        const bool is_space = c == ' ' || c == '\t' || c == '\r' || c == '\n';
        if (!is_space) {
            normal += c;
        } else if (!normal.empty() && normal.back() != ' ') {
            normal += ' ';
        }
    }
    if (!normal.empty() && normal.back() == ' ') normal.pop_back();
    return normal;
}

Value call_starts_with(std::span<const Value> arguments, const Scope&) {
    return to_text(arguments[0]).starts_with(to_text(arguments[1]));
}

Value call_string_length(std::span<const Value> arguments, const Scope& scope) {
    const std::string text = to_text(argument_or_self(arguments, scope));
    return static_cast<double>(characters_of(text).size());
}

Value call_substring_after(std::span<const Value> arguments, const Scope&) {
    const std::string text = to_text(arguments[0]);
    const std::string mark = to_text(arguments[1]);
    const std::size_t at = text.find(mark);
    return at == std::string::npos ? std::string() : text.substr(at + mark.size());
}

Value call_substring_before(std::span<const Value> arguments, const Scope&) {
    const std::string text = to_text(arguments[0]);
    const std::size_t at = text.find(to_text(arguments[1]));
    return at == std::string::npos ? std::string() : text.substr(0, at);
}

Value call_translate(std::span<const Value> arguments, const Scope&) {
    const std::string text = to_text(arguments[0]);
    const std::string from = to_text(arguments[1]);
    const std::string to = to_text(arguments[2]);
    const std::vector<std::string_view> sources = characters_of(from);
    const std::vector<std::string_view> targets = characters_of(to);
    std::string translated;
    for (const std::string_view character : characters_of(text)) {
        const auto found = std::find(sources.begin(), sources.end(), character);
        const auto index = static_cast<std::size_t>(found - sources.begin());
        if (found == sources.end()) {
            translated += character;
        } else if (index < targets.size()) {
            translated += targets[index];
        }
    }
    return translated;
}

}  // namespace otk::form
