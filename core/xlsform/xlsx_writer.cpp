#include "core/xlsform/xlsx_writer.h"

#include <cerrno>
#include <ctime>
#include <fstream>
#include <utility>

#include <xlsxwriter.h>

#include "core/base/assert.h"
#include "core/base/format.h"
#include "core/xlsform/header_spelling.h"

namespace otk::xlsform {
namespace {

/// 1 January 2026, 00:00 UTC: any fixed moment makes the file reproducible.
constexpr std::time_t creation_time = 1'767'225'600;
constexpr std::size_t comment_letters_a_line = 34;

Failure refuse(const Path& file, lxw_error error) {
    return fail(ErrorKind::Io, format("write {}: {}", file.string(), lxw_strerror(error)));
}

/// The library would print on standard error why it cannot.
Result<void> make_empty(const Path& file) {
    errno = 0;
    const std::ofstream made(file, std::ios::binary | std::ios::trunc);
    if (!made) return Failure(error_from_errno("write", file, errno));
    return {};
}

struct Formats {
    lxw_format* header;
    lxw_format* cell;
};

Formats add_formats(lxw_workbook* book) {
    Formats formats{workbook_add_format(book), workbook_add_format(book)};
    constexpr lxw_color_t header_ground = 0xE8EEF4;
    format_set_bold(formats.header);
    format_set_bg_color(formats.header, header_ground);
    format_set_bottom(formats.header, LXW_BORDER_THIN);
    for (lxw_format* one : {formats.header, formats.cell}) {
        format_set_text_wrap(one);
        format_set_align(one, LXW_ALIGN_VERTICAL_TOP);
        // "@" is text: a version of ten digits or a choice named 1 stays as it is typed.
        format_set_num_format(one, "@");
    }
    return formats;
}

/// Writes one sheet; the first error of the library is kept.
class SheetWriter {
  public:
    SheetWriter(lxw_worksheet* sheet, const Formats& formats)
        : m_sheet(sheet), m_formats(formats) {}

    lxw_error write(const DesignedSheet& design) {
        for (std::size_t column = 0; column < design.columns.size(); ++column) {
            write_column(static_cast<lxw_col_t>(column), design.columns[column]);
        }
        for (std::size_t row = 0; row < design.rows.size(); ++row) {
            for (std::size_t column = 0; column < design.rows[row].size(); ++column) {
                put(static_cast<lxw_row_t>(row + 1), static_cast<lxw_col_t>(column),
                    design.rows[row][column], m_formats.cell);
            }
        }
        worksheet_freeze_panes(m_sheet, 1, 0);
        return m_error;
    }

  private:
    void note(lxw_error error) {
        if (m_error == LXW_NO_ERROR) m_error = error;
    }
    void put(lxw_row_t row, lxw_col_t column, const std::string& text, lxw_format* format) {
        if (!text.empty()) note(worksheet_write_string(m_sheet, row, column, text.c_str(), format));
    }

    void write_column(lxw_col_t column, const DesignedColumn& design) {
        note(worksheet_set_column(m_sheet, column, column, design.width, m_formats.cell));
        put(0, column, design.header, m_formats.header);
        if (!design.comment.empty()) write_comment(column, design.comment);
        if (!design.words.empty()) offer(column, design.words);
    }

    /// The box grows with its text, of which a letter of Russian takes two bytes.
    void write_comment(lxw_col_t column, const std::string& comment) {
        constexpr std::uint16_t width = 300;
        constexpr std::size_t line_height = 18;
        const std::size_t lines = comment.size() / (2 * comment_letters_a_line) + 2;
        lxw_comment_options options{};
        options.width = width;
        options.height = static_cast<std::uint16_t>(lines * line_height);
        note(worksheet_write_comment_opt(m_sheet, 0, column, comment.c_str(), &options));
    }

    /// The library takes the words as pointers to what it could change.
    void offer(lxw_col_t column, std::vector<std::string> words) {
        constexpr lxw_row_t last_row = 500;
        std::vector<char*> list;
        list.reserve(words.size() + 1);
        for (std::string& word : words)
            list.push_back(word.data());
        list.push_back(nullptr);
        lxw_data_validation validation{};
        validation.validate = LXW_VALIDATION_TYPE_LIST;
        validation.value_list = list.data();
        // Several words may stand in a cell, and lists of the author's own: the list only offers.
        validation.show_error = LXW_VALIDATION_OFF;
        note(worksheet_data_validation_range(m_sheet, 1, column, last_row, column, &validation));
    }

    lxw_worksheet* m_sheet;
    Formats m_formats;
    lxw_error m_error = LXW_NO_ERROR;
};

double width_of(std::string_view header) {
    constexpr double text_width = 38;
    constexpr double word_width = 18;
    const bool is_condition =
        header == "relevant" || header == "constraint" || header == "calculation";
    return is_text_for_people(header) || is_condition ? text_width : word_width;
}

DesignedSheet designed(const Sheet& sheet) {
    DesignedSheet design;
    design.name = sheet.name();
    for (std::size_t column = 0; column < sheet.column_count(); ++column) {
        design.columns.push_back(DesignedColumn{
            std::string(sheet.written_header(column)), width_of(sheet.header(column)), "", {}});
    }
    for (std::size_t row = 0; row < sheet.row_count(); ++row) {
        std::vector<std::string> cells;
        for (std::size_t column = 0; column < sheet.width(row); ++column) {
            cells.emplace_back(sheet.cell(row, column));
        }
        design.rows.push_back(std::move(cells));
    }
    return design;
}

}  // namespace

Result<void> write_xlsx(const Path& file, const std::vector<DesignedSheet>& sheets) {
    OTK_TRY(make_empty(file));
    lxw_workbook* book = workbook_new(file.string().c_str());
    OTK_ASSERT(book != nullptr);
    lxw_doc_properties properties{};
    properties.created = creation_time;
    lxw_error error = workbook_set_properties(book, &properties);
    const Formats formats = add_formats(book);
    for (const DesignedSheet& design : sheets) {
        lxw_worksheet* sheet = workbook_add_worksheet(book, design.name.c_str());
        OTK_ASSERT(sheet != nullptr);
        const lxw_error written = SheetWriter(sheet, formats).write(design);
        if (error == LXW_NO_ERROR) error = written;
    }
    // Closing writes the file and frees the book, also after an error.
    const lxw_error closed = workbook_close(book);
    if (error == LXW_NO_ERROR) error = closed;
    if (error != LXW_NO_ERROR) return refuse(file, error);
    return {};
}

std::vector<DesignedSheet> designed(const Workbook& workbook) {
    std::vector<DesignedSheet> designs;
    designs.push_back(designed(workbook.survey));
    if (workbook.choices.column_count() > 0) designs.push_back(designed(workbook.choices));
    designs.push_back(designed(workbook.settings));
    return designs;
}

}  // namespace otk::xlsform
