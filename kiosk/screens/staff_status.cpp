// How the kiosk fares, as cards: docs/PRINTING.md has the printer's states, docs/ARCHITECTURE.md
// the status files.

#include <algorithm>
#include <array>
#include <utility>

#include "core/base/assert.h"
#include "core/base/format.h"
#include "core/text/catalogue.h"
#include "kiosk/look/tokens.h"
#include "kiosk/screens/page.h"
#include "kiosk/screens/staff_page.h"
#include "kiosk/widgets/parts.h"

namespace otk::kiosk::screens {
namespace {

namespace tokens = look::tokens;
using look::Icon;
using look::Type;
using model::NetworkFacts;
using model::PrinterCondition;
using widgets::Canvas;
using Tone = StatusCard::Tone;

struct PrinterWords {
    Icon icon;
    const char* title;
    const char* detail;
    Tone tone;
};

PrinterWords words_of(PrinterCondition condition) {
    switch (condition) {
        case PrinterCondition::Unasked:
            return {Icon::Clock, "Printer: asking", "One moment", Tone::Normal};
        case PrinterCondition::NoService:
            return {Icon::Plug, "No printer", "The printer service is not running", Tone::Warn};
        case PrinterCondition::Ready:
            return {Icon::Tick, "Printer is ready", "You can print", Tone::Normal};
        case PrinterCondition::Busy:
            return {Icon::Printer, "Printing", "Or busy otherwise", Tone::Normal};
        case PrinterCondition::PaperLow:
            return {Icon::Tick, "Printer is ready", "You can print", Tone::Normal};
        case PrinterCondition::PaperOut:
            return {Icon::Printer, "Printer waits", "No job is lost", Tone::Normal};
        case PrinterCondition::CoverOpen:
            return {Icon::Cover, "Cover is open", "Close it until it clicks", Tone::Bad};
        case PrinterCondition::Cutter:
            return {Icon::Cross, "Paper is jammed", "Switch off, take the scraps out, switch on",
                Tone::Bad};
        case PrinterCondition::Offline:
            return {Icon::Plug, "Printer does not answer", "Check power and cable", Tone::Bad};
        case PrinterCondition::Absent:
            return {Icon::Plug, "Printer is not found", "Check power and cable", Tone::Bad};
        case PrinterCondition::NoPermission:
            return {Icon::Lock, "No access to the printer", "Call IT", Tone::Bad};
        case PrinterCondition::Unknown:
            return {Icon::Question, "Printer tells nothing", "Print a test slip", Tone::Warn};
    }
    OTK_UNREACHABLE();
}

PrinterWords paper_words(PrinterCondition condition) {
    switch (condition) {
        case PrinterCondition::Ready:
        case PrinterCondition::Busy:
            return {Icon::Paper, "There is paper", "Nothing to do", Tone::Normal};
        case PrinterCondition::PaperLow:
            return {Icon::Paper, "Paper runs low", "Have a new roll at hand", Tone::Warn};
        case PrinterCondition::PaperOut:
            return {Icon::Warning, "No paper", "Insert a roll and close the cover", Tone::Bad};
        case PrinterCondition::Unasked:
        case PrinterCondition::NoService:
        case PrinterCondition::CoverOpen:
        case PrinterCondition::Cutter:
        case PrinterCondition::Offline:
        case PrinterCondition::Absent:
        case PrinterCondition::NoPermission:
        case PrinterCondition::Unknown:
            return {Icon::Paper, "Paper: not known", "The printer does not say", Tone::Normal};
    }
    OTK_UNREACHABLE();
}

StatusCard card_of(const Canvas& canvas, const char* id, const PrinterWords& words) {
    return {id, words.icon, std::string(canvas.words(words.title)),
        std::string(canvas.words(words.detail)), words.tone};
}

StatusCard network_card(const Canvas& canvas, const NetworkFacts& network) {
    const auto say = [&canvas](const char* key) { return std::string(canvas.words(key)); };
    StatusCard card{"network", Icon::Network, {}, {}, Tone::Normal};
    switch (network.condition) {
        case NetworkFacts::Condition::Unasked:
            card.title = say("Network: asking");
            card.detail = say("One moment");
            return card;
        case NetworkFacts::Condition::NoService:
            card = {"network", Icon::NoNetwork, say("Nothing is sent"),
                say("The courier service is not running"), Tone::Warn};
            return card;
        case NetworkFacts::Condition::NotEnrolled:
            card = {"network", Icon::Lock, say("Not enrolled"), say("Call IT"), Tone::Bad};
            return card;
        case NetworkFacts::Condition::Works:
            card.title = say("Network works");
            break;
        case NetworkFacts::Condition::Retrying:
            card.icon = Icon::NoNetwork;
            card.tone = Tone::Warn;
            card.title = say("No network");
            break;
    }
    card.detail = network.last_success_day.empty()
                      ? say("Nothing was sent yet")
                      : text::fill(canvas.words("Last sent on {day}"),
                            {{"day", day_in_words(network.last_success_day)}});
    return card;
}

StatusCard unsent_card(const Canvas& canvas, const model::StaffFacts& facts) {
    StatusCard card{"unsent", Icon::Box, {}, {}, Tone::Normal};
    card.title = facts.unsent == 0 ? std::string(canvas.words("All is sent"))
                                   : text::fill(canvas.words("{n} not sent"),
                                         {{"n", std::to_string(facts.unsent)}});
    if (!facts.recording && !facts.today.empty()) {
        card.title = canvas.words("Nothing is recorded");
        card.detail = canvas.words("Call IT");
        card.tone = Tone::Bad;
        return card;
    }
    if (facts.room != model::DiskRoom::Fine) {
        card.detail = canvas.words("The disk fills up, call IT");
        card.tone = Tone::Warn;
        return card;
    }
    card.detail = canvas.words("Nothing is lost");
    return card;
}

/// How the words of cards lie: icon over the words, or beside them where a card is low and wide.
struct CardShape {
    std::size_t in_a_row;
    bool is_upright;
    bool is_roomy;   ///< words as large as tiles have them
    bool is_poster;  ///< and larger: they are what the page is for
    float width;
    float padding;
    float icon;
};

CardShape shape_for(const Canvas& canvas, float width, bool is_roomy, bool is_poster) {
    const float gap = canvas.px(tokens::gap);
    const auto share = [&](std::size_t count) {
        return (width - gap * static_cast<float>(count - 1)) / static_cast<float>(count);
    };
    CardShape shape{
        1, false, is_roomy, is_poster, width, canvas.between(1.6F, 4), canvas.between(6, 8)};
    if (is_poster) {
        // Four under each other have to fit a lying panel as well.
        const bool is_lying = canvas.look().is_landscape();
        shape.padding = canvas.px(is_lying ? 5 : 10);
        shape.icon = canvas.px(is_lying ? 16 : 20);
    } else if (is_roomy) {
        shape.in_a_row = 2;
        shape.padding = canvas.px(6);
        shape.icon = canvas.px(tokens::box);
    } else if (share(4) >= canvas.px(50)) {
        shape.in_a_row = 4;
        shape.is_upright = true;
    } else if (share(2) >= canvas.px(58)) {
        shape.in_a_row = 2;
    }
    shape.width = share(shape.in_a_row);
    return shape;
}

float icon_gap(const Canvas& canvas, const CardShape& shape) {
    return canvas.px(shape.is_poster ? 8 : 3);
}

struct CardWords {
    const look::TextLayout* title;
    const look::TextLayout* detail;
    float height;
};

CardWords words_in(const Canvas& canvas, const StatusCard& card, const CardShape& shape) {
    const float side = shape.is_upright ? 0 : shape.icon + icon_gap(canvas, shape);
    const float room = shape.width - 2 * shape.padding - side;
    look::LayoutCache& layouts = canvas.look().layouts();
    CardWords words{};
    const Type title = shape.is_poster  ? Type::Title6
                       : shape.is_roomy ? Type::Label
                                        : Type::LabelSmall;
    const Type detail = shape.is_poster ? Type::Hint : shape.is_roomy ? Type::Body : Type::Small;
    words.title = &layouts.fit(
        card.title, {title, Type::LabelSmall, Type::LabelLeast}, room, 2, canvas.px(40));
    words.detail =
        &layouts.fit(card.detail, {detail, Type::Small, Type::KeyTight}, room, 3, canvas.px(40));
    words.height = words.title->height() + words.detail->height();
    return words;
}

void draw_card(
    const Canvas& canvas, const Rect& where, const StatusCard& card, const CardShape& shape) {
    const Rect rect = widgets::snapped(where);
    const look::Colors& colors = canvas.colors();
    const bool is_warned = card.tone == Tone::Warn;
    const bool is_bad = card.tone == Tone::Bad;
    const look::Color ground = is_warned ? colors.warn : colors.card;
    const look::Color edge = is_bad ? colors.bad : is_warned ? colors.ink : colors.line;
    canvas.box(rect,
        {canvas.px(tokens::radius_key), ground, true, edge,
            canvas.look().line(card.tone == Tone::Normal ? tokens::edge : tokens::edge_strong)});
    const CardWords words = words_in(canvas, card, shape);
    const float x = rect.x + shape.padding;
    const float icon_y =
        shape.is_upright ? rect.y + shape.padding : rect.y + (rect.height - shape.icon) / 2;
    canvas.icon(card.icon, {x, icon_y, shape.icon, shape.icon}, is_bad ? colors.bad : colors.ink);
    const float left = shape.is_upright ? x : x + shape.icon + icon_gap(canvas, shape);
    const float top = shape.is_upright ? icon_y + shape.icon + canvas.px(1.6F)
                                       : rect.y + (rect.height - words.height) / 2;
    const float room = rect.x + rect.width - shape.padding - left;
    canvas.text(*words.title, left, top, room, colors.ink);
    canvas.text(*words.detail, left, top + words.title->height(), room, colors.ink);
    widgets::add_text(canvas, "status-" + card.id, Role::Status, card.title + ". " + card.detail,
        rect, colors.ink, ground);
}

float height_of(const Canvas& canvas, const StatusCard& card, const CardShape& shape) {
    const float words = words_in(canvas, card, shape).height;
    const float inner =
        shape.is_upright ? shape.icon + canvas.px(1.6F) + words : std::max(words, shape.icon);
    return inner + 2 * shape.padding;
}

}  // namespace

std::vector<StatusCard> status_cards(const Canvas& canvas) {
    const model::StaffFacts& facts = canvas.state().staff->facts;
    return {card_of(canvas, "printer", words_of(facts.printer)),
        card_of(canvas, "paper", paper_words(facts.printer)), network_card(canvas, facts.network),
        unsent_card(canvas, facts)};
}

void StaffSheet::add_status(Status status) {
    const bool is_poster = status == Status::Poster && is_spread();
    const CardShape shape = shape_for(m_canvas, m_width, m_is_roomy, is_poster);
    std::vector<StatusCard> cards = status_cards(m_canvas);
    if (arrangement_of(m_canvas) == Arrangement::Bars) {
        // They may lie on several sheets: what is wrong is on the first.
        std::stable_sort(cards.begin(), cards.end(),
            [](const StatusCard& one, const StatusCard& other) { return one.tone > other.tone; });
    }
    for (std::size_t first = 0; first < cards.size(); first += shape.in_a_row) {
        const auto begin = cards.begin() + static_cast<std::ptrdiff_t>(first);
        std::vector<StatusCard> row(begin, begin + static_cast<std::ptrdiff_t>(shape.in_a_row));
        float height = 0;
        for (const StatusCard& card : row)
            height = std::max(height, height_of(m_canvas, card, shape));
        const auto draw = [this, shape, row = std::move(row)](const Rect& rect) {
            float x = rect.x;
            for (const StatusCard& card : row) {
                draw_card(m_canvas, {x, rect.y, shape.width, rect.height}, card, shape);
                x += shape.width + m_canvas.px(tokens::gap);
            }
        };
        constexpr float poster_mm_most = 64;
        const float most = is_poster ? m_canvas.px(poster_mm_most) : 0;
        add(height, is_poster ? tokens::gap : tokens::gap_least, draw, most);
    }
}

}  // namespace otk::kiosk::screens
