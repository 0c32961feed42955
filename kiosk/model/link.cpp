#include "kiosk/model/link.h"

#include <optional>
#include <string_view>

#include "core/form/output.h"

namespace otk::kiosk::model {
namespace {

std::string without_scheme(const std::string& link) {
    constexpr std::string_view separator = "://";
    const std::size_t scheme = link.find(separator);
    return scheme == std::string::npos ? link : link.substr(scheme + separator.size());
}

}  // namespace

Link link_of(const State& state) {
    if (state.visit != nullptr) {
        const std::vector<form::Question>& questions = state.visit->form().questions;
        for (std::size_t index = 0; index < questions.size(); ++index) {
            if (!questions[index].appearance.printer || !state.visit->is_relevant(index)) continue;
            const std::optional<std::string> own = form::qr_content(state.visit->value(index));
            if (own) return {*own, without_scheme(*own)};
        }
    }
    return {state.surroundings.link, state.surroundings.link_to_type};
}

}  // namespace otk::kiosk::model
