#include "core/form/words_of_form.h"

#include <array>
#include <utility>

#include "core/base/assert.h"

namespace otk::form {
namespace {

constexpr std::array metrics = {std::pair(Metric::None, std::string_view("none")),
    std::pair(Metric::Csat, std::string_view("csat")), std::pair(Metric::Nps, std::string_view("nps")),
    std::pair(Metric::Ces, std::string_view("ces")), std::pair(Metric::Csi, std::string_view("csi"))};
constexpr std::array on_timeouts = {std::pair(OnTimeout::Keep, std::string_view("keep")),
    std::pair(OnTimeout::Drop, std::string_view("drop"))};
constexpr std::array audiences = {std::pair(Audience::External, std::string_view("external")),
    std::pair(Audience::Internal, std::string_view("internal"))};
constexpr std::array page_kinds = {std::pair(PageKind::Single, std::string_view("single")),
    std::pair(PageKind::FieldList, std::string_view("field-list")),
    std::pair(PageKind::Matrix, std::string_view("matrix"))};
constexpr std::array direction_kinds = {
    std::pair(DirectionRule::Kind::Fixed, std::string_view("fixed")),
    std::pair(DirectionRule::Kind::ByAnswer, std::string_view("by-answer")),
    std::pair(DirectionRule::Kind::ByQuestion, std::string_view("by-question"))};

constexpr std::array flags = {std::pair(&Appearance::likert, std::string_view("likert")),
    std::pair(&Appearance::quick, std::string_view("quick")),
    std::pair(&Appearance::multiline, std::string_view("multiline")),
    std::pair(&Appearance::numbers, std::string_view("numbers")),
    std::pair(&Appearance::no_buttons, std::string_view("no-buttons")),
    std::pair(&Appearance::minimal, std::string_view("minimal")),
    std::pair(&Appearance::printer, std::string_view("printer"))};

constexpr std::string_view columns_that_fit = "columns";
constexpr std::string_view columns_prefix = "columns-";
constexpr int columns_max = 9;

template <typename Table, typename Enumerator>
std::string_view word_in(const Table& table, Enumerator wanted) {
    for (const auto& [enumerator, word] : table) {
        if (enumerator == wanted) return word;
    }
    OTK_UNREACHABLE();
}

template <typename Table>
auto named_in(const Table& table, std::string_view wanted)
    -> std::optional<typename Table::value_type::first_type> {
    for (const auto& [enumerator, word] : table) {
        if (word == wanted) return enumerator;
    }
    return {};
}

}  // namespace

std::string_view word_of(Metric metric) { return word_in(metrics, metric); }
std::string_view word_of(OnTimeout on_timeout) { return word_in(on_timeouts, on_timeout); }
std::string_view word_of(Audience audience) { return word_in(audiences, audience); }
std::string_view word_of(PageKind kind) { return word_in(page_kinds, kind); }
std::string_view word_of(DirectionRule::Kind kind) { return word_in(direction_kinds, kind); }

std::optional<Metric> metric_named(std::string_view word) { return named_in(metrics, word); }
std::optional<OnTimeout> on_timeout_named(std::string_view word) {
    return named_in(on_timeouts, word);
}
std::optional<Audience> audience_named(std::string_view word) { return named_in(audiences, word); }
std::optional<PageKind> page_kind_named(std::string_view word) { return named_in(page_kinds, word); }
std::optional<DirectionRule::Kind> direction_kind_named(std::string_view word) {
    return named_in(direction_kinds, word);
}

std::vector<std::string> words_of(const Appearance& appearance) {
    std::vector<std::string> words;
    for (const auto& [flag, word] : flags) {
        if (appearance.*flag) words.emplace_back(word);
    }
    if (appearance.columns == 0) {
        words.emplace_back(columns_that_fit);
    } else if (appearance.columns != 1) {
        words.push_back(std::string(columns_prefix) + std::to_string(appearance.columns));
    }
    return words;
}

bool add_word(Appearance& appearance, std::string_view word) {
    for (const auto& [flag, name] : flags) {
        if (name != word) continue;
        appearance.*flag = true;
        return true;
    }
    if (word == columns_that_fit) {
        appearance.columns = 0;
        return true;
    }
    if (!word.starts_with(columns_prefix) || word.size() != columns_prefix.size() + 1) return false;
    const int columns = word.back() - '0';
    if (columns < 1 || columns > columns_max) return false;
    appearance.columns = columns;
    return true;
}

}  // namespace otk::form
