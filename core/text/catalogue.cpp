#include "core/text/catalogue.h"

#include <algorithm>
#include <optional>
#include <utility>

#include "core/base/assert.h"
#include "core/base/bytes.h"
#include "core/base/format.h"
#include "core/text/po_lines.h"

namespace otk::text {
namespace {

constexpr std::size_t size_bytes_max = 1U << 20U;

bool is_placeholder_name(std::string_view name) {
    return !name.empty() && std::ranges::all_of(name, [](char letter) {
        return (letter >= 'a' && letter <= 'z') || letter == '_';
    });
}

/// Calls `found(name, begin, end)` for each `{name}`, left to right.
template <typename Found>
void each_placeholder(std::string_view pattern, Found found) {
    for (std::size_t open = pattern.find('{'); open != std::string_view::npos;
         open = pattern.find('{', open + 1)) {
        const std::size_t close = pattern.find_first_of("{}", open + 1);
        if (close == std::string_view::npos || pattern[close] != '}') continue;
        const std::string_view name = pattern.substr(open + 1, close - open - 1);
        if (is_placeholder_name(name)) found(name, open, close + 1);
    }
}

/// The value of one line of the header ("Language: ru\n…").
std::string_view header_value(std::string_view header, std::string_view name) {
    while (!header.empty()) {
        const std::size_t end = header.find('\n');
        std::string_view line = header.substr(0, end);
        if (line.starts_with(name)) {
            line.remove_prefix(name.size());
            line.remove_prefix(std::min(line.find_first_not_of(' '), line.size()));
            return line;
        }
        if (end == std::string_view::npos) break;
        header.remove_prefix(end + 1);
    }
    return {};
}

std::string joined(const std::vector<std::string>& names) {
    std::string text;
    for (const std::string& name : names) {
        text += text.empty() ? "{" : " {";
        text += name;
        text += "}";
    }
    return text.empty() ? "none" : text;
}

}  // namespace

std::string fill(std::string_view pattern, std::initializer_list<Placeholder> placeholders) {
    std::string text;
    std::size_t copied = 0;
    each_placeholder(pattern, [&](std::string_view name, std::size_t begin, std::size_t end) {
        const auto* chosen = std::ranges::find(placeholders, name, &Placeholder::name);
        if (chosen == placeholders.end()) return;
        text += pattern.substr(copied, begin - copied);
        text += chosen->value;
        copied = end;
    });
    text += pattern.substr(copied);
    return text;
}

std::vector<std::string> placeholders_of(std::string_view pattern) {
    std::vector<std::string> names;
    each_placeholder(pattern,
        [&](std::string_view name, std::size_t, std::size_t) { names.emplace_back(name); });
    std::ranges::sort(names);
    // Not std::ranges::unique: clang 14 cannot compile its subrange.
    names.erase(std::unique(names.begin(), names.end()), names.end());
    return names;
}

/// Collects the fields of one file into entries.
class CatalogueBuilder {
  public:
    explicit CatalogueBuilder(std::string_view source) : m_source(source) {}

    Result<void> take(PoField field) {
        switch (field.kind) {
            case PoField::Kind::Id:
                OTK_TRY(close());
                m_id = std::move(field);
                return {};
            case PoField::Kind::IdPlural:
                if (!m_id || m_id_plural || !m_forms.empty()) {
                    return refuse(field.line, "msgid_plural stands right after its msgid");
                }
                m_id_plural = std::move(field);
                return {};
            case PoField::Kind::Text:
                return take_text(std::move(field));
        }
        OTK_UNREACHABLE();
    }

    Result<Catalogue> finish() {
        OTK_TRY(close());
        if (!m_has_header) {
            return refuse(1, "the header entry (msgid \"\") with Language: is missing");
        }
        return std::move(m_catalogue);
    }

  private:
    [[nodiscard]] Failure refuse(std::size_t line, std::string_view why) const {
        return fail(ErrorKind::InvalidInput, format("{}:{}: {}", m_source, line, why));
    }

    Result<void> take_text(PoField field) {
        if (!m_id) return refuse(field.line, "msgstr without a msgid");
        if (field.form.has_value() != m_id_plural.has_value()) {
            return refuse(field.line, "msgstr[N] goes with msgid_plural, msgstr without it");
        }
        if (field.form.value_or(0) != m_forms.size()) {
            return refuse(field.line, "plural forms are numbered from 0 without gaps, each once");
        }
        m_forms.push_back(std::move(field.value));
        return {};
    }

    Result<void> close() {
        if (!m_id) return {};
        const PoField id = std::move(*m_id);
        const std::optional<PoField> id_plural = std::move(m_id_plural);
        std::vector<std::string> forms = std::move(m_forms);
        m_id.reset();
        m_id_plural.reset();
        m_forms.clear();
        if (forms.empty()) return refuse(id.line, "the msgid has no msgstr");
        if (id.value.empty()) return take_header(id.line, forms.front());
        if (!m_has_header) return refuse(id.line, "the header entry (msgid \"\") comes first");
        if (!m_seen.emplace(id.value, id.line).second) {
            return refuse(
                id.line, format("the key of line {} again", m_seen.find(id.value)->second));
        }
        return add(id, id_plural, std::move(forms));
    }

    Result<void> take_header(std::size_t line, std::string_view header) {
        if (m_has_header) return refuse(line, "a second header entry");
        m_has_header = true;
        m_catalogue.m_language = header_value(header, "Language:");
        if (m_catalogue.m_language.empty()) return refuse(line, "the header has no Language:");
        const std::string_view content_type = header_value(header, "Content-Type:");
        if (!content_type.ends_with("charset=UTF-8")) {
            return refuse(line, "the header needs Content-Type: text/plain; charset=UTF-8");
        }
        const std::optional<PluralRule> rule =
            plural_rule_from(header_value(header, "Plural-Forms:"));
        if (!rule) {
            return refuse(line, "Plural-Forms: is missing or no rule of core/text/plural_rule.h");
        }
        m_rule = *rule;
        return {};
    }

    Result<void> add(const PoField& id, const std::optional<PoField>& id_plural,
        std::vector<std::string> forms) {
        if (id_plural && forms.size() != form_count(m_rule)) {
            return refuse(id.line, format("{} plural forms where the header says {}", forms.size(),
                                       form_count(m_rule)));
        }
        const bool untranslated =
            std::ranges::any_of(forms, [](const std::string& form) { return form.empty(); });
        if (untranslated || id.fuzzy) return {};
        const std::vector<std::string> expected =
            placeholders_of(id_plural ? id_plural->value : id.value);
        for (const std::string& form : forms) {
            const std::vector<std::string> found = placeholders_of(form);
            if (found != expected) {
                return refuse(id.line, format("placeholders of the key: {}; of the text: {}",
                                           joined(expected), joined(found)));
            }
        }
        m_catalogue.m_entries.emplace(id.value, Catalogue::Entry{std::move(forms), m_rule});
        return {};
    }

    std::string_view m_source;
    Catalogue m_catalogue;
    bool m_has_header = false;
    PluralRule m_rule = PluralRule::OneForm;
    std::map<std::string, std::size_t, std::less<>> m_seen;  ///< key → its line
    std::optional<PoField> m_id;
    std::optional<PoField> m_id_plural;
    std::vector<std::string> m_forms;
};

Result<Catalogue> Catalogue::parse(std::string_view po, std::string_view source) {
    if (po.size() > size_bytes_max) {
        return fail(ErrorKind::InvalidInput, format("{}: larger than 1 MiB", source));
    }
    if (!is_utf8(po)) {
        return fail(ErrorKind::InvalidInput, format("{}: not UTF-8", source));
    }
    std::vector<PoField> fields = OTK_TRY(read_po_fields(po, source));
    CatalogueBuilder builder(source);
    for (PoField& field : fields) {
        OTK_TRY(builder.take(std::move(field)));
    }
    return builder.finish();
}

std::string_view Catalogue::text(std::string_view key) const {
    const auto entry = m_entries.find(key);
    return entry == m_entries.end() ? key : std::string_view(entry->second.forms.front());
}

std::string Catalogue::text(
    std::string_view key, std::initializer_list<Placeholder> placeholders) const {
    return fill(text(key), placeholders);
}

std::string Catalogue::plural(
    std::string_view key, std::int64_t n, std::initializer_list<Placeholder> placeholders) const {
    const auto entry = m_entries.find(key);
    std::string_view pattern = key;
    if (entry != m_entries.end()) {
        const Entry& found = entry->second;
        pattern =
            found.forms.size() == 1 ? found.forms.front() : found.forms[form_of(found.rule, n)];
    }
    return fill(fill(pattern, {{"n", std::to_string(n)}}), placeholders);
}

std::vector<std::string> Catalogue::keys() const {
    std::vector<std::string> names;
    names.reserve(m_entries.size());
    for (const auto& [key, entry] : m_entries) {
        names.push_back(key);
    }
    return names;
}

std::vector<std::string_view> Catalogue::all_texts() const {
    std::vector<std::string_view> texts;
    for (const auto& [key, entry] : m_entries) {
        texts.insert(texts.end(), entry.forms.begin(), entry.forms.end());
    }
    return texts;
}

std::vector<std::string> Catalogue::fill_from(const Catalogue& fallback) {
    std::vector<std::string> taken;
    for (const auto& [key, entry] : fallback.m_entries) {
        if (m_entries.emplace(key, entry).second) taken.push_back(key);
    }
    return taken;
}

}  // namespace otk::text
