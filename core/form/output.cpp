#include "core/form/output.h"

#include <algorithm>
#include <array>
#include <utility>

#include "core/base/assert.h"

namespace otk::form {
namespace {

constexpr std::string_view opening = "${";

constexpr std::array<std::pair<std::string_view, char>, 3> entities = {
    {{"&amp;", '&'}, {"&lt;", '<'}, {"&gt;", '>'}}};

std::string_view trimmed(std::string_view text) {
    constexpr std::string_view space = " \t\r\n";
    text.remove_prefix(std::min(text.find_first_not_of(space), text.size()));
    return text.substr(0, text.find_last_not_of(space) + 1);
}

/// Cuts the text at its outputs: `literal` is told what stands before and after them, `output` a
/// name. False if an output does not end.
template <typename Literal, typename Output>
bool walk(std::string_view text, const Literal& literal, const Output& output) {
    while (true) {
        const std::size_t open = text.find(opening);
        literal(text.substr(0, open));
        if (open == std::string_view::npos) return true;
        const std::size_t close = text.find('}', open);
        if (close == std::string_view::npos) return false;
        const std::size_t begin = open + opening.size();
        output(trimmed(text.substr(begin, close - begin)));
        text.remove_prefix(close + 1);
    }
}

}  // namespace

Result<std::vector<std::string_view>> outputs_in(std::string_view text) {
    std::vector<std::string_view> names;
    const bool is_whole = walk(
        text, [](std::string_view) {}, [&](std::string_view name) { names.push_back(name); });
    if (!is_whole) return fail(ErrorKind::InvalidInput, "${ without } after it");
    return names;
}

std::string with_outputs(
    std::string_view text, const std::function<std::string_view(std::string_view)>& value_of) {
    std::string said;
    const bool is_whole = walk(
        text, [&](std::string_view literal) { said += literal; },
        [&](std::string_view name) { said += value_of(name); });
    OTK_ASSERT(is_whole);
    return said;
}

std::optional<std::string> qr_content(std::string_view text) {
    constexpr std::string_view begin = "<qrcode>";
    constexpr std::string_view end = "</qrcode>";
    text = trimmed(text);
    if (!text.starts_with(begin) || !text.ends_with(end) ||
        text.size() < begin.size() + end.size()) {
        return {};
    }
    std::string_view rest = text.substr(begin.size(), text.size() - begin.size() - end.size());
    if (rest.empty() || rest.find('<') != std::string_view::npos) return {};
    std::string content;
    while (!rest.empty()) {
        const auto* const entity = std::find_if(entities.begin(), entities.end(),
            [&](const auto& known) { return rest.starts_with(known.first); });
        const bool is_entity = entity != entities.end();
        content += is_entity ? entity->second : rest.front();
        rest.remove_prefix(is_entity ? entity->first.size() : 1);
    }
    return content;
}

}  // namespace otk::form
