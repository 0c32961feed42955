#include "core/form/slips.h"

#include <algorithm>
#include <array>
#include <optional>
#include <utility>
#include <vector>

#include "core/base/format.h"
#include "core/base/nearest_word.h"
#include "core/form/function.h"

namespace otk::form {
namespace {

struct Slip {
    std::string_view written;
    std::string_view meant;
};

/// Signs of other languages, and those that spreadsheets put in for what was typed.
constexpr std::array<Slip, 27> signs = {
    {{"=>", ">="}, {"=<", "<="}, {";", ","}, {"==", "="}, {"<>", "!="}, {"&&", "and"}, {"||", "or"},
        {"&", "and"}, {"!", "not(…), or != for \"is not\""}, {"%", "mod, or div 100"},
        {"\\", "div"}, {"^", "pow(…)"}, {"≤", "<="}, {"≥", ">="}, {"≠", "!="}, {"−", "-"},
        {"–", "-"}, {"—", "-"}, {"×", "*"}, {"÷", "div"}, {"“", "' or \""}, {"”", "' or \""},
        {"„", "' or \""}, {"«", "' or \""}, {"»", "' or \""}, {"‘", "'"}, {"’", "'"}}};

constexpr std::array<Slip, 15> operators = {{{"и", "and"}, {"И", "and"}, {"или", "or"},
    {"Или", "or"}, {"ИЛИ", "or"}, {"AND", "and"}, {"And", "and"}, {"OR", "or"}, {"Or", "or"},
    {"MOD", "mod"}, {"DIV", "div"}, {"in", "${q} = 1 or ${q} = 2, or selected(${q}, '1')"},
    {"contains", "contains(a, b)"}, {"like", "contains(a, b)"}, {"selected", "selected(a, b)"}}};

/// What is written before the thing that it denies.
constexpr std::array<std::string_view, 5> denials = {"не", "Не", "НЕ", "NOT", "Not"};

/// Functions of spreadsheets and of other collectors that have another name here.
constexpr std::array<Slip, 17> functions_of_others = {
    {{"не", "not()"}, {"Не", "not()"}, {"НЕ", "not()"}, {"если", "if()"}, {"Если", "if()"},
        {"ЕСЛИ", "if()"}, {"и", "and between the two"}, {"И", "and between the two"},
        {"или", "or between the two"}, {"ИЛИ", "or between the two"}, {"СЕГОДНЯ", "today()"},
        {"pulldata", "instance('LIST')/root/item[name = …]/COLUMN"}, {"len", "string-length()"},
        {"length", "string-length()"}, {"average", "sum(…) div count(…)"},
        {"avg", "sum(…) div count(…)"}, {"year", "format-date(…, '%Y')"}}};

template <std::size_t size>
std::optional<std::string_view> meant_by(
    const std::array<Slip, size>& slips, std::string_view written) {
    const auto* found = std::find_if(
        slips.begin(), slips.end(), [&](const Slip& slip) { return slip.written == written; });
    if (found == slips.end()) return {};
    return found->meant;
}

std::string in_small_letters(std::string_view text) {
    std::string small(text);
    std::transform(small.begin(), small.end(), small.begin(),
        [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; });
    return small;
}

}  // namespace

std::string slip_in_sign(std::string_view rest) {
    if (rest.starts_with('{')) {
        const std::size_t end = rest.find('}');
        const bool has_end = end != std::string_view::npos;
        return format("a question is named with a $ before it: write ${{{}}}",
            has_end ? rest.substr(1, end - 1) : std::string_view("name"));
    }
    for (const Slip& slip : signs) {
        if (!rest.starts_with(slip.written)) continue;
        return format("{} is no sign of an expression: write {}", slip.written, slip.meant);
    }
    return {};
}

std::string slip_in_operator(std::string_view name, std::string_view before) {
    if (const auto meant = meant_by(operators, name)) {
        return format("{} is no operator: write {}", name, *meant);
    }
    if (std::find(denials.begin(), denials.end(), before) != denials.end()) {
        return format("{} is no operator: write not(…)", before);
    }
    if (find_function(name) != nullptr) {
        return format("{} is no operator: write {}(…)", name, name);
    }
    if (find_function(before) != nullptr) {
        return format("what {} is asked of stands in parentheses: write {}(…)", before, before);
    }
    return {};
}

std::string slip_in_function(std::string_view name) {
    const std::string small = in_small_letters(name);
    if (const auto meant = meant_by(functions_of_others, small)) return format("write {}", *meant);
    std::vector<std::string_view> known;
    for (const Function& function : functions()) {
        if (function.use != Function::Use::Instances) known.push_back(function.name);
    }
    const auto nearest = nearest_word(small, known);
    return nearest ? format("write {}()", *nearest) : std::string();
}

}  // namespace otk::form
