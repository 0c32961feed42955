#include <algorithm>

#include "core/base/format.h"
#include "core/form/check/check_sides.h"
#include "core/form/check/names.h"
#include "core/form/form_json.h"
#include "core/form/output.h"

namespace otk::form {

void Check::check_texts(const Texts& texts, FormProblem where) {
    // Too many languages are told once; their texts would be a thousand problems more.
    if (m_form.languages.size() > FormLimits::languages_max) return;
    const std::string column = where.column;
    for (const std::string& language : m_form.languages) {
        const auto found = texts.by_language.find(language);
        where.column = column + "::" + language;
        if (found == texts.by_language.end() || found->second.empty()) {
            where.message = format("no text in the language {}", language);
            where.instead = "write it, or remove the text in every language";
            put(where);
        } else if (found->second.size() > FormLimits::text_bytes_max) {
            where.message = format("longer than {} bytes", FormLimits::text_bytes_max);
            where.instead = "write a shorter text";
            put(where);
        } else {
            check_outputs(found->second, where);
        }
    }
    for (const auto& [language, text] : texts.by_language) {
        if (std::find(m_form.languages.begin(), m_form.languages.end(), language) !=
            m_form.languages.end()) {
            continue;
        }
        where.column = column + "::" + language;
        where.message = format("the form has no language {}", language);
        where.instead = "write every text in it, or remove the column";
        put(where);
    }
}

void Check::check_outputs(const std::string& text, FormProblem where) {
    const Result<std::vector<std::string_view>> names = outputs_in(text);
    if (!names) {
        where.message = names.error().context;
        where.instead = "write ${question}";
        return put(where);
    }
    std::string unknown;
    std::size_t count = 0;
    for (const std::string_view name : *names) {
        if (m_form.find(name)) continue;
        unknown += format("{}${{{}}}", count == 0 ? "" : ", ", name);
        ++count;
    }
    if (count == 0) return;
    where.message = format("there is no question {}", unknown);
    where.instead = count == 1 ? "write the name of one" : "write names of the column name";
    put(where);
}

void Check::check_image(const Texts& image, FormProblem where) {
    if (image.is_empty()) return;
    const std::string column = where.column;
    for (const auto& [language, file] : image.by_language) {
        where.column = column + "::" + language;
        const bool is_known = std::find(m_form.languages.begin(), m_form.languages.end(),
                                  language) != m_form.languages.end();
        if (!is_known) {
            where.message = format("the form has no language {}", language);
            where.instead = "remove the column";
            put(where);
        } else if (!is_picture_name(file)) {
            where.message = "this is no name of a PNG file";
            where.instead = "write latin letters, digits, _ and -, then .png";
            put(where);
        }
    }
    if (image.by_language.contains(m_form.default_language)) return;
    where.column = column + "::" + m_form.default_language;
    where.message = "there is no picture in the default language";
    where.instead = "write one: it stands for all languages";
    put(where);
}

}  // namespace otk::form
