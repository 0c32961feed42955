#pragma once

#include <string>
#include <string_view>

namespace otk::web {

/// Text for a place between tags or inside a quoted attribute: & < > " ' are escaped.
std::string escaped(std::string_view text);

/// Fills a whole page around `main`: head, title, style sheet, skip link, emblem, owner, footer.
std::string page(std::string_view title, std::string_view owner, std::string_view main);

/// The page of a refusal (400, 403, 404, 405, 408, 413, 431, 500, 503), with what to do next.
std::string refusal_page(int status, std::string_view reason = {});

/// One sentence in English about a refusal, for programs.
std::string refusal_reason(int status);

/// The style sheet behind /style.css.
std::string_view style_sheet();

}  // namespace otk::web
