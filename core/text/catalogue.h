#pragma once

#include <cstdint>
#include <initializer_list>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/result.h"
#include "core/text/plural_rule.h"

namespace otk::text {

/// What stands for `{name}` in a text.
struct Placeholder {
    std::string_view name;
    std::string_view value;
};

/// Replaces each `{name}` that has a placeholder; any other brace stays as it is.
std::string fill(std::string_view pattern, std::initializer_list<Placeholder> placeholders);

/// Names of the `{placeholders}` of a text, sorted, each once; for comparing languages.
std::vector<std::string> placeholders_of(std::string_view pattern);

/// The texts of one language, read from a gettext catalogue (.po). A key is the msgid: a stable
/// English phrase ("Rating recorded", "{n} question left"). Immutable after parsing but for
/// fill_from; any thread may read.
class Catalogue {
  public:
    /// Refuses with source and line whatever gettext does not define or we do not use: a message
    /// context, a repeated key, a wrong number of plural forms, an unknown plural rule,
    /// placeholders that the key does not have, bad escapes, bytes that are no UTF-8. Untranslated
    /// and fuzzy entries are left out (contains() is false). At most 1 MiB.
    static Result<Catalogue> parse(std::string_view po, std::string_view source = "catalogue");

    /// The header's Language, e.g. "ru".
    const std::string& language() const { return m_language; }

    bool contains(std::string_view key) const { return m_entries.contains(key); }

    /// The text, else the key itself. Valid as long as the catalogue and the key are. O(log keys).
    std::string_view text(std::string_view key) const;

    /// The text with its placeholders filled.
    std::string text(std::string_view key, std::initializer_list<Placeholder> placeholders) const;

    /// The form of the text that this number of things asks for, `{n}` filled with the number.
    std::string plural(std::string_view key, std::int64_t n,
        std::initializer_list<Placeholder> placeholders = {}) const;

    /// All keys, sorted.
    std::vector<std::string> keys() const;

    /// Every form of every text: what a font must be able to show.
    std::vector<std::string_view> all_texts() const;

    /// Takes over the entries that only `fallback` has, with its plural rule; the keys that it
    /// took, for the report of missing translations.
    std::vector<std::string> fill_from(const Catalogue& fallback);

  private:
    friend class CatalogueBuilder;
    struct Entry {
        std::vector<std::string> forms;  ///< one, or as many as the rule has
        PluralRule rule = PluralRule::OneForm;
    };

    Catalogue() = default;

    std::string m_language;
    std::map<std::string, Entry, std::less<>> m_entries;
};

}  // namespace otk::text
