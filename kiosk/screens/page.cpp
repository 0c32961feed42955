#include "kiosk/screens/page.h"

#include <algorithm>

#include "kiosk/look/tokens.h"
#include "kiosk/widgets/parts.h"

namespace otk::kiosk::screens {

namespace tokens = look::tokens;
using look::Type;
using widgets::Canvas;

float header_height(const Canvas& canvas) {
    const look::Look& look = canvas.look();
    float mm = look.is_large() ? tokens::header_large : tokens::header;
    if (look.is_landscape()) {
        mm = look.is_large() ? tokens::header_landscape_large : tokens::header_landscape;
    }
    // Below 21.5" the rows tighten before anything that is touched does.
    const bool is_small = std::min(look.width_mm(), look.height_mm()) < 200;
    const float part = is_small ? 0.09F : look.is_large() ? 0.145F : 0.115F;
    return canvas.px(std::min(mm, look.height_mm() * part));
}

namespace {

constexpr float group_gap_mm = 3;
constexpr float picture_gap_mm = 4;

/// Between title and hint; a hint alone begins at the top.
float hint_gap(const Canvas& canvas, const Heading& heading) {
    return heading.title.empty() ? 0 : canvas.px(heading.hint_gap_mm);
}

}  // namespace

Arrangement arrangement_of(const Canvas& canvas) {
    const look::Look& look = canvas.look();
    // Under these heights the least of everything does not stand under each other: header 12–20,
    // words 40, toast 30, keys 38–48 and footer 19–30, and in the stack the answers.
    constexpr float stack_mm_least = 360;
    constexpr float split_mm_least = 200;
    // Beside each other they want some width, too: a panel of 4:3 has little.
    constexpr float split_width_mm_least = 300;
    // Doubled words take more of it.
    constexpr float split_large_mm_least = 220;
    if (!look.is_landscape()) {
        return look.height_mm() < stack_mm_least ? Arrangement::Bars : Arrangement::Stack;
    }
    const float least = look.is_large() ? split_large_mm_least : split_mm_least;
    const bool is_wide = look.width_mm() >= split_width_mm_least;
    return is_wide && look.height_mm() >= least ? Arrangement::Split : Arrangement::Bars;
}

bool is_low(const Canvas& canvas) {
    return canvas.state().view.low && look::offers_low_reach(canvas.look().panel());
}

SetHeading set_heading(const Canvas& canvas, const Heading& heading, Type title, float width) {
    SetHeading set;
    look::LayoutCache& layouts = canvas.look().layouts();
    if (!heading.more.empty() || heading.keeps_place_of_more) {
        // An empty line is as high as a written one.
        const look::TextLayout& line = layouts.set(heading.more, Type::Small, width);
        if (!heading.more.empty()) set.more = &line;
        set.more_height = line.height() + canvas.px(4);
        set.height += set.more_height;
    }
    if (!heading.group.empty()) {
        const bool is_doubled =
            canvas.look().is_large() && arrangement_of(canvas) != Arrangement::Bars;
        set.group =
            &layouts.set(heading.group, is_doubled ? Type::Label : Type::LabelSmall, width);
        set.height += set.group->height() + canvas.px(group_gap_mm);
    }
    if (canvas.has_picture(heading.picture)) {
        set.picture_height =
            canvas.picture_height(heading.picture, width, canvas.px(heading.picture_mm));
        set.height += set.picture_height + canvas.px(picture_gap_mm);
    }
    if (!heading.title.empty()) {
        set.title = &layouts.set(heading.title, title, width);
        set.fits = set.title->fits && set.title->lines.size() <= 3;
        set.height += set.title->height();
    }
    if (!heading.hint.empty()) {
        set.hint = &layouts.set(heading.hint, heading.hint_type, width);
        if (heading.icon) {
            set.hint = &layouts.set(
                heading.hint, heading.hint_type, width - widgets::sign_width(canvas, *set.hint));
        }
        set.height += hint_gap(canvas, heading) + set.hint->height();
    }
    if (!heading.note.empty()) {
        set.note = &layouts.set(heading.note, Type::FieldHint, width - canvas.px(12));
        set.height += canvas.px(heading.note_gap_mm) + set.note->height();
    }
    return set;
}

void draw_heading(const Canvas& canvas, const Heading& heading, const SetHeading& set, float x,
    float y, float width) {
    const look::Colors& colors = canvas.colors();
    // The paper darkens downwards: what is judged is the darker end of where words stand.
    const look::Color ground = colors.paper2;
    if (set.more != nullptr) {
        canvas.text(*set.more, x, y, width, colors.ink2);
        widgets::add_text(canvas, "left", Role::Text, heading.more,
            {x, y, set.more->width, set.more->height()}, colors.ink2, ground);
    }
    y += set.more_height;
    if (set.group != nullptr) {
        canvas.text(*set.group, x, y, width, colors.ink);
        widgets::add_text(canvas, "group", Role::Heading, heading.group,
            {x, y, set.group->width, set.group->height()}, colors.ink, ground);
        y += set.group->height() + canvas.px(group_gap_mm);
    }
    if (set.picture_height > 0) {
        const Rect place{x, y, width, set.picture_height};
        canvas.picture(heading.picture, place, widgets::Align::Left);
        widgets::add_text(canvas, "picture" + heading.suffix, Role::Image, heading.title, place,
            colors.ink, ground);
        y += set.picture_height + canvas.px(picture_gap_mm);
    }
    if (set.title != nullptr) {
        canvas.text(*set.title, x, y, width, colors.ink);
        widgets::add_text(canvas, "question" + heading.suffix, Role::Heading, heading.title,
            {x, y, set.title->width, set.title->height()}, colors.ink, ground);
        y += set.title->height();
    }
    if (set.hint != nullptr) {
        y += hint_gap(canvas, heading);
        float left = x;
        if (heading.icon) {
            const float side = set.hint->em_px * 1.25F;
            canvas.icon(*heading.icon, {x, y + (set.hint->line_height - side) / 2, side, side},
                colors.ink2);
            left += widgets::sign_width(canvas, *set.hint);
        }
        canvas.text(*set.hint, left, y, width, colors.ink2);
        widgets::add_text(canvas, "hint" + heading.suffix, Role::Text, heading.hint,
            {left, y, set.hint->width, set.hint->height()}, colors.ink2, ground);
        y += set.hint->height();
    }
    if (set.note != nullptr) {
        y += canvas.px(heading.note_gap_mm);
        float left = x;
        if (heading.note_is_problem) {
            const float side = set.note->em_px * 1.1F;
            canvas.icon(look::Icon::Info, {x, y + (set.note->line_height - side) / 2, side, side},
                colors.bad);
            left += canvas.px(12);
        }
        canvas.text(*set.note, left, y, width, colors.ink2);
        widgets::add_text(canvas, (heading.note_is_problem ? "problem" : "note") + heading.suffix,
            heading.note_is_problem ? Role::Status : Role::Text, heading.note,
            {left, y, set.note->width, set.note->height()}, colors.ink2, ground);
    }
}

}  // namespace otk::kiosk::screens
