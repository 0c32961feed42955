#include "core/xlsform/workbook.h"

#include <algorithm>
#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "core/base/format.h"
#include "core/base/nearest_word.h"
#include "core/form/form_json.h"
#include "core/xlsform/csv.h"
#include "core/xlsform/markdown.h"
#include "core/xlsform/xlsx.h"

namespace otk::xlsform {
namespace {

constexpr std::array<std::string_view, 3> form_sheets = {"survey", "choices", "settings"};

bool is_empty(const Sheet& sheet) {
    if (sheet.column_count() > 0) return false;
    for (std::size_t row = 0; row < sheet.row_count(); ++row) {
        if (!sheet.is_blank(row)) return false;
    }
    return true;
}

Refusal no_sheet_of_a_form(const std::string& name) {
    constexpr std::array<std::pair<std::string_view, std::string_view>, 3> known = {
        {{"entities", "entities are not supported"},
            {"external_choices", "choices from another place are not supported"},
            {"osm", "places on a map are not supported"}}};
    for (const auto& [sheet, reason] : known) {
        if (name == sheet) return {std::string(reason), "remove the sheet"};
    }
    const std::optional<std::string_view> nearest = nearest_word(name, form_sheets);
    return {"a form has no such sheet",
        nearest ? format("rename it to \"{}\"", *nearest)
                : "remove it, or let its name begin with _ if it is for people"};
}

/// Takes the sheet of that name out of the book; the second of one name is a problem.
Sheet take(Book& book, std::string_view name, std::string_view columns) {
    std::optional<Sheet> taken;
    for (Sheet& sheet : book.sheets) {
        if (sheet.name() != name) continue;
        if (taken) {
            book.problems.put_sheet(
                sheet, {"there are two sheets of this name", "remove one of them"});
        } else {
            taken.emplace(std::move(sheet));
        }
    }
    if (taken) return std::move(*taken);
    Sheet missing{std::string(name), {}};
    if (!columns.empty() && book.is_whole) {
        book.problems.put_sheet(
            missing, {"the sheet is missing", format("add a sheet \"{}\" with {}", name, columns)});
        book.is_whole = false;
    }
    return missing;
}

// ---- kinds of sources ----

Failure refuse(std::string_view what, std::string_view instead) {
    return fail(ErrorKind::InvalidInput, format("{}; {}", what, instead));
}

constexpr std::string_view csv_ending = ".csv";

/// In small or capital letters: a spreadsheet on Windows may write either.
bool ends_as_csv(std::string_view file) {
    if (file.size() < csv_ending.size()) return false;
    const std::string_view end = file.substr(file.size() - csv_ending.size());
    return std::equal(end.begin(), end.end(), csv_ending.begin(),
        [](char a, char b) { return a == b || a == b - 'a' + 'A'; });
}

/// Whatever stands there under the name of a sheet, sorted. Hidden files are other programs' own.
Result<std::vector<std::string>> sheets_in(const Path& folder, const SourceLimits& limits) {
    std::vector<std::string> names;
    std::error_code failed;
    for (std::filesystem::directory_iterator entry(folder, failed), end; !failed && entry != end;
         entry.increment(failed)) {
        std::string name = entry->path().filename().string();
        if (!ends_as_csv(name) || name.starts_with('.')) continue;
        names.push_back(std::move(name));
        if (names.size() > limits.sheets_max) {
            return refuse(
                format("the folder has more than {} sheets", limits.sheets_max), "remove some");
        }
    }
    if (failed) return Failure(error_from_errno("list", folder, failed.value()));
    std::sort(names.begin(), names.end());
    return names;
}

/// What is no file, or leads to none, is refused at once: opening it could wait for ever.
bool is_file(const Path& path, const std::string& sheet, Book& book) {
    std::error_code failed;
    const std::optional<std::string_view> kind = special_kind(path);
    if (!kind && std::filesystem::exists(path, failed)) return true;
    const std::string what = kind ? format("is {} and no file", *kind) : "leads to no file";
    book.problems.put({sheet, 0, {}, "", "",
        {format("{} {}", path.filename().string(), what), "put the sheet's own file there"}});
    book.is_whole = false;
    return false;
}

Result<Book> read_folder(const Path& folder, const SourceLimits& limits) {
    const std::vector<std::string> files = OTK_TRY(sheets_in(folder, limits));
    if (files.empty()) {
        return fail(ErrorKind::NotFound,
            "the folder has no sheets; put survey.csv, choices.csv and "
            "settings.csv into it, or give an .xlsx or .md file");
    }
    Book book;
    for (const std::string& file : files) {
        const std::string name = file.substr(0, file.size() - csv_ending.size());
        if (is_for_people(name) || !is_file(folder / file, name, book)) continue;
        const Bytes bytes = OTK_TRY(in(file, read_file(folder / file, limits.file_bytes_max)));
        read_csv(text_of(bytes), name, book, limits);
    }
    return book;
}

/// Old binary files of Office and encrypted new ones are both containers of this kind (MS-CFB).
Failure refuse_compound_file(std::string_view bytes) {
    // The name of the stream that holds an encrypted workbook, in UTF-16.
    const std::string_view name("E\0n\0c\0r\0y\0p\0t\0e\0d\0P\0a\0c\0k\0a\0g\0e\0", 32);
    if (bytes.find(name) != std::string_view::npos) {
        return refuse("the workbook is encrypted", "save it without a password");
    }
    return refuse("this is an old binary file (.xls)", "save it as .xlsx (Excel workbook)");
}

Result<Book> read_one_file(const Path& file, const SourceLimits& limits) {
    if (const std::optional<std::string_view> kind = special_kind(file)) {
        return refuse(format("this is {} and no file", *kind), "save the form as a file first");
    }
    const Bytes bytes = OTK_TRY(read_file(file, limits.file_bytes_max));
    const std::string_view text = text_of(bytes);
    if (text.starts_with("PK\x03\x04")) return read_xlsx(bytes, limits);
    if (text.starts_with("\xD0\xCF\x11\xE0")) return refuse_compound_file(text);
    if (text.starts_with("%PDF"))
        return refuse("this is a PDF", "give the spreadsheet it was made of");
    const std::string extension = file.extension().string();
    if (extension == ".md" || extension == ".markdown") {
        Book book;
        read_markdown(text, book, limits);
        return book;
    }
    if (extension == ".csv") {
        return refuse("a form has several sheets and this file has one",
            "give the folder that holds survey.csv, choices.csv and settings.csv");
    }
    return refuse("this is no form",
        "give an .xlsx file, a folder of survey.csv, choices.csv and settings.csv, or an .md file");
}

}  // namespace

std::string form_id_of(std::string_view name) {
    std::string id;
    for (const char c : name) {
        const bool is_letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
        const bool may_follow = (c >= '0' && c <= '9') || c == '-' || c == '.';
        if (is_letter || may_follow || c == '_') {
            if (id.empty() && !is_letter) id = "form_";
            id += c;
        } else if (!id.empty() && id.back() != '_') {
            id += '_';
        }
    }
    while (!id.empty() && id.back() == '_')
        id.pop_back();
    return id.empty() ? "form" : id.substr(0, form::FormLimits::name_bytes_max);
}

Workbook choose_sheets(Book book) {
    for (const Sheet& sheet : book.sheets) {
        const bool is_known =
            std::find(form_sheets.begin(), form_sheets.end(), sheet.name()) != form_sheets.end();
        if (is_known || is_for_people(sheet.name()) || is_empty(sheet)) continue;
        book.problems.put_sheet(sheet, no_sheet_of_a_form(sheet.name()));
    }
    Sheet survey = take(book, "survey", "the columns type, name and label::Русский (ru)");
    Sheet choices = take(book, "choices", "");
    Sheet settings = take(book, "settings", "");
    return {.survey = std::move(survey),
        .choices = std::move(choices),
        .settings = std::move(settings),
        .problems = std::move(book.problems),
        .is_whole = book.is_whole};
}

Result<Workbook> read_workbook(const Path& source, const SourceLimits& limits) {
    std::error_code failed;
    const bool is_folder = std::filesystem::is_directory(source, failed);
    Workbook workbook = choose_sheets(
        OTK_TRY(is_folder ? read_folder(source, limits) : read_one_file(source, limits)));
    const Path path = source.has_filename() ? source : source.parent_path();
    workbook.name = form_id_of((is_folder ? path.filename() : path.stem()).string());
    return workbook;
}

}  // namespace otk::xlsform
