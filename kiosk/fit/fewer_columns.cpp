#include "kiosk/fit/fewer_columns.h"

#include <algorithm>
#include <optional>

#include "core/base/format.h"

namespace otk::kiosk::fit {
namespace {

/// Choices in line with the first one.
std::size_t side_by_side(const Frame& frame, const std::string& prefix) {
    std::optional<float> top;
    std::size_t count = 0;
    for (const Item& item : frame.items) {
        if (!item.id.starts_with(prefix)) continue;
        if (!top) top = item.rect.y;
        if (item.rect.y == *top) ++count;
    }
    return count;
}

}  // namespace

void FewerColumns::look_at(const form::Visit& visit, const Frame& frame, std::string_view setting) {
    if (visit.page().kind == form::PageKind::Matrix) return;
    for (const std::size_t index : visit.shown_questions()) {
        const form::Question& question = visit.form().questions[index];
        if (question.appearance.columns < 2) continue;
        const auto asked = static_cast<std::size_t>(question.appearance.columns);
        const std::size_t drawn = side_by_side(frame, "choice-" + question.name + "-");
        if (drawn >= std::min(asked, visit.offered(index).size())) continue;
        std::string& names = m_settings[{index, drawn}];
        if (names.find(setting) != std::string::npos) continue;
        names += (names.empty() ? "" : ", ") + std::string(setting);
    }
}

std::vector<FitRemark> FewerColumns::remarks(const form::Form& form) const {
    std::vector<FitRemark> remarks;
    for (const auto& [drawn, names] : m_settings) {
        const form::Question& question = form.questions[drawn.first];
        remarks.push_back({"fewer-columns", "question " + question.name, "appearance",
            format("columns-{} is drawn as {} ({}), since the labels need the width",
                question.appearance.columns, drawn.second, names),
            true});
    }
    return remarks;
}

}  // namespace otk::kiosk::fit
