#include "cli/form_pages.h"

#include <algorithm>
#include <array>
#include <ostream>
#include <vector>

#include "core/base/format.h"
#include "core/form/conditions.h"
#include "core/text/code_points.h"

namespace otk::cli {
namespace {

using form::Form;
using form::Question;
using form::QuestionKind;

/// The terminal's faces: a screen reader says them, and a file keeps them.
constexpr std::array<std::string_view, 5> faces{":-((", ":-(", ":-|", ":-)", ":-))"};

/// Letters, not bytes: what a terminal shows as one column each.
std::size_t letters_in(std::string_view text) {
    return text::code_points_of(text).size();
}

/// Writes lines that are wrapped at blanks; a word longer than the line stands alone on its own.
class Lines {
  public:
    Lines(std::size_t width, std::ostream& out) : m_width(width), m_out(out) {}

    /// `first` stands before the first line, as many blanks before the others.
    void put(std::string_view first, std::string_view text) {
        const std::string indent(letters_in(first), ' ');
        std::string line(first);
        bool is_empty = true;
        while (!text.empty()) {
            const std::size_t end = std::min(text.find_first_of(" \n"), text.size());
            const std::string_view word = text.substr(0, end);
            const bool ends_line = end < text.size() && text[end] == '\n';
            text.remove_prefix(std::min(end + 1, text.size()));
            if (!word.empty()) {
                if (!is_empty && letters_in(line) + 1 + letters_in(word) > m_width) {
                    put_line(line);
                    line = indent;
                    is_empty = true;
                }
                if (!is_empty) line += ' ';
                line += word;
                is_empty = false;
            }
            if (ends_line && !is_empty) {
                put_line(line);
                line = indent;
                is_empty = true;
            }
        }
        if (!is_empty) put_line(line);
    }
    void put_blank() { m_out << '\n'; }
    void put_rule(std::string_view title) {
        std::string line = "── " + std::string(title) + " ";
        for (std::size_t at = letters_in(line); at < m_width; ++at)
            line += "─";
        put_line(line);
    }

  private:
    void put_line(std::string_view line) { m_out << line << '\n'; }

    std::size_t m_width;
    std::ostream& m_out;
};

class Pages {
  public:
    Pages(const Form& form, const PagesOptions& options, std::ostream& out)
        : m_form(form), m_options(options), m_lines(options.width, out) {}

    void run() {
        put_head();
        for (std::size_t page = 0; page < m_form.pages.size(); ++page)
            put_page(page);
        put_unseen();
    }

  private:
    std::string_view in_language(const form::Texts& texts) const {
        return texts.in(m_options.language, m_form.default_language);
    }

    void put_head() {
        const std::string_view title = in_language(m_form.title);
        m_lines.put("", format("{} · {} {}", title.empty() ? std::string_view(m_form.id) : title,
                            m_form.id, m_form.version));
        std::string languages;
        for (const std::string& language : m_form.languages) {
            languages += (languages.empty() ? "" : ", ") + language;
            if (language == m_form.default_language) languages += " (default)";
        }
        m_lines.put(
            "", format("languages, each complete: {} · shown: {}", languages, m_options.language));
    }

    void put_condition(const std::optional<form::Expression>& relevant, std::string_view indent) {
        if (relevant) m_lines.put(std::string(indent) + "only if ", relevant->source());
    }

    /// Of the groups around a page, the innermost first.
    void put_group_conditions(const form::Page& page) {
        if (page.questions.empty()) return;
        auto group = page.kind == form::PageKind::Single
                         ? m_form.questions[page.questions.front()].group
                         : m_form.find_group(page.name);
        for (; group; group = m_form.groups[*group].parent) {
            put_condition(m_form.groups[*group].relevant, "");
        }
    }

    void put_page(std::size_t index) {
        const form::Page& page = m_form.pages[index];
        m_lines.put_blank();
        m_lines.put_rule(format("page {} of {}: {}", index + 1, m_form.pages.size(), page.name));
        put_group_conditions(page);
        if (!page.title.is_empty()) m_lines.put("", in_language(page.title));
        if (!page.hint.is_empty()) m_lines.put("  ", in_language(page.hint));
        for (const std::size_t question : page.questions) {
            put_question(m_form.questions[question], page.kind == form::PageKind::Matrix);
        }
        if (page.kind == form::PageKind::Matrix) put_columns(page);
    }

    /// What every line of a matrix is answered with; a note among them has no list.
    void put_columns(const form::Page& page) {
        const auto line = std::find_if(page.questions.begin(), page.questions.end(),
            [this](std::size_t question) { return m_form.questions[question].list.has_value(); });
        if (line != page.questions.end()) put_choices(m_form.questions[*line]);
    }

    void put_question(const Question& question, bool is_line_of_matrix) {
        std::string label(in_language(question.label));
        if (question.required) label += " *";
        m_lines.put(is_line_of_matrix ? "  = " : "", format("{} [{}]", label, question.name));
        put_condition(question.relevant, "  ");
        if (question.required && question.required->source() != "true()") {
            m_lines.put("  required if ", question.required->source());
        }
        if (!question.hint.is_empty()) m_lines.put("  ", in_language(question.hint));
        if (!is_line_of_matrix) put_answers(question);
        if (question.constraint) put_constraint(question);
    }

    void put_constraint(const Question& question) {
        const std::string_view message = in_language(question.constraint_message);
        m_lines.put("  must hold: ",
            message.empty() ? question.constraint->source()
                            : format("{} (says: {})", question.constraint->source(), message));
    }

    void put_answers(const Question& question) {
        switch (question.kind) {
            case QuestionKind::SelectOne:
            case QuestionKind::SelectMultiple:
            case QuestionKind::Rank:
                return put_choices(question);
            case QuestionKind::Range:
                return m_lines.put("  ", format("{} … {}, step {}", question.range.start,
                                             question.range.end, question.range.step));
            case QuestionKind::Text:
                return m_lines.put(
                    "  ", question.appearance.multiline ? "[ text of several lines ]" : "[ text ]");
            case QuestionKind::Integer:
                return m_lines.put("  ", "[ whole number ]");
            case QuestionKind::Decimal:
                return m_lines.put("  ", "[ number ]");
            case QuestionKind::Date:
                return m_lines.put("  ", "[ day ]");
            case QuestionKind::Acknowledge:
                return m_lines.put("  ", "[ ] OK");
            case QuestionKind::Note:
            case QuestionKind::Calculate:
            case QuestionKind::Hidden:
                return;
        }
    }

    void put_choices(const Question& question) {
        const std::vector<form::Choice>& choices = m_form.list_of(question)->choices;
        const bool has_faces = question.appearance.likert && choices.size() == faces.size();
        for (std::size_t at = 0; at < choices.size(); ++at) {
            const std::string_view label = in_language(choices[at].label);
            if (has_faces) {
                m_lines.put(format("  {} {:<4} ", choices[at].name, faces[at]), label);
            } else {
                m_lines.put(mark_of(question.kind), label);
            }
        }
        if (question.choice_filter) {
            m_lines.put("  offered if ", question.choice_filter->source());
        }
    }

    static std::string_view mark_of(QuestionKind kind) {
        if (kind == QuestionKind::SelectMultiple) return "  [ ] ";
        return kind == QuestionKind::Rank ? "  #_ " : "  ( ) ";
    }

    /// Hidden and calculated values, and what is printed on the slip.
    void put_unseen() {
        std::vector<bool> is_seen(m_form.questions.size(), false);
        for (const form::Page& page : m_form.pages) {
            for (const std::size_t question : page.questions)
                is_seen[question] = true;
        }
        if (std::find(is_seen.begin(), is_seen.end(), false) == is_seen.end()) return;
        m_lines.put_blank();
        m_lines.put_rule("on no page");
        for (std::size_t index = 0; index < is_seen.size(); ++index) {
            if (!is_seen[index]) put_unseen_question(index);
        }
    }

    void put_unseen_question(std::size_t index) {
        const Question& question = m_form.questions[index];
        std::string what = format("{} ({})", question.name, form::traits_of(question.kind).name);
        if (!question.from.empty()) what += format(", filled with the {}", question.from);
        if (question.calculation)
            what += format(", calculated: {}", question.calculation->source());
        if (question.default_value)
            what += format(", at first: {}", question.default_value->source());
        if (question.appearance.printer) {
            what +=
                format(", beside the QR code of the last page: {}", in_language(question.label));
        }
        m_lines.put("", what);
        for (const form::Expression* condition : form::conditions_of(m_form, index)) {
            m_lines.put("  only if ", condition->source());
        }
    }

    const Form& m_form;
    const PagesOptions& m_options;
    Lines m_lines;
};

}  // namespace

void print_pages(const form::Form& form, const PagesOptions& options, std::ostream& out) {
    Pages(form, options, out).run();
}

}  // namespace otk::cli
