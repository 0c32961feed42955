#include "core/form/literal_arguments.h"

#include <utility>

#include "core/base/format.h"
#include "core/form/lexer.h"
#include "core/form/parser.h"

namespace otk::form {
namespace {

using syntax::Kind;
using syntax::Node;

/// The literal at that place of the call; null pointer if there is none.
Node* literal_at(Node& call, std::size_t index) {
    if (call.children.size() <= index || call.children[index].kind != Kind::Literal) return nullptr;
    return &call.children[index];
}

Result<void> compile_pattern(Node& call, std::string_view source, Refusal refusal) {
    const Node* literal = literal_at(call, 1);
    if (literal == nullptr) return {};
    Result<RegularExpression> pattern = RegularExpression::compile(literal->text);
    if (pattern) {
        call.pattern = std::make_shared<const RegularExpression>(std::move(*pattern));
    } else if (refusal == Refusal::AtOnce) {
        return refuse_at(source, literal->position, pattern.error().context);
    }
    return {};
}

Result<void> check_date_format(Node& call, std::string_view source, Refusal refusal) {
    const Node* literal = literal_at(call, 1);
    if (literal == nullptr || refusal == Refusal::WhenEvaluated) return {};
    constexpr std::string_view identifiers = "YymnbdeaHhMS3";
    const std::string& text = literal->text;
    for (std::size_t at = text.find('%'); at != std::string::npos; at = text.find('%', at + 2)) {
        if (at + 1 < text.size() && identifiers.find(text[at + 1]) != std::string_view::npos)
            continue;
        return refuse_at(source, literal->position,
            format("after % one of {} expected in the format", identifiers));
    }
    return {};
}

/// XLSForm's authors write the question as a text, because ODK's first engine wanted it so.
Result<void> read_question_name(Node& call, std::string_view source, Refusal refusal) {
    Node* literal = literal_at(call, 1);
    if (literal == nullptr) return {};
    Result<Node> question = parse_expression(literal->text, refusal);
    const bool is_path =
        question && (question->kind == Kind::Path || question->kind == Kind::Answer);
    if (is_path) {
        *literal = std::move(*question);
    } else if (refusal == Refusal::AtOnce) {
        return refuse_at(source, literal->position, "'${name}' of a select expected");
    }
    return {};
}

}  // namespace

Result<void> read_literal_arguments(Node& call, std::string_view source, Refusal refusal) {
    if (call.text == "regex") return compile_pattern(call, source, refusal);
    if (call.text == "format-date" || call.text == "format-date-time") {
        return check_date_format(call, source, refusal);
    }
    if (call.text == "jr:choice-name") return read_question_name(call, source, refusal);
    return {};
}

}  // namespace otk::form
