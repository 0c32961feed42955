#include "core/base/format.h"
#include "core/form/check/check_sides.h"
#include "core/form/check/names.h"
#include "core/form/question_kinds.h"

namespace otk::form {

namespace {

/// One face a choice.
constexpr std::size_t likert_marks = 5;

}  // namespace

void Check::check_appearance(std::size_t index) {
    const Question& question = m_form.questions[index];
    const Appearance& appearance = question.appearance;
    const auto only = [&](bool wanted, bool allowed, std::string_view what) {
        if (wanted && !allowed) {
            put_question(index, "appearance", std::string(what), "remove it, or change the type");
        }
    };
    const bool is_text = question.kind == QuestionKind::Text;
    const bool is_select = traits_of(question.kind).has_list;
    only(appearance.likert, question.kind == QuestionKind::SelectOne, "likert is for select_one");
    const ChoiceList* const marks = m_form.list_of(question);
    only(appearance.likert, marks == nullptr || marks->choices.size() == likert_marks,
        "likert shows five faces and needs five choices, the worst first");
    only(appearance.quick, question.kind == QuestionKind::SelectOne, "quick is for select_one");
    only(appearance.multiline, is_text, "multiline is for text");
    only(appearance.numbers, is_text, "numbers is for text");
    only(appearance.printer, is_text, "printer is for text");
    only(appearance.no_buttons || appearance.minimal || appearance.columns != 1, is_select,
        "no-buttons, minimal, columns and columns-N are for selects");
    if (!question.slip.empty() && !appearance.printer) {
        put_question(index, "body::otk:slip", "only a text with the appearance printer has a slip",
            "write printer into appearance, or empty the cell");
    }
    if (appearance.printer) check_printer(index);
}

void Check::check_printer(std::size_t index) {
    const Question& question = m_form.questions[index];
    const bool has_slip = !question.slip.empty();
    if (has_slip && !is_name(question.slip)) {
        put_question(index, "body::otk:slip", "the slip has no such name",
            "write the name of the slip's template");
    }
    if (has_slip == question.calculation.has_value()) {
        put_question(index, "body::otk:slip",
            has_slip ? "this printer text has both a slip and a calculation"
                     : "this printer text has neither a slip nor a calculation",
            "write a slip's template here, or a calculation that makes <qrcode>…</qrcode>");
    }
    if (!question.calculation) return;
    std::string source = question.calculation->source();
    for (const std::string_view element : {"<qrcode>", "</qrcode>"}) {
        const std::size_t at = source.find(element);
        if (at == std::string::npos) {
            put_question(index, "calculation",
                format("{} is missing: what is printed is one QR code", element),
                "write concat('<qrcode>', …, '</qrcode>')");
            return;
        }
        source.erase(at, element.size());
    }
    for (std::size_t at = source.find('<'); at != std::string::npos;
         at = source.find('<', at + 1)) {
        const char next = at + 1 < source.size() ? source[at + 1] : ' ';
        if (next != '/' && !is_letter(next)) continue;
        put_question(index, "calculation", "no element besides one <qrcode> is printed",
            "write the words into the label");
        return;
    }
}

}  // namespace otk::form
