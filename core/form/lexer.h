#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/result.h"

namespace otk::form {

enum class TokenKind {
    Number,
    Literal,       ///< text without its quotation marks
    Answer,        ///< ${text}
    Name,          ///< of a node, an axis or a function; * and prefix:* where a name can stand
    OperatorName,  ///< and, or, div, mod where an operator can stand (XPath 1.0, 3.7)
    Symbol,        ///< ( ) [ ] , = != < <= > >= + - * | . .. / // @ ::
    End,
};

struct Token {
    TokenKind kind;
    std::string text;
    std::size_t position;  ///< byte in the source
};

/// Tokens of an XPath 1.0 expression with XLSForm's ${name}; the last one is End.
Result<std::vector<Token>> read_tokens(std::string_view source);

/// InvalidInput: "at character 8: what", then the source and a caret under that character.
Failure refuse_at(std::string_view source, std::size_t position, std::string_view what);

}  // namespace otk::form
