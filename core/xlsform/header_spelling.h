#pragma once

#include <string>
#include <string_view>

namespace otk::xlsform {

/// A header in the spelling of this room: "List Name" and "list name" are list_name, "Label :
/// Русский (ru)" is "label::Русский (ru)", "readonly" is read_only. XLSForm tools take capitals,
/// blanks for underscores, one colon for two, blanks around colons, and a few second names. What is
/// no known column stays as it is: a further column of choices is spelled as its author wants.
std::string header_spelling(std::string_view written);

/// True for the columns whose cells people read: label, hint, the messages, form_title, in any
/// language; `header` in this room's spelling.
bool is_text_for_people(std::string_view header);

}  // namespace otk::xlsform
