#pragma once

#include <optional>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/format.h"
#include "core/base/nearest_word.h"
#include "core/base/result.h"
#include "core/config/toml.h"
#include "core/form/form.h"

namespace otk::bundle {

/// A word of a file and what it stands for. Inside core/bundle only.
template <typename Value>
struct Word {
    std::string_view word;
    Value value;
};

/// The value of a word from a closed list; the refusal names all of them.
template <typename Value>
Result<Value> word_at(
    const config::TomlTable& table, std::string_view key, std::span<const Word<Value>> known) {
    const std::string text = OTK_TRY(table.text(key));
    std::string names;
    for (const Word<Value>& word : known) {
        if (word.word == text) return word.value;
        names += names.empty() ? "" : ", ";
        names += word.word;
    }
    return table.fail_at(key, format("\"{}\" is none of: {}", text, names));
}

/// An integer within its range, both ends allowed.
Result<int> number_at(
    const config::TomlTable& table, std::string_view key, int smallest, int largest);

/// A text that is not empty.
Result<std::string> filled_at(const config::TomlTable& table, std::string_view key);

/// A list of "external" and "internal", not empty.
Result<std::set<form::Audience>> audiences_at(const config::TomlTable& table, std::string_view key);

/// True for [a-z][a-z0-9_-]*, at most 64 bytes: the codes of places, directions, forms and files.
bool is_code(std::string_view text);

/// A text for which is_code is true.
Result<std::string> code_at(const config::TomlTable& table, std::string_view key);

/// name.ru, name.en: every member of the table is a language.
Result<form::Texts> texts_at(const config::TomlTable& table, std::string_view key);

}  // namespace otk::bundle
