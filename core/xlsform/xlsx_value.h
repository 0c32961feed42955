#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace otk::xlsform {

/// From which day a workbook counts: 1 is 1 January 1900 (with a 29 February 1900 that never was),
/// or 0 is 1 January 1904 (ECMA-376 part 1, 18.17.4.1).
enum class DateSystem { From1900, From1904 };

/// A number as a spreadsheet keeps it: 15 significant digits, whole ones without a point.
std::string number_text(double number);

/// An ISO 8601 date, with the time of day where there is one ("2026-11-25T10:30:00"), or the time
/// alone for less than a day; absent for a number that is no date up to the year 9999.
std::optional<std::string> date_text(double serial, DateSystem system);

/// True if a cell with that number format shows a date or a time: letters of dates outside
/// quotation marks, brackets and escapes.
bool is_date_format(std::string_view code);
/// Of the formats that every workbook has without writing them (18.8.30).
bool is_builtin_date_format(int id);

/// "_x000D_" is a carriage return (ST_Xstring, 22.9.2.19); what is no such escape stays.
std::string unescaped(std::string_view text);

/// Row and column from 0 of "BC12"; absent if the text is no address of a spreadsheet's cell.
struct CellAddress {
    std::size_t row = 0;
    std::size_t column = 0;
};
std::optional<CellAddress> cell_address(std::string_view text);

}  // namespace otk::xlsform
