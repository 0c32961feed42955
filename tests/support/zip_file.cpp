#include "tests/support/zip_file.h"

#include <cstring>
#include <memory>

#include <zip.h>

#include "core/base/assert.h"
#include "core/base/format.h"

namespace otk::test {
namespace {

constexpr const char* main_space = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
constexpr const char* relation_space =
    "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

std::string relationship(
    const std::string& id, const std::string& type, const std::string& target) {
    return format(
        R"(<Relationship Id="{}" Type="{}/{}" Target="{}"/>)", id, relation_space, type, target);
}

std::string relationships(const std::string& lines) {
    return format(
        R"(<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{}</Relationships>)",
        lines);
}

std::string escaped(const std::string& text) {
    std::string xml;
    for (const char c : text) {
        if (c == '<')
            xml += "&lt;";
        else if (c == '&')
            xml += "&amp;";
        else
            xml += c;
    }
    return xml;
}

}  // namespace

Bytes zip_of(const std::vector<ZipEntry>& entries) {
    zip_error_t error;
    zip_error_init(&error);
    zip_source_t* target = zip_source_buffer_create(nullptr, 0, 0, &error);
    OTK_ASSERT(target != nullptr);
    zip_source_keep(target);
    zip_t* archive = zip_open_from_source(target, ZIP_TRUNCATE, &error);
    OTK_ASSERT(archive != nullptr);
    for (const ZipEntry& entry : entries) {
        zip_source_t* source =
            zip_source_buffer(archive, entry.second.data(), entry.second.size(), 0);
        OTK_ASSERT(zip_file_add(archive, entry.first.c_str(), source, ZIP_FL_ENC_UTF_8) >= 0);
    }
    OTK_ASSERT(zip_close(archive) == 0);
    OTK_ASSERT(zip_source_open(target) == 0);
    zip_source_seek(target, 0, SEEK_END);
    Bytes bytes(static_cast<std::size_t>(zip_source_tell(target)));
    zip_source_seek(target, 0, SEEK_SET);
    OTK_ASSERT(zip_source_read(target, bytes.data(), bytes.size()) ==
               static_cast<zip_int64_t>(bytes.size()));
    zip_source_close(target);
    zip_source_free(target);
    zip_error_fini(&error);
    return bytes;
}

std::vector<ZipEntry> entries_of(const XlsxParts& parts) {
    std::string sheets;
    std::string lines;
    std::vector<ZipEntry> entries;
    for (std::size_t index = 0; index < parts.sheets.size(); ++index) {
        const std::string id = format("rId{}", index + 1);
        const std::string path = format("worksheets/sheet{}.xml", index + 1);
        sheets += format(R"(<sheet name="{}" sheetId="{}" r:id="{}"/>)",
            escaped(parts.sheets[index].first), index + 1, id);
        lines += relationship(id, "worksheet", path);
        entries.emplace_back("xl/" + path, parts.sheets[index].second);
    }
    if (!parts.shared_strings.empty()) {
        lines += relationship("strings", "sharedStrings", "sharedStrings.xml");
        entries.emplace_back("xl/sharedStrings.xml", parts.shared_strings);
    }
    if (!parts.styles.empty()) {
        lines += relationship("styles", "styles", "styles.xml");
        entries.emplace_back("xl/styles.xml", parts.styles);
    }
    entries.emplace_back(
        "_rels/.rels", relationships(relationship("rId1", "officeDocument", "xl/workbook.xml")));
    entries.emplace_back("xl/_rels/workbook.xml.rels", relationships(lines));
    entries.emplace_back("xl/workbook.xml",
        format(R"(<workbook xmlns="{}" xmlns:r="{}">{}<sheets>{}</sheets></workbook>)", main_space,
            relation_space, parts.workbook_properties, sheets));
    return entries;
}

std::string worksheet(const std::string& rows, const std::string& behind) {
    return format(R"(<worksheet xmlns="{}"><sheetData>{}</sheetData>{}</worksheet>)", main_space,
        rows, behind);
}

std::string worksheet_of(const std::vector<std::vector<std::string>>& rows) {
    std::string xml;
    for (const std::vector<std::string>& row : rows) {
        xml += "<row>";
        for (const std::string& cell : row) {
            xml += cell.empty()
                       ? "<c/>"
                       : format(R"(<c t="inlineStr"><is><t>{}</t></is></c>)", escaped(cell));
        }
        xml += "</row>";
    }
    return worksheet(xml);
}

}  // namespace otk::test
