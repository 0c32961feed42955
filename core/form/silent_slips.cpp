#include "core/form/silent_slips.h"

#include <algorithm>
#include <cmath>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "core/base/format.h"
#include "core/form/calendar.h"
#include "core/form/lexer.h"
#include "core/form/output.h"
#include "core/form/syntax.h"
#include "core/form/value.h"

namespace otk::form {
namespace {

using syntax::Kind;
using syntax::Node;
using syntax::Operator;
using syntax::Step;

constexpr std::string_view day_wanted = "write a day as '2026-12-31'";

bool is_decimal_digit(char c) {
    return c >= '0' && c <= '9';
}

/// Whether a text looks like the pattern, in which 0 stands for any digit.
bool looks_like(std::string_view text, std::string_view pattern) {
    return std::equal(text.begin(), text.end(), pattern.begin(), pattern.end(),
        [](char c, char wanted) { return wanted == '0' ? is_decimal_digit(c) : c == wanted; });
}

/// Three numbers with the same sign between them, one of four figures: `25.11.2026`, `2026-1-5`.
bool resembles_day(std::string_view text) {
    constexpr std::size_t year_digits = 4;
    std::size_t numbers = 1;
    std::size_t digits = 0;
    bool has_year = false;
    char between = '\0';
    for (const char c : text) {
        if (is_decimal_digit(c)) {
            ++digits;
            continue;
        }
        const bool separates = c == '.' || c == '/' || c == '-';
        if (!separates || digits == 0 || (between != '\0' && between != c)) return false;
        between = c;
        has_year = has_year || digits == year_digits;
        digits = 0;
        ++numbers;
    }
    return numbers == 3 && digits > 0 && (has_year || digits == year_digits);
}

/// `25.11.2026` as the day that it names here, else the shape that is wanted.
std::string day_instead_of(std::string_view text) {
    if (!looks_like(text, "00.00.0000") && !looks_like(text, "00/00/0000")) {
        return std::string(day_wanted);
    }
    return format("write '{}-{}-{}'", text.substr(6), text.substr(3, 2), text.substr(0, 2));
}

bool reads_as_number(std::string_view text) {
    return !std::isnan(number_from_text(text));
}

bool reads_as_day(std::string_view text, DateDigits digits) {
    return instant_of_text(text, digits, Environment()).has_value();
}

bool orders_numbers(const Operator& sign) {
    const Comparison* comparison = std::get_if<Comparison>(&sign);
    return comparison != nullptr && *comparison != Comparison::Equal &&
           *comparison != Comparison::NotEqual;
}

bool reads_day(std::string_view function) {
    return function == "date" || function == "date-time" || function == "format-date" ||
           function == "format-date-time" || function == "decimal-date-time";
}

/// Goes through a tree until it meets a slip.
class Search {
  public:
    explicit Search(std::string_view source) : m_source(source) {}

    // NOLINTNEXTLINE(misc-no-recursion): Expression::depth_max
    void look_at(const Node& node) {
        look_at_one(node);
        for (const Node& child : node.children)
            look_at(child);
        for (const Node& filter : node.filters)
            look_at(filter);
        for (const Step& step : node.steps) {
            for (const Node& predicate : step.predicates)
                look_at(predicate);
        }
    }

    std::optional<Mistake> take() { return std::move(m_found); }

  private:
    void put(std::size_t position, std::string_view message, std::string instead) {
        if (m_found) return;
        const Failure shown = refuse_at(m_source, position, message);
        m_found = Mistake{shown.value().context, std::move(instead)};
    }

    void look_at_one(const Node& node) {
        if (node.kind == Kind::Literal) look_at_literal(node);
        if (node.kind == Kind::Call && reads_day(node.text)) look_at_day(node.children.front());
        if (node.kind == Kind::Chain) look_at_chain(node);
    }

    void look_at_literal(const Node& literal) {
        // What is no name, as in the pattern 'a${2}', names nothing.
        for (const std::string_view name :
            outputs_in(literal.text).value_or(std::vector<std::string_view>())) {
            const auto read = Expression::parse(format("${{{}}}", name));
            if (!read) continue;
            put(literal.position,
                format("in quotation marks ${{{}}} is a text and no answer", name),
                format("take it out of the quotation marks: ${{{}}}", name));
        }
    }

    void look_at_day(const Node& day) {
        const bool is_none = day.kind == Kind::Literal && !day.text.empty() &&
                             !reads_as_number(day.text) && !reads_as_day(day.text, DateDigits::Any);
        if (is_none) put(day.position, "this is no day", day_instead_of(day.text));
    }

    void look_at_chain(const Node& chain) {
        for (std::size_t index = 0; index < chain.operators.size(); ++index) {
            if (orders_numbers(chain.operators[index])) {
                look_at_compared(chain.children[index]);
                look_at_compared(chain.children[index + 1]);
            }
            look_at_difference(chain.children[index]);
        }
    }

    /// < and > compare numbers (XPath 1.0, 3.4), and a day is one as '2026-11-25' alone.
    void look_at_compared(const Node& operand) {
        const bool is_slip = operand.kind == Kind::Literal && resembles_day(operand.text) &&
                             !reads_as_number(operand.text) &&
                             !reads_as_day(operand.text, DateDigits::Padded);
        if (!is_slip) return;
        put(operand.position, "this is no day, and nothing is smaller or larger than a text",
            day_instead_of(operand.text));
    }

    void look_at_difference(const Node& first) {
        constexpr std::string_view day = "0000-00-00";
        const std::string_view written = m_source.substr(first.position, day.size());
        if (first.kind != Kind::Number || !looks_like(written, day)) return;
        put(first.position, "numbers are subtracted here, a day stands in quotation marks",
            format("write '{}'", written));
    }

    std::string_view m_source;
    std::optional<Mistake> m_found;
};

}  // namespace

std::optional<Mistake> silent_slip_in(const Expression& expression) {
    Search search(expression.source());
    search.look_at(expression.tree());
    return search.take();
}

}  // namespace otk::form
