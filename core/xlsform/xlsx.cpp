#include "core/xlsform/xlsx.h"

#include <algorithm>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "core/base/format.h"
#include "core/xlsform/xlsx_part.h"
#include "core/xlsform/zip_archive.h"

namespace otk::xlsform {
namespace {

constexpr std::string_view root_relationships = "_rels/.rels";

Failure refuse(std::string_view what, std::string_view instead) {
    return fail(ErrorKind::InvalidInput, format("{}; {}", what, instead));
}

/// Other files that are zip archives too, told by a part that only they have.
Result<void> check_kind(const ZipArchive& archive) {
    constexpr const char* save_as = "save it as .xlsx (Excel workbook)";
    if (archive.has("word/document.xml"))
        return refuse("this is a Word document", "give a spreadsheet");
    if (archive.has("ppt/presentation.xml"))
        return refuse("this is a presentation", "give a spreadsheet");
    if (archive.has("xl/workbook.bin")) return refuse("this is a binary workbook (.xlsb)", save_as);
    if (archive.has("META-INF/manifest.xml") && archive.has("content.xml")) {
        return refuse("this is an OpenDocument file (.ods)", save_as);
    }
    if (archive.has(root_relationships)) return {};
    return refuse("this archive is no spreadsheet", save_as);
}

/// "xl/worksheets/sheet1.xml" of the target "worksheets/sheet1.xml" in the folder "xl/". Some
/// programs write backslashes.
std::string resolved(std::string_view folder, std::string_view target) {
    std::string whole(target);
    std::replace(whole.begin(), whole.end(), '\\', '/');
    if (!whole.starts_with('/')) whole.insert(0, folder);
    std::string path = std::filesystem::path("/" + whole).lexically_normal().string();
    return path.substr(std::min(path.find_first_not_of('/'), path.size()));
}

std::string folder_of(std::string_view path) {
    return std::string(path.substr(0, path.rfind('/') + 1));
}

/// Where the relationships of a part lie: "xl/_rels/workbook.xml.rels" of "xl/workbook.xml".
std::string relationships_of(std::string_view path) {
    const std::string folder = folder_of(path);
    return format("{}_rels/{}.rels", folder, path.substr(folder.size()));
}

class XlsxReader {
  public:
    XlsxReader(ZipArchive archive, const SourceLimits& limits)
        : m_archive(std::move(archive)), m_limits(limits) {}

    Result<Book> read() {
        const std::string workbook = OTK_TRY(workbook_path());
        m_folder = folder_of(workbook);
        std::string references = OTK_TRY(m_archive.read(relationships_of(workbook)));
        m_relationships = OTK_TRY(read_relationships(std::move(references), m_limits));
        std::string list_of_sheets = OTK_TRY(m_archive.read(workbook));
        const WorkbookPart part = OTK_TRY(read_workbook_part(std::move(list_of_sheets), m_limits));
        if (part.sheets.size() > m_limits.sheets_max) {
            return refuse(
                format("the file has more than {} sheets", m_limits.sheets_max), "remove some");
        }
        OTK_TRY(read_strings_and_styles());
        Book book;
        for (const WorkbookPart::SheetEntry& entry : part.sheets) {
            if (is_for_people(entry.name)) continue;
            OTK_TRY(in(format("sheet {}", entry.name), read_sheet(entry, part.dates, book)));
        }
        return book;
    }

  private:
    Result<std::string> workbook_path() const {
        const std::string xml = OTK_TRY(m_archive.read(root_relationships));
        const std::vector<Relationship> relationships = OTK_TRY(read_relationships(xml, m_limits));
        for (const Relationship& one : relationships) {
            if (one.type == "officeDocument") return resolved("", one.target);
        }
        return refuse(
            "the file names no workbook", "open it in LibreOffice or Excel and save it anew");
    }

    std::optional<std::string> path_of_type(std::string_view type) const {
        const auto found = std::find_if(m_relationships.begin(), m_relationships.end(),
            [type](const Relationship& one) { return one.type == type; });
        if (found == m_relationships.end()) return std::nullopt;
        return resolved(m_folder, found->target);
    }

    /// Both parts may be missing: a workbook of numbers has no strings.
    Result<void> read_strings_and_styles() {
        if (const std::optional<std::string> path = path_of_type("sharedStrings")) {
            std::string xml = OTK_TRY(m_archive.read(*path));
            m_strings = OTK_TRY(read_shared_strings(std::move(xml), m_limits));
        }
        if (const std::optional<std::string> path = path_of_type("styles")) {
            std::string xml = OTK_TRY(m_archive.read(*path));
            m_shows_date = OTK_TRY(read_styles(std::move(xml), m_limits));
        }
        return {};
    }

    Result<void> read_sheet(
        const WorkbookPart::SheetEntry& entry, DateSystem dates, Book& book) const {
        const auto found = std::find_if(m_relationships.begin(), m_relationships.end(),
            [&](const Relationship& one) { return one.id == entry.relationship; });
        if (found == m_relationships.end()) {
            return refuse(
                "the file has lost this sheet", "open it in LibreOffice or Excel and save it anew");
        }
        // Charts and dialogs stand among the sheets and have no cells.
        if (found->type != "worksheet") return {};
        std::string xml = OTK_TRY(m_archive.read(resolved(m_folder, found->target)));
        SheetBuilder sheet(book, entry.name, m_limits);
        OTK_TRY(read_worksheet(std::move(xml), {m_strings, m_shows_date, dates}, sheet, m_limits));
        sheet.finish();
        return {};
    }

    ZipArchive m_archive;
    SourceLimits m_limits;
    std::string m_folder;
    std::vector<Relationship> m_relationships;
    std::vector<std::string> m_strings;
    std::vector<bool> m_shows_date;
};

}  // namespace

Result<Book> read_xlsx(ByteView bytes, const SourceLimits& limits) {
    ZipArchive archive = OTK_TRY(ZipArchive::open(bytes, limits));
    OTK_TRY(check_kind(archive));
    return XlsxReader(std::move(archive), limits).read();
}

}  // namespace otk::xlsform
