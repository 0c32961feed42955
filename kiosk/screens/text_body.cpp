#include <algorithm>
#include <vector>

#include "core/base/assert.h"
#include "core/text/personal_data.h"
#include "kiosk/look/tokens.h"
#include "kiosk/look/tracks.h"
#include "kiosk/screens/page.h"
#include "kiosk/widgets/field.h"
#include "kiosk/widgets/keyboard.h"
#include "kiosk/widgets/parts.h"

namespace otk::kiosk::screens {
namespace {

namespace tokens = look::tokens;
using look::Type;
using widgets::Canvas;

/// Under the field: what was hidden. Its line is kept free while nothing is.
void draw_hidden(const Canvas& canvas, const Rect& rect, std::string_view text) {
    const std::string_view said = said_hidden(canvas, text);
    if (said.empty()) return;
    const look::TextLayout& line = canvas.look().layouts().fit(
        said, {Type::Small, Type::KeyTight}, rect.width - canvas.px(14), 1, rect.height);
    const float side = line.em_px * 1.25F;
    const float y = rect.y + rect.height / 2;
    canvas.icon(look::Icon::Lock, {rect.x, y - side / 2, side, side}, canvas.colors().ink2);
    const float left = rect.x + widgets::sign_width(canvas, line);
    canvas.text(line, left, y - line.height() / 2, line.width, canvas.colors().ink2);
    widgets::add_text(canvas, "hidden", Role::Status, said,
        {left, y - line.height() / 2, line.width, line.height()}, canvas.colors().ink2,
        canvas.colors().paper2);
}

const std::string& text_of(const Canvas& canvas, std::size_t question) {
    const auto typed = canvas.state().typed.find(question);
    return typed != canvas.state().typed.end() ? typed->second
                                               : canvas.state().visit->value(question);
}

/// The field over the keyboard and nothing else: a low panel.
Body tight_text_body(const Canvas& canvas, std::size_t question, const Portion& portion) {
    // Two lines of a hint, or one of doubled letters; nobody has to touch it.
    const float field_mm_least = canvas.look().is_large() ? 20 : 13.5F;
    constexpr float between_mm = 0.7F;
    const float keys_least = widgets::keyboard_height_least(canvas);
    const float keys_wanted = widgets::keyboard_height_wanted(canvas);
    Body body;
    body.is_text = true;
    body.least = canvas.px(field_mm_least + between_mm) + keys_wanted;
    const float keys_most =
        std::max(widgets::keyboard_height(canvas, landscape_key_mm), keys_wanted);
    // Doubled letters come before a field of several lines.
    const float keys_weight = canvas.look().is_large() ? 1000 : 2;
    body.draw = [&canvas, question, field_mm_least, keys_least, keys_most, keys_weight,
                    hint = portion.hint](const Rect& rect) {
        const float margin = canvas.margin();
        const float field_width = rect.width - 2 * margin;
        const std::array tracks{
            look::Track{.least = std::max(canvas.px(field_mm_least),
                            widgets::field_height_of_hint(canvas, field_width, hint)),
                .weight = 1},
            look::Track{.least = canvas.px(between_mm)},
            look::Track{.least = keys_least, .weight = keys_weight, .most = keys_most},
        };
        const std::vector<look::Span> rows = look::divide(rect.y, rect.height, tracks);
        widgets::draw_field(canvas, {rect.x + margin, rows[0].begin, field_width, rows[0].length},
            text_of(canvas, question), hint);
        widgets::draw_keyboard(canvas, {rect.x, rows[2].begin, rect.width, rows[2].length},
            question, canvas.state().visit->form().questions[question].appearance.multiline);
    };
    return body;
}

}  // namespace

std::string_view said_hidden(const Canvas& canvas, std::string_view text) {
    const std::vector<text::MaskedRange> masks = text::masks_in(text);
    if (masks.empty()) return {};
    const text::PersonalDatum kind = masks.front().kind;
    if (std::ranges::any_of(masks, [&](const auto& mask) { return mask.kind != kind; })) {
        return canvas.words("Personal data are hidden and will not be stored");
    }
    switch (kind) {
        case text::PersonalDatum::Phone:
            return canvas.words("Phone number is hidden and will not be stored");
        case text::PersonalDatum::Email:
            return canvas.words("E-mail address is hidden and will not be stored");
        case text::PersonalDatum::Passport:
            return canvas.words("Passport number is hidden and will not be stored");
        case text::PersonalDatum::Snils:
            return canvas.words("SNILS is hidden and will not be stored");
        case text::PersonalDatum::Card:
            return canvas.words("Card number is hidden and will not be stored");
        case text::PersonalDatum::Name:
            return canvas.words("Name is hidden and will not be stored");
    }
    OTK_UNREACHABLE();
}

float text_split(const Canvas& canvas) {
    // Doubled words of a hint would else stand on more lines than a keyboard leaves them.
    return canvas.look().is_large() ? 0.6F : 5.0F / 11;
}

float lying_key_mm(const Canvas& canvas) {
    // A doubled letter needs all of it.
    return canvas.look().is_large() ? 18 : landscape_key_mm;
}

Body text_body(const Canvas& canvas, std::size_t question, float, const Portion& portion) {
    if (portion.is_tight) return tight_text_body(canvas, question, portion);
    const bool is_low = canvas.look().is_landscape();
    const float hidden_line =
        canvas.set("0", Type::Small, canvas.px(40)).height() + canvas.px(is_low ? 4 : 11);
    const float key_mm = is_low || canvas.look().height_mm() < 300 ? lying_key_mm(canvas) : 23;
    const float keys = widgets::keyboard_height(canvas, key_mm);
    Body body;
    body.is_text = true;
    body.least = canvas.px(36) + hidden_line + keys;
    body.titles = {Type::Title3, Type::Title4};
    body.draw = [&canvas, question, hidden_line, keys](const Rect& rect) {
        const form::Visit& visit = *canvas.state().visit;
        const std::string& text = text_of(canvas, question);
        const float margin = canvas.margin();
        const float width = rect.width - 2 * margin;
        const std::array tracks{
            look::Track{.least = canvas.px(20), .weight = 1},
            look::Track{.least = hidden_line},
            look::Track{.least = keys},
        };
        const std::vector<look::Span> rows = look::divide(rect.y, rect.height, tracks);
        // Landscape: the words of the page stand on the left of the field.
        const float left =
            canvas.look().is_landscape() ? rect.width * text_split(canvas) + margin : rect.x + margin;
        const float field_width = rect.x + margin + width - left;
        // At 200 % how many questions remain stands above it.
        const float above = canvas.look().is_large() ? 24 : 6;
        const float top = rows[0].begin + (canvas.look().is_landscape() ? canvas.px(above) : 0);
        widgets::draw_field(canvas, {left, top, field_width, rows[0].end() - top}, text);
        draw_hidden(canvas, {left, rows[1].begin, field_width, rows[1].length * 0.8F}, text);
        widgets::draw_keyboard(canvas, {rect.x, rows[2].begin, rect.width, rows[2].length},
            question, visit.form().questions[question].appearance.multiline);
    };
    return body;
}

}  // namespace otk::kiosk::screens
