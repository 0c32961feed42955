#include "core/form/lexer.h"

#include <algorithm>
#include <array>

#include "core/base/format.h"
#include "core/form/slips.h"

namespace otk::form {
namespace {

bool is_digit(char c) {
    return c >= '0' && c <= '9';
}
bool is_space(char c) {
    return c == ' ' || c == '\t' || c == '\r' || c == '\n';
}

/// XML's NameStartChar without the colon; every letter beyond ASCII is let through, for Russian
/// names of columns.
bool starts_name(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' ||
           static_cast<unsigned char>(c) >= 0x80;
}
bool continues_name(char c) {
    return starts_name(c) || is_digit(c) || c == '-' || c == '.';
}

std::size_t characters_in(std::string_view text) {
    return static_cast<std::size_t>(std::count_if(text.begin(), text.end(),
        [](char c) { return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U; }));
}

class Lexer {
  public:
    explicit Lexer(std::string_view source) : m_source(source) {}

    Result<std::vector<Token>> read() {
        while (skip_space(), m_at < m_source.size()) {
            OTK_TRY(read_one());
        }
        m_tokens.push_back(Token{TokenKind::End, "", m_source.size()});
        return std::move(m_tokens);
    }

  private:
    char peek(std::size_t ahead = 0) const {
        return m_at + ahead < m_source.size() ? m_source[m_at + ahead] : '\0';
    }
    void skip_space() {
        while (m_at < m_source.size() && is_space(m_source[m_at]))
            ++m_at;
    }
    void put(TokenKind kind, std::size_t start, std::string_view text) {
        m_tokens.push_back(Token{kind, std::string(text), start});
    }

    Result<void> read_one() {
        const char c = peek();
        if (starts_slip()) return refuse_at(m_source, m_at, slip_in_sign(m_source.substr(m_at)));
        if (c == '\'' || c == '"') return read_literal(c);
        if (is_digit(c) || (c == '.' && is_digit(peek(1)))) return read_number();
        if (c == '$') return read_answer();
        if (starts_name(c)) return read_name();
        return read_symbol();
    }

    /// `!=` begins like a slip and is none.
    bool starts_slip() const {
        return m_source.substr(m_at, 2) != "!=" && !slip_in_sign(m_source.substr(m_at)).empty();
    }

    Result<void> read_literal(char quote) {
        const std::size_t end = m_source.find(quote, m_at + 1);
        if (end == std::string_view::npos) {
            return refuse_at(m_source, m_at, "a text without its closing quotation mark");
        }
        put(TokenKind::Literal, m_at, m_source.substr(m_at + 1, end - m_at - 1));
        m_at = end + 1;
        return {};
    }

    Result<void> read_number() {
        const std::size_t start = m_at;
        while (is_digit(peek()))
            ++m_at;
        if (peek() == '.') ++m_at;
        while (is_digit(peek()))
            ++m_at;
        put(TokenKind::Number, start, m_source.substr(start, m_at - start));
        return {};
    }

    Result<void> read_answer() {
        const std::size_t start = m_at;
        if (peek(1) != '{') return refuse_at(m_source, m_at, "$ is followed by {name}");
        const std::size_t end = m_source.find('}', m_at);
        if (end == std::string_view::npos) return refuse_at(m_source, m_at, "${ without its }");
        std::string_view name = m_source.substr(start + 2, end - start - 2);
        while (!name.empty() && is_space(name.front()))
            name.remove_prefix(1);
        while (!name.empty() && is_space(name.back()))
            name.remove_suffix(1);
        if (name.empty() || !starts_name(name.front()) ||
            !std::all_of(name.begin(), name.end(), continues_name)) {
            return refuse_at(m_source, start, "${…} holds the name of a question");
        }
        put(TokenKind::Answer, start, name);
        m_at = end + 1;
        return {};
    }

    Result<void> read_name() {
        const std::size_t start = m_at;
        if (can_end_operand() && read_operator_name()) return {};
        while (continues_name(peek()) && !starts_slip())
            ++m_at;
        // One colon joins a prefix; two are the end of an axis.
        if (peek() == ':' && (starts_name(peek(1)) || peek(1) == '*')) {
            ++m_at;
            const bool is_any = peek() == '*';
            if (is_any) ++m_at;
            while (!is_any && continues_name(peek()))
                ++m_at;
        }
        put(TokenKind::Name, start, m_source.substr(start, m_at - start));
        return {};
    }

    /// `and`, `or`, `div`, `mod`, also where a number or a sign follows at once (`4 div2`): no name
    /// can stand there.
    bool read_operator_name() {
        for (const std::string_view name : {"and", "or", "div", "mod"}) {
            if (m_source.substr(m_at, name.size()) != name) continue;
            const char next = peek(name.size());
            if (starts_name(next)) continue;
            put(TokenKind::OperatorName, m_at, name);
            m_at += name.size();
            return true;
        }
        return false;
    }

    Result<void> read_symbol() {
        constexpr std::array<std::string_view, 21> symbols = {"!=", "<=", ">=", "//", "::", "..",
            "(", ")", ",", "=", "<", ">", "+", "-", "*", ".", "/", "[", "]", "|", "@"};
        const std::string_view rest = m_source.substr(m_at);
        if (peek() == '*' && !can_end_operand()) {
            put(TokenKind::Name, m_at, "*");
            ++m_at;
            return {};
        }
        for (const std::string_view symbol : symbols) {
            if (rest.substr(0, symbol.size()) != symbol) continue;
            put(TokenKind::Symbol, m_at, symbol);
            m_at += symbol.size();
            return {};
        }
        return refuse_at(m_source, m_at, "a character that no expression has");
    }

    /// XPath 1.0, 3.7: a name or * is an operator if what stands before it can be an operand.
    bool can_end_operand() const {
        if (m_tokens.empty()) return false;
        const Token& last = m_tokens.back();
        if (last.kind == TokenKind::OperatorName) return false;
        if (last.kind != TokenKind::Symbol) return true;
        return last.text == ")" || last.text == "." || last.text == ".." || last.text == "]";
    }

    std::string_view m_source;
    std::size_t m_at = 0;
    std::vector<Token> m_tokens;
};

}  // namespace

Failure refuse_at(std::string_view source, std::size_t position, std::string_view what) {
    // Line breaks and tabs would carry the caret away from its place.
    std::string shown(source);
    std::replace_if(shown.begin(), shown.end(), is_space, ' ');
    const std::size_t before = characters_in(source.substr(0, position));
    return fail(ErrorKind::InvalidInput, format("at character {}: {}\n    {}\n    {}^", before + 1,
                                             what, shown, std::string(before, ' ')));
}

Result<std::vector<Token>> read_tokens(std::string_view source) {
    return Lexer(source).read();
}

}  // namespace otk::form
