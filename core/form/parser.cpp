#include "core/form/parser.h"

#include <algorithm>
#include <array>
#include <optional>
#include <span>
#include <utility>

#include "core/base/format.h"
#include "core/form/expression.h"
#include "core/form/lexer.h"

namespace otk::form {
namespace {

using syntax::Node;
using syntax::NodeKind;
using syntax::Operator;

struct Spelling {
    std::string_view text;
    Operator meaning;
};

constexpr std::array or_level = {Spelling{"or", Operator::Or}};
constexpr std::array and_level = {Spelling{"and", Operator::And}};
constexpr std::array equality_level = {
    Spelling{"=", Operator::Equal}, Spelling{"!=", Operator::NotEqual}};
constexpr std::array relation_level = {Spelling{"<", Operator::Less},
    Spelling{"<=", Operator::LessOrEqual}, Spelling{">", Operator::Greater},
    Spelling{">=", Operator::GreaterOrEqual}};
constexpr std::array sum_level = {Spelling{"+", Operator::Add}, Spelling{"-", Operator::Subtract}};
constexpr std::array product_level = {Spelling{"*", Operator::Multiply},
    Spelling{"div", Operator::Divide}, Spelling{"mod", Operator::Modulo}};

/// From the loosest to the tightest binding (XPath 1.0, 3.5).
constexpr std::array<std::span<const Spelling>, 6> levels = {
    or_level, and_level, equality_level, relation_level, sum_level, product_level};

/// Recursive descent; the recursion is bounded by Expression::depth_max levels of nesting, each
/// with one frame a level of precedence.
class Parser {
  public:
    Parser(std::string_view source, std::vector<Token> tokens)
        : m_source(source), m_tokens(std::move(tokens)) {}

    Result<Node> parse() {
        if (peek().kind == TokenKind::End) return refuse("an expression is empty");
        Node root = OTK_TRY(parse_level(0));
        if (peek().kind != TokenKind::End) return refuse(unexpected("an operator or the end"));
        return root;
    }

  private:
    const Token& peek(std::size_t ahead = 0) const {
        return m_tokens[std::min(m_at + ahead, m_tokens.size() - 1)];
    }
    Token take() { return m_tokens[m_at++]; }
    bool is_symbol(std::string_view text) const {
        return peek().kind == TokenKind::Symbol && peek().text == text;
    }
    Failure refuse(std::string_view what) const {
        return refuse_at(m_source, peek().position, what);
    }
    std::string unexpected(std::string_view wanted) const {
        return peek().kind == TokenKind::End ? format("{} is missing", wanted)
                                             : format("{} expected", wanted);
    }

    std::optional<Operator> operator_of(std::span<const Spelling> level) const {
        if (peek().kind != TokenKind::Symbol && peek().kind != TokenKind::OperatorName) return {};
        for (const Spelling& spelling : level) {
            if (spelling.text == peek().text) return spelling.meaning;
        }
        return {};
    }

    Result<Node> parse_level(std::size_t level) {  // NOLINT(misc-no-recursion): depth_max
        if (level == levels.size()) return parse_unary();
        Node chain{.kind = NodeKind::Chain, .position = peek().position};
        chain.children.push_back(OTK_TRY(parse_level(level + 1)));
        while (const std::optional<Operator> found = operator_of(levels[level])) {
            take();
            chain.operators.push_back(*found);
            chain.children.push_back(OTK_TRY(parse_level(level + 1)));
        }
        if (chain.operators.empty()) return std::move(chain.children.front());
        return chain;
    }

    Result<Node> parse_unary() {  // NOLINT(misc-no-recursion): depth_max
        const std::size_t position = peek().position;
        std::size_t minuses = 0;
        while (is_symbol("-")) {
            take();
            ++minuses;
        }
        Node operand = OTK_TRY(parse_primary());
        if (minuses == 0) return operand;
        // Any minus makes a number of its operand; an even count of them only does that.
        Node negated{.kind = NodeKind::Negate, .position = position, .number = minuses % 2 == 1 ? -1.0 : 1.0};
        negated.children.push_back(std::move(operand));
        return negated;
    }

    Result<Node> parse_primary() {  // NOLINT(misc-no-recursion): depth_max
        switch (peek().kind) {
            case TokenKind::Number: {
                const Token token = take();
                return Node{.kind = NodeKind::Number, .position = token.position,
                    .number = number_from_text(token.text)};
            }
            case TokenKind::Literal: return leaf(NodeKind::Literal);
            case TokenKind::Answer: return refuse_path_after(leaf(NodeKind::Answer));
            case TokenKind::Name:
                if (peek(1).kind == TokenKind::Symbol && peek(1).text == "(") return parse_call();
                return refuse_path_after(leaf(NodeKind::Column));
            case TokenKind::Symbol:
                if (is_symbol("(")) return parse_parentheses();
                if (is_symbol(".")) return refuse_path_after(leaf(NodeKind::Self));
                return refuse_unknown_symbol();
            case TokenKind::OperatorName:
            case TokenKind::End: break;
        }
        return refuse(unexpected("a value"));
    }

    Node leaf(NodeKind kind) {
        Token token = take();
        return Node{.kind = kind, .position = token.position, .text = std::move(token.text)};
    }

    Result<Node> refuse_path_after(Node node) {
        if (is_symbol("/") || is_symbol("//") || is_symbol("[") || is_symbol("::") || is_symbol("|")) {
            return refuse("paths and predicates are not supported: name the question as ${name}");
        }
        return node;
    }

    Result<Node> refuse_unknown_symbol() const {
        for (const std::string_view path : {"/", "//", "..", "@", "*"}) {
            if (is_symbol(path)) {
                return refuse("paths are not supported: name the question as ${name}");
            }
        }
        return refuse(unexpected("a value"));
    }

    Result<Node> parse_parentheses() {  // NOLINT(misc-no-recursion): depth_max
        OTK_TRY(enter());
        take();
        Node inner = OTK_TRY(parse_level(0));
        OTK_TRY(close());
        return inner;
    }

    Result<Node> parse_call() {  // NOLINT(misc-no-recursion): depth_max
        OTK_TRY(enter());
        const Token name = take();
        const Function* function = find_function(name.text);
        if (function == nullptr) {
            return refuse_at(m_source, name.position, format("there is no function {}()", name.text));
        }
        take();
        Node call{.kind = NodeKind::Call, .position = name.position, .function = function};
        while (!is_symbol(")")) {
            call.children.push_back(OTK_TRY(parse_level(0)));
            if (!is_symbol(",")) break;
            take();
            if (is_symbol(")")) return refuse("a value expected");
        }
        OTK_TRY(close());
        OTK_TRY(check_arity(call));
        return call;
    }

    Result<void> check_arity(const Node& call) const {
        const Function& function = *call.function;
        const int count = static_cast<int>(call.children.size());
        if (count >= function.arguments_min && count <= function.arguments_max) return {};
        const std::string wanted =
            function.arguments_max == function.arguments_min ? format("{}", function.arguments_min)
            : function.arguments_max == Function::any_number
                ? format("at least {}", function.arguments_min)
                : format("{} to {}", function.arguments_min, function.arguments_max);
        return refuse_at(m_source, call.position,
            format("{}() takes {} argument(s), not {}", function.name, wanted, count));
    }

    Result<void> enter() {
        if (++m_depth > Expression::depth_max) return refuse("nested too deeply");
        return {};
    }
    Result<void> close() {
        if (!is_symbol(")")) return refuse(unexpected("\")\""));
        take();
        --m_depth;
        return {};
    }

    std::string_view m_source;
    std::vector<Token> m_tokens;
    std::size_t m_at = 0;
    int m_depth = 0;
};

}  // namespace

Result<Node> parse_expression(std::string_view source) {
    if (source.size() > Expression::size_bytes_max) {
        return fail(ErrorKind::InvalidInput,
            format("an expression is longer than {} bytes", Expression::size_bytes_max));
    }
    return Parser(source, OTK_TRY(read_tokens(source))).parse();
}

}  // namespace otk::form
