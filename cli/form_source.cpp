#include "cli/form_source.h"

#include <algorithm>
#include <ostream>
#include <utility>

#include "core/base/bytes.h"
#include "core/base/format.h"
#include "core/crypto/hash.h"
#include "core/form/form_json.h"
#include "core/xlsform/xlsform.h"

namespace otk::cli {
namespace {

Result<LoadedForm> load_sheets(const Path& source) {
    xlsform::Outcome outcome = OTK_TRY(in(source.string(), xlsform::compile(source)));
    LoadedForm loaded;
    loaded.problems = std::move(outcome.problems);
    loaded.problems_left_out = outcome.problems_left_out;
    if (!outcome.form) return loaded;
    loaded.compiled = form::encode_form(*outcome.form, form_hash) + "\n";
    if (loaded.compiled.size() > form::FormLimits::size_bytes_max) {
        loaded.problems.push_back({"survey", 0, {}, "", "",
            {format("the compiled form has {} bytes, more than {}", loaded.compiled.size(),
                 form::FormLimits::size_bytes_max),
                "shorten the texts, or make two forms of it"}});
        return loaded;
    }
    // What was written must be read again by the kiosk: the one proof is to read it.
    loaded.form =
        OTK_TRY(in("compiled form cannot be read back", form::decode_form(loaded.compiled)));
    return loaded;
}

Result<LoadedForm> load_compiled(const Path& file) {
    if (const std::optional<std::string_view> kind = special_kind(file)) {
        return fail(ErrorKind::InvalidInput,
            format("{}: this is {} and no file; give a compiled form", file.string(), *kind));
    }
    const Bytes bytes = OTK_TRY(read_file(file, form::FormLimits::size_bytes_max));
    const std::string_view text = text_of(bytes);
    LoadedForm loaded;
    Result<form::Form> form = form::decode_form(text);
    const Result<void> verified = form ? form::verify_form(text, form_hash) : Result<void>();
    if (form && verified) {
        loaded.form = std::move(*form);
        loaded.compiled = text;
    } else {
        loaded.problems.push_back({file.filename().string(), 0, {}, "", "",
            {form ? verified.error().context : form.error().context,
                "build the form anew from its sheets"}});
    }
    return loaded;
}

}  // namespace

std::string form_hash(std::string_view content) {
    return to_hex(crypto::blake2b_256(bytes_of(content)));
}

Result<LoadedForm> load_form(const Path& source) {
    return source.extension() == ".json" ? load_compiled(source) : load_sheets(source);
}

void print_problems(const LoadedForm& loaded, std::ostream& out) {
    for (const xlsform::SheetProblem& problem : loaded.problems) {
        out << xlsform::to_text(problem) << "\n";
    }
    if (loaded.problems_left_out > 0) {
        out << format("and {} more problem(s) below these\n", loaded.problems_left_out);
    }
}

Result<std::shared_ptr<const form::Form>> load_well_form(const Path& source, std::ostream& err) {
    LoadedForm loaded = OTK_TRY(load_form(source));
    if (!loaded.form) {
        print_problems(loaded, err);
        return fail(ErrorKind::InvalidInput,
            format("{}: {} problem(s): this is no form yet; see: otklik form check",
                source.string(), loaded.problems.size() + loaded.problems_left_out));
    }
    return std::make_shared<const form::Form>(std::move(*loaded.form));
}

Result<std::string> language_of(const form::Form& form, const std::string& asked) {
    if (asked.empty()) return form.default_language;
    if (std::find(form.languages.begin(), form.languages.end(), asked) != form.languages.end()) {
        return asked;
    }
    std::string known;
    for (const std::string& language : form.languages) {
        known += (known.empty() ? "" : ", ") + language;
    }
    return fail(ErrorKind::InvalidInput,
        format("--lang {}: the form {} has no such language; it has {}", asked, form.id, known));
}

Json json_of(const std::vector<xlsform::SheetProblem>& problems) {
    Json array = Json::array();
    for (const xlsform::SheetProblem& problem : problems) {
        Json one = Json::object();
        one.set("sheet", problem.sheet);
        if (problem.row != 0) one.set("row", static_cast<std::int64_t>(problem.row));
        if (problem.column) one.set("column", xlsform::letters_of(*problem.column));
        if (!problem.header.empty()) one.set("header", problem.header);
        if (!problem.value.empty()) one.set("value", problem.value);
        const xlsform::Explanation explanation = explanation_of(problem);
        one.set("message", std::string(explanation.what));
        if (!problem.refusal.instead.empty()) one.set("instead", problem.refusal.instead);
        if (!explanation.excerpt.empty()) one.set("excerpt", std::string(explanation.excerpt));
        array.push_back(std::move(one));
    }
    return array;
}

}  // namespace otk::cli
