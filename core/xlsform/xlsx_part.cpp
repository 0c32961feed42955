#include "core/xlsform/xlsx_part.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <cstring>
#include <optional>
#include <string_view>
#include <utility>

#include <pugixml.hpp>

#include "core/base/format.h"
#include "core/xlsform/xml_guard.h"

namespace otk::xlsform {
namespace {

/// Without white space between elements, but with a run of rich text that is a single blank.
constexpr unsigned parse_flags =
    pugi::parse_cdata | pugi::parse_escapes | pugi::parse_eol | pugi::parse_ws_pcdata_single;

/// The parser keeps pointers into `xml`.
Result<void> parse(std::string& xml, pugi::xml_document& document, const SourceLimits& limits) {
    OTK_TRY(guard_xml(xml, limits));
    const pugi::xml_parse_result parsed =
        document.load_buffer_inplace(xml.data(), xml.size(), parse_flags, pugi::encoding_utf8);
    if (parsed) return {};
    return fail(ErrorKind::InvalidInput,
        format("a part is no XML: {}; open the file in LibreOffice or Excel and save it anew",
            parsed.description()));
}

std::string_view local_name(const char* name) {
    const char* colon = std::strrchr(name, ':');
    return colon == nullptr ? name : colon + 1;
}

bool is_named(const pugi::xml_node& node, std::string_view name) {
    return local_name(node.name()) == name;
}

pugi::xml_node child_of(const pugi::xml_node& parent, std::string_view name) {
    return parent.find_child([name](const pugi::xml_node& child) { return is_named(child, name); });
}

template <typename Deed>
void for_each_child(const pugi::xml_node& parent, std::string_view name, const Deed& deed) {
    for (const pugi::xml_node& child : parent.children()) {
        if (is_named(child, name)) deed(child);
    }
}

/// r:id beside an id of the element's own: the one with a prefix.
std::string relationship_id(const pugi::xml_node& node) {
    for (const pugi::xml_attribute& attribute : node.attributes()) {
        const std::string_view name = attribute.name();
        if (name.find(':') != std::string_view::npos && local_name(attribute.name()) == "id") {
            return attribute.value();
        }
    }
    return {};
}

bool is_true(std::string_view value) {
    return value == "1" || value == "true";
}

/// XML Schema lets white space stand around a number.
std::string_view without_white_space_around(std::string_view text) {
    constexpr std::string_view white = " \t\r\n";
    const std::size_t start = std::min(text.find_first_not_of(white), text.size());
    text.remove_prefix(start);
    return text.substr(0, text.find_last_not_of(white) + 1);
}

/// All of an element's text, also where a comment or CDATA cuts it into pieces.
std::string text_of_element(const pugi::xml_node& element) {
    std::string text;
    for (const pugi::xml_node& piece : element.children())
        text += piece.value();
    return text;
}

/// <t> of an item and of its runs, in their order; a phonetic run (rPh) tells how to read them.
std::string rich_text(const pugi::xml_node& item) {
    std::string text;
    for (const pugi::xml_node& child : item.children()) {
        if (is_named(child, "t")) text += text_of_element(child);
        if (is_named(child, "r")) text += text_of_element(child_of(child, "t"));
    }
    return unescaped(text);
}

Result<pugi::xml_node> root_of(const pugi::xml_document& document, std::string_view name) {
    const pugi::xml_node root = child_of(document, name);
    if (root) return root;
    return fail(ErrorKind::InvalidInput,
        format(
            "a part holds no <{}>; open the file in LibreOffice or Excel and save it anew", name));
}

/// The cells of one worksheet, row by row.
class WorksheetReader {
  public:
    WorksheetReader(const CellContext& context, SheetBuilder& sheet)
        : m_context(context), m_sheet(sheet) {}

    void read(const pugi::xml_node& worksheet) {
        for_each_child(child_of(worksheet, "sheetData"), "row",
            [this](const pugi::xml_node& row) { read_row(row); });
        for_each_child(child_of(worksheet, "mergeCells"), "mergeCell",
            [this](const pugi::xml_node& merge) { read_merge(merge.attribute("ref").value()); });
    }

  private:
    /// Rows and cells may leave out their address: then they follow the one before.
    void read_row(const pugi::xml_node& row) {
        if (m_sheet.is_given_up()) return;
        const unsigned long long number = row.attribute("r").as_ullong();
        if (number != 0) m_next.row = static_cast<std::size_t>(number - 1);
        m_next.column = 0;
        for_each_child(row, "c", [this](const pugi::xml_node& cell) { read_cell(cell); });
        ++m_next.row;
    }

    void read_cell(const pugi::xml_node& cell) {
        const char* written = cell.attribute("r").value();
        if (*written != '\0') {
            const std::optional<CellAddress> address = cell_address(written);
            if (!address) {
                return m_sheet.give_up(
                    m_next.row, {format("\"{}\" is no cell's address", written),
                                    "save the file anew in LibreOffice or Excel"});
            }
            m_next = *address;
        }
        m_at = m_next;
        ++m_next.column;
        read_value(cell);
    }

    void put(std::string text) { m_sheet.put(m_at.row, m_at.column, std::move(text)); }
    void refuse(std::string value, std::string what, std::string instead) {
        m_sheet.refuse(
            m_at.row, m_at.column, std::move(value), {std::move(what), std::move(instead)});
    }

    void read_value(const pugi::xml_node& cell) {
        const std::string_view type = cell.attribute("t").value();
        if (type == "inlineStr") return put(rich_text(child_of(cell, "is")));
        const pugi::xml_node element = child_of(cell, "v");
        const std::string value = text_of_element(element);
        // Other programs write formulas with an empty value. A text may be empty.
        const bool has_result = element && (!value.empty() || type == "str");
        if (!has_result) {
            if (child_of(cell, "f")) {
                refuse("", "the formula has no result yet",
                    "open the file in LibreOffice or Excel and save it, or write the value itself");
            }
            return;
        }
        if (type == "s") {
            put_shared(value);
        } else if (type == "str") {
            put(unescaped(value));
        } else if (type == "b") {
            put(is_true(value) ? "TRUE" : "FALSE");
        } else if (type == "e") {
            refuse(
                value, "the formula in this cell has failed", "mend it, or write the value itself");
        } else if (type == "d") {
            put_iso_date(value);
        } else {
            put_number(value, cell.attribute("s").as_ullong());
        }
    }

    void put_shared(const std::string& value) {
        std::size_t index = 0;
        const auto [end, error] = std::from_chars(value.data(), value.data() + value.size(), index);
        if (error != std::errc() || end != value.data() + value.size() ||
            index >= m_context.strings.size()) {
            return refuse(value, "the file has lost this cell's text", "write it anew");
        }
        put(m_context.strings[index]);
    }

    void put_iso_date(std::string value) {
        constexpr std::string_view midnight = "T00:00:00";
        const std::size_t time = value.find(midnight);
        if (time != std::string::npos) value.resize(time);
        put(std::move(value));
    }

    void put_number(const std::string& value, unsigned long long style) {
        double number = 0;
        const std::string_view written = without_white_space_around(value);
        const auto [end, error] =
            std::from_chars(written.data(), written.data() + written.size(), number);
        if (written.empty()) return;
        if (error != std::errc() || end != written.data() + written.size() ||
            !std::isfinite(number)) {
            return refuse(value, "this is no number", "write the value anew");
        }
        const bool shows_date = style < m_context.shows_date.size() &&
                                m_context.shows_date[static_cast<std::size_t>(style)];
        constexpr double shown_in_full_max = 1e15;
        if (!shows_date && std::fabs(number) >= shown_in_full_max) {
            return refuse(value, "a spreadsheet keeps 15 digits of a number, and these are more",
                "give the cell the format of a text and write it anew");
        }
        if (!shows_date) return put(number_text(number));
        if (std::optional<std::string> date = date_text(number, m_context.dates)) {
            return put(std::move(*date));
        }
        refuse(value, "this number is shown as a date and is none",
            "write the date, or give the cell the format of a number");
    }

    void read_merge(std::string_view reference) {
        const std::size_t colon = reference.find(':');
        if (colon == std::string_view::npos) return;
        const std::optional<CellAddress> first = cell_address(reference.substr(0, colon));
        const std::optional<CellAddress> last = cell_address(reference.substr(colon + 1));
        if (!first || !last || last->row < first->row || last->column < first->column) {
            return m_sheet.give_up(0, {"a range of merged cells is damaged",
                                          "save the file anew in LibreOffice or Excel"});
        }
        m_sheet.merge({first->row, first->column, last->row, last->column});
    }

    const CellContext& m_context;
    SheetBuilder& m_sheet;
    CellAddress m_next;
    CellAddress m_at;
};

}  // namespace

Result<std::vector<Relationship>> read_relationships(std::string xml, const SourceLimits& limits) {
    pugi::xml_document document;
    OTK_TRY(parse(xml, document, limits));
    const pugi::xml_node root = OTK_TRY(root_of(document, "Relationships"));
    std::vector<Relationship> relationships;
    for_each_child(root, "Relationship", [&](const pugi::xml_node& one) {
        // What lies outside the file is not ours to fetch.
        if (std::string_view(one.attribute("TargetMode").value()) == "External") return;
        const std::string_view type = one.attribute("Type").value();
        relationships.push_back({one.attribute("Id").value(),
            std::string(type.substr(type.rfind('/') + 1)), one.attribute("Target").value()});
    });
    return relationships;
}

Result<WorkbookPart> read_workbook_part(std::string xml, const SourceLimits& limits) {
    pugi::xml_document document;
    OTK_TRY(parse(xml, document, limits));
    const pugi::xml_node root = OTK_TRY(root_of(document, "workbook"));
    WorkbookPart part;
    for_each_child(child_of(root, "sheets"), "sheet", [&](const pugi::xml_node& sheet) {
        part.sheets.push_back({sheet.attribute("name").value(), relationship_id(sheet)});
    });
    if (is_true(child_of(root, "workbookPr").attribute("date1904").value())) {
        part.dates = DateSystem::From1904;
    }
    return part;
}

Result<std::vector<std::string>> read_shared_strings(std::string xml, const SourceLimits& limits) {
    pugi::xml_document document;
    OTK_TRY(parse(xml, document, limits));
    const pugi::xml_node root = OTK_TRY(root_of(document, "sst"));
    std::vector<std::string> strings;
    for_each_child(
        root, "si", [&](const pugi::xml_node& item) { strings.push_back(rich_text(item)); });
    return strings;
}

Result<std::vector<bool>> read_styles(std::string xml, const SourceLimits& limits) {
    pugi::xml_document document;
    OTK_TRY(parse(xml, document, limits));
    const pugi::xml_node root = OTK_TRY(root_of(document, "styleSheet"));
    std::vector<int> date_formats;
    for_each_child(child_of(root, "numFmts"), "numFmt", [&](const pugi::xml_node& written) {
        if (is_date_format(written.attribute("formatCode").value())) {
            date_formats.push_back(written.attribute("numFmtId").as_int());
        }
    });
    std::sort(date_formats.begin(), date_formats.end());
    std::vector<bool> shows_date;
    for_each_child(child_of(root, "cellXfs"), "xf", [&](const pugi::xml_node& cell) {
        const int id = cell.attribute("numFmtId").as_int();
        shows_date.push_back(is_builtin_date_format(id) ||
                             std::binary_search(date_formats.begin(), date_formats.end(), id));
    });
    return shows_date;
}

Result<void> read_worksheet(
    std::string xml, const CellContext& context, SheetBuilder& sheet, const SourceLimits& limits) {
    pugi::xml_document document;
    OTK_TRY(parse(xml, document, limits));
    const pugi::xml_node root = OTK_TRY(root_of(document, "worksheet"));
    WorksheetReader(context, sheet).read(root);
    return {};
}

}  // namespace otk::xlsform
