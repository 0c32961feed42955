#include "core/form/parser.h"

#include <algorithm>
#include <array>
#include <optional>
#include <span>
#include <utility>

#include "core/base/format.h"
#include "core/form/expression.h"
#include "core/form/lexer.h"
#include "core/form/literal_arguments.h"
#include "core/form/slips.h"

namespace otk::form {
namespace {

using syntax::Arithmetic;
using syntax::Kind;
using syntax::Logic;
using syntax::Node;
using syntax::NodeTest;
using syntax::Operator;
using syntax::Step;

struct Spelling {
    std::string_view text;
    Operator meaning;
};

constexpr std::array or_level = {Spelling{"or", Logic::Or}};
constexpr std::array and_level = {Spelling{"and", Logic::And}};
constexpr std::array equality_level = {
    Spelling{"=", Comparison::Equal}, Spelling{"!=", Comparison::NotEqual}};
constexpr std::array relation_level = {Spelling{"<", Comparison::Less},
    Spelling{"<=", Comparison::LessOrEqual}, Spelling{">", Comparison::Greater},
    Spelling{">=", Comparison::GreaterOrEqual}};
constexpr std::array sum_level = {
    Spelling{"+", Arithmetic::Add}, Spelling{"-", Arithmetic::Subtract}};
constexpr std::array product_level = {Spelling{"*", Arithmetic::Multiply},
    Spelling{"div", Arithmetic::Divide}, Spelling{"mod", Arithmetic::Modulo}};

/// From the loosest to the tightest binding (XPath 1.0, 3.5).
constexpr std::array<std::span<const Spelling>, 6> levels = {
    or_level, and_level, equality_level, relation_level, sum_level, product_level};

/// Recursive descent; the recursion is bounded by Expression::depth_max levels of nesting, each
/// with one frame a level of precedence.
class Parser {
  public:
    Parser(std::string_view source, std::vector<Token> tokens, Refusal refusal)
        : m_source(source), m_tokens(std::move(tokens)), m_refusal(refusal) {}

    Result<Node> parse() {
        if (peek().kind == TokenKind::End) return refuse("an expression is empty");
        if (is_symbol("=")) {
            return refuse("an expression does not begin with =, as in a spreadsheet: leave it out");
        }
        Node root = OTK_TRY(parse_level(0));
        if (peek().kind != TokenKind::End) return refuse(no_operator());
        return root;
    }

  private:
    const Token& peek(std::size_t ahead = 0) const {
        return m_tokens[std::min(m_at + ahead, m_tokens.size() - 1)];
    }
    Token take() { return m_tokens[m_at++]; }
    bool is_symbol(std::string_view text, std::size_t ahead = 0) const {
        return peek(ahead).kind == TokenKind::Symbol && peek(ahead).text == text;
    }
    bool take_symbol(std::string_view text) {
        if (!is_symbol(text)) return false;
        ++m_at;
        return true;
    }
    Failure refuse(std::string_view what) const {
        return refuse_at(m_source, peek().position, what);
    }
    std::string unexpected(std::string_view wanted) const {
        return peek().kind == TokenKind::End ? format("{} is missing", wanted)
                                             : format("{} expected", wanted);
    }

    /// What stands where an operator or the end is wanted.
    std::string no_operator() const {
        const Token* before = m_at == 0 ? nullptr : &m_tokens[m_at - 1];
        const bool is_comma = before != nullptr && before->kind == TokenKind::Number &&
                              is_symbol(",") && peek(1).kind == TokenKind::Number;
        if (is_comma) {
            return format("a number has a point: write {}.{}", before->text, peek(1).text);
        }
        const bool is_name = before != nullptr && before->kind == TokenKind::Name;
        const std::string slip =
            slip_in_operator(peek().kind == TokenKind::Name ? peek().text : std::string(),
                is_name ? std::string_view(before->text) : std::string_view());
        return slip.empty() ? unexpected("an operator or the end") : slip;
    }

    std::optional<Operator> operator_of(std::span<const Spelling> level) const {
        if (peek().kind != TokenKind::Symbol && peek().kind != TokenKind::OperatorName) return {};
        for (const Spelling& spelling : level) {
            if (spelling.text == peek().text) return spelling.meaning;
        }
        return {};
    }

    // ---- operators (XPath 1.0, 3.3 to 3.5) ----

    // NOLINTNEXTLINE(misc-no-recursion): depth_max
    Result<Node> parse_level(std::size_t level) {
        if (level == levels.size()) return parse_unary();
        Node chain{.kind = Kind::Chain, .position = peek().position};
        chain.children.push_back(OTK_TRY(parse_level(level + 1)));
        while (const std::optional<Operator> found = operator_of(levels[level])) {
            take();
            chain.operators.push_back(*found);
            chain.children.push_back(OTK_TRY(parse_level(level + 1)));
        }
        if (chain.operators.empty()) return std::move(chain.children.front());
        return chain;
    }

    // NOLINTNEXTLINE(misc-no-recursion): depth_max
    Result<Node> parse_unary() {
        const std::size_t position = peek().position;
        std::size_t minuses = 0;
        while (take_symbol("-"))
            ++minuses;
        Node operand = OTK_TRY(parse_union());
        if (minuses == 0) return operand;
        // Any minus makes a number of its operand; an even count of them only does that.
        Node negated{
            .kind = Kind::Negate, .position = position, .number = minuses % 2 == 1 ? -1.0 : 1.0};
        negated.children.push_back(std::move(operand));
        return negated;
    }

    // NOLINTNEXTLINE(misc-no-recursion): depth_max
    Result<Node> parse_union() {
        Node first = OTK_TRY(parse_path());
        if (!is_symbol("|")) return first;
        Node all{.kind = Kind::Union, .position = first.position};
        OTK_TRY(expect_nodes(first, "|"));
        all.children.push_back(std::move(first));
        while (take_symbol("|")) {
            Node next = OTK_TRY(parse_path());
            OTK_TRY(expect_nodes(next, "|"));
            all.children.push_back(std::move(next));
        }
        return all;
    }

    // ---- paths (XPath 1.0, 2 and 3.3) ----

    // NOLINTNEXTLINE(misc-no-recursion): depth_max
    Result<Node> parse_path() {
        if (is_symbol("/") || is_symbol("//")) return parse_absolute_path();
        if (begins_step()) {
            Node path{.kind = Kind::Path, .position = peek().position};
            path.steps.push_back(OTK_TRY(parse_step()));
            OTK_TRY(parse_further_steps(path));
            return path;
        }
        Node primary = OTK_TRY(parse_primary());
        if (!is_symbol("[") && !is_symbol("/") && !is_symbol("//")) return primary;
        OTK_TRY(expect_nodes(primary, peek().text));
        Node path{.kind = Kind::Path, .position = primary.position};
        path.children.push_back(std::move(primary));
        path.filters = OTK_TRY(parse_predicates());
        OTK_TRY(parse_further_steps(path));
        return path;
    }

    // NOLINTNEXTLINE(misc-no-recursion): depth_max
    Result<Node> parse_absolute_path() {
        Node path{.kind = Kind::Path, .position = peek().position, .is_absolute = true};
        if (is_symbol("/")) {
            take();
            if (!begins_step()) return path;
            path.steps.push_back(OTK_TRY(parse_step()));
        }
        OTK_TRY(parse_further_steps(path));
        return path;
    }

    /// `/step` and `//step`, as many as there are.
    // NOLINTNEXTLINE(misc-no-recursion): depth_max
    Result<void> parse_further_steps(Node& path) {
        while (is_symbol("/") || is_symbol("//")) {
            const Token separator = take();
            if (separator.text == "//") {
                Step& between = path.steps.emplace_back();
                between.axis = Axis::DescendantOrSelf;
                between.position = separator.position;
            }
            if (peek().kind == TokenKind::Name && !begins_step()) {
                return refuse("a function cannot be a step of a path");
            }
            if (!begins_step()) return refuse(unexpected("a step of the path"));
            path.steps.push_back(OTK_TRY(parse_step()));
        }
        return {};
    }

    bool begins_step() const {
        if (is_symbol(".") || is_symbol("..") || is_symbol("@")) return true;
        if (peek().kind != TokenKind::Name) return false;
        return !is_symbol("(", 1) || is_node_type(peek().text);
    }

    static bool is_node_type(std::string_view name) {
        return name == "node" || name == "text" || name == "comment" ||
               name == "processing-instruction";
    }

    // NOLINTNEXTLINE(misc-no-recursion): depth_max
    Result<Step> parse_step() {
        Step step;
        step.position = peek().position;
        if (take_symbol(".")) {
            step.axis = Axis::Self;
        } else if (take_symbol("..")) {
            step.axis = Axis::Parent;
        } else {
            step.axis = OTK_TRY(parse_axis());
            step.test = OTK_TRY(parse_test());
        }
        // XPath 1.0 has no predicate after . and .., but every engine of forms takes one.
        step.predicates = OTK_TRY(parse_predicates());
        return step;
    }

    Result<Axis> parse_axis() {
        if (take_symbol("@")) return Axis::Attribute;
        if (!is_symbol("::", 1)) return Axis::Child;
        const Token name = take();
        take();
        const std::optional<Axis> axis = axis_named(name.text);
        if (axis) return *axis;
        return refuse_at(m_source, name.position,
            name.text == "namespace" ? "the axis namespace is not supported"
                                     : format("there is no axis {}", name.text));
    }

    Result<NodeTest> parse_test() {
        if (peek().kind != TokenKind::Name) return refuse(unexpected("the name of a node"));
        const Token name = take();
        if (is_symbol("(")) return parse_type_test(name);
        if (name.text == "*") return NodeTest{.kind = NodeTest::Kind::AnyName};
        const std::size_t colon = name.text.find(':');
        if (colon == std::string::npos) {
            return NodeTest{.kind = NodeTest::Kind::Name, .name = name.text};
        }
        NodeTest test{.kind = NodeTest::Kind::Name,
            .prefix = name.text.substr(0, colon),
            .name = name.text.substr(colon + 1)};
        if (test.name == "*") test.kind = NodeTest::Kind::AnyOfPrefix;
        return test;
    }

    Result<NodeTest> parse_type_test(const Token& name) {
        if (!is_node_type(name.text)) {
            return refuse_at(m_source, name.position, "a function cannot be a step of a path");
        }
        take();
        NodeTest test;
        if (name.text == "text") test.kind = NodeTest::Kind::Text;
        if (name.text == "comment") test.kind = NodeTest::Kind::Comment;
        if (name.text == "processing-instruction") {
            test.kind = NodeTest::Kind::Instruction;
            if (peek().kind == TokenKind::Literal) test.name = take().text;
        }
        if (!take_symbol(")")) return refuse(unexpected("\")\""));
        return test;
    }

    // NOLINTNEXTLINE(misc-no-recursion): depth_max
    Result<std::vector<Node>> parse_predicates() {
        std::vector<Node> predicates;
        while (is_symbol("[")) {
            OTK_TRY(enter());
            take();
            predicates.push_back(OTK_TRY(parse_level(0)));
            OTK_TRY(leave("]"));
        }
        return predicates;
    }

    // ---- values ----

    // NOLINTNEXTLINE(misc-no-recursion): depth_max
    Result<Node> parse_primary() {
        switch (peek().kind) {
            case TokenKind::Number: {
                const Token token = take();
                return Node{.kind = Kind::Number,
                    .position = token.position,
                    .number = number_from_text(token.text)};
            }
            case TokenKind::Literal:
                return leaf(Kind::Literal);
            case TokenKind::Answer:
                return leaf(Kind::Answer);
            case TokenKind::Name:
                return parse_call();
            case TokenKind::Symbol:
                if (is_symbol("(")) return parse_parentheses();
                break;
            case TokenKind::OperatorName:
            case TokenKind::End:
                break;
        }
        return refuse(unexpected("a value"));
    }

    Node leaf(Kind kind) {
        Token token = take();
        return Node{.kind = kind, .position = token.position, .text = std::move(token.text)};
    }

    // NOLINTNEXTLINE(misc-no-recursion): depth_max
    Result<Node> parse_parentheses() {
        OTK_TRY(enter());
        take();
        Node inner = OTK_TRY(parse_level(0));
        OTK_TRY(leave(")"));
        return inner;
    }

    // NOLINTNEXTLINE(misc-no-recursion): depth_max
    Result<Node> parse_call() {
        OTK_TRY(enter());
        Token name = take();
        const Function* function = find_function(name.text);
        Node call{.kind = Kind::Call,
            .position = name.position,
            .text = std::move(name.text),
            .function = function};
        if (m_refusal == Refusal::AtOnce) OTK_TRY(check_known(call));
        take();
        while (!is_symbol(")")) {
            call.children.push_back(OTK_TRY(parse_level(0)));
            if (!take_symbol(",")) break;
            if (is_symbol(")")) return refuse("a value expected");
        }
        OTK_TRY(leave(")"));
        if (m_refusal == Refusal::AtOnce) {
            OTK_TRY(check_count(call));
            OTK_TRY(check_nodes(call));
        }
        OTK_TRY(read_literal_arguments(call, m_source, m_refusal));
        return call;
    }

    // ---- what can be refused before it is evaluated ----

    Result<void> check_known(const Node& call) const {
        if (call.function == nullptr) {
            const std::string meant = slip_in_function(call.text);
            return refuse_at(m_source, call.position,
                format(
                    "there is no function {}(){}{}", call.text, meant.empty() ? "" : ": ", meant));
        }
        if (call.function->use == Function::Use::Instances) {
            return refuse_at(m_source, call.position,
                format("{}() has nothing to work on: no form here has positions, repeats or itext",
                    call.text));
        }
        return {};
    }

    Result<void> check_count(const Node& call) const {
        const std::string mistake = mistake_in_count(*call.function, call.children.size());
        if (mistake.empty()) return {};
        return refuse_at(m_source, call.position, mistake);
    }

    Result<void> check_nodes(const Node& call) const {
        if (call.function->wants == Function::Wants::Values) return {};
        if (call.children.empty() || may_be_nodes(call.children.front())) return {};
        return refuse_at(m_source, call.children.front().position,
            format("{}() wants questions here: ${{name}} or a path", call.text));
    }

    Result<void> expect_nodes(const Node& node, std::string_view before) const {
        if (may_be_nodes(node)) return {};
        return refuse_at(
            m_source, node.position, format("{} wants questions or a path, not a value", before));
    }

    static bool may_be_nodes(const Node& node) {
        switch (node.kind) {
            case Kind::Answer:
            case Kind::Union:
            case Kind::Path:
                return true;
            case Kind::Call:
                return node.function == nullptr ||
                       node.function->returns == Function::Returns::Nodes;
            case Kind::Number:
            case Kind::Literal:
            case Kind::Negate:
            case Kind::Chain:
                break;
        }
        return false;
    }

    // ---- nesting ----

    Result<void> enter() {
        if (++m_depth > Expression::depth_max) return refuse("nested too deeply");
        return {};
    }
    Result<void> leave(std::string_view closing) {
        if (!take_symbol(closing)) return refuse(unexpected(format("\"{}\"", closing)));
        --m_depth;
        return {};
    }

    std::string_view m_source;
    std::vector<Token> m_tokens;
    Refusal m_refusal;
    std::size_t m_at = 0;
    int m_depth = 0;
};

}  // namespace

std::string mistake_in_count(const Function& function, std::size_t arguments) {
    const int count = static_cast<int>(arguments);
    if (count >= function.arguments_min && count <= function.arguments_max) return {};
    const std::string wanted =
        function.arguments_max == function.arguments_min ? format("{}", function.arguments_min)
        : function.arguments_max == Function::any_number
            ? format("at least {}", function.arguments_min)
            : format("{} to {}", function.arguments_min, function.arguments_max);
    return format("{}() takes {} argument(s), not {}", function.name, wanted, count);
}

Result<Node> parse_expression(std::string_view source, Refusal refusal) {
    if (source.size() > Expression::size_bytes_max) {
        return fail(ErrorKind::InvalidInput,
            format("an expression is longer than {} bytes", Expression::size_bytes_max));
    }
    return Parser(source, OTK_TRY(read_tokens(source)), refusal).parse();
}

}  // namespace otk::form
