#include "kiosk/screens/staff_page.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <utility>

#include "core/base/format.h"
#include "core/base/local_day.h"
#include "core/text/catalogue.h"
#include "kiosk/look/tokens.h"
#include "kiosk/screens/page.h"
#include "kiosk/widgets/key_row.h"
#include "kiosk/widgets/parts.h"

namespace otk::kiosk::screens {

namespace tokens = look::tokens;
using look::Icon;
using look::Type;
using model::Intent;
using model::IntentKind;
using model::StaffWish;
using widgets::Align;
using widgets::Canvas;
using widgets::Key;
using widgets::KeyStyle;

Key staff_key(const Canvas& canvas, std::string id, std::string_view words, StaffWish wish,
    std::string value) {
    return {.id = std::move(id),
        .label = canvas.words(words),
        .style = KeyStyle::Card,
        .type = Type::Action,
        .tight = Type::KeyTight,
        .intent = Intent{.kind = IntentKind::Staff, .value = std::move(value), .wish = wish}};
}

Key staff_key(const Canvas& canvas, std::string id, std::string_view words, Icon icon,
    StaffWish wish, std::string value) {
    Key key = staff_key(canvas, std::move(id), words, wish, std::move(value));
    key.icon = icon;
    return key;
}

std::string day_in_words(std::string_view day) {
    const Result<Day> parsed = parse_day(day);
    if (!parsed) return std::string(day);
    return format("{:02}.{:02}.{}", parsed->day, parsed->month, parsed->year);
}

namespace {

/// Under this a second column has no room for a row of keys.
constexpr float column_mm_least = 130;

/// «выход через 3 мин».
std::string said_time(const Canvas& canvas, int left_s) {
    constexpr int minute_s = 60;
    const bool in_minutes = left_s > minute_s;
    const std::string number =
        std::to_string(in_minutes ? (left_s + minute_s - 1) / minute_s : left_s);
    const std::string_view pattern =
        canvas.words(in_minutes ? "Leaves in {n} min" : "Leaves in {n} s");
    return text::fill(pattern, {{"n", number}});
}

std::string said_place(const Canvas& canvas) {
    return text::fill(canvas.words("Stands at: {place}"),
        {{"place", canvas.in_language(canvas.state().surroundings.place)}});
}

Key turning_key(
    const Canvas& canvas, const char* id, const char* words, Icon icon, std::size_t sheet) {
    return {.id = id,
        .label = canvas.words(words),
        .style = KeyStyle::Quiet,
        .icon = icon,
        .sign_only = true,
        .intent = Intent{.kind = IntentKind::TurnTo, .value = std::to_string(sheet)}};
}

void put_place(const Canvas& canvas, const std::string& words, const look::TextLayout& place,
    float x, float y) {
    canvas.text(place, x, y, place.width, canvas.colors().ink);
    widgets::add_text(canvas, "place", Role::Text, words, {x, y, place.width, place.height()},
        canvas.colors().ink, canvas.colors().paper1);
}

/// Keys of one block say their words alike, as large as all of them have room.
widgets::Saying saying_of_block(
    const Canvas& canvas, std::vector<Key>& keys, float width, float height) {
    // Where a key comes to stand, whole pixels may take one of each length.
    const Rect least{0, 0, std::floor(width) - 1, std::floor(height) - 1};
    std::vector<widgets::PlacedKey> placed;
    for (Key& key : keys) {
        key.type = Type::BigKey;
        placed.push_back({least, key});
    }
    return widgets::common_saying(canvas, placed);
}

/// A text on the right edge of the header.
void put_right(const Canvas& canvas, const char* id, const std::string& words, Type type,
    float right, float y) {
    if (words.empty()) return;
    const look::TextLayout& line = canvas.set(words, type, canvas.panel().width / 2);
    const Rect place{right - line.width, y, line.width, line.height()};
    canvas.text(line, place.x, y, line.width, canvas.colors().ink);
    widgets::add_text(
        canvas, id, Role::Text, words, place, canvas.colors().ink, canvas.colors().paper1);
}

}  // namespace

StaffSheet::StaffSheet(const Canvas& canvas) : m_canvas(canvas) {
    const Rect panel = canvas.panel();
    const float margin = canvas.margin();
    const float top = std::round(header_height(canvas)) + canvas.between(0.5F, 2);
    const float bottom = std::round(widgets::footer_height(canvas)) + canvas.between(1.8F, 6);
    m_area = {margin, top, panel.width - 2 * margin, panel.height - top - bottom};
    m_column_gap = canvas.between(6, 16);
    const float two = (m_area.width - m_column_gap) / 2;
    if (canvas.look().is_landscape() && two >= canvas.px(column_mm_least)) m_columns = 2;
    m_width = m_columns == 2 ? two : m_area.width;
    m_is_roomy = arrangement_of(canvas) == Arrangement::Stack && canvas.between(0, 1) >= 1;
}

void StaffSheet::add(
    float height, float gap_mm, std::function<void(const Rect&)> draw, float most) {
    const float gap = std::max(gap_mm, std::exchange(m_gap_mm_least, 0.0F));
    const float least = std::min(height, m_area.height);
    m_blocks.push_back({least, std::max(most, least), m_canvas.between(std::min(gap, 3.0F), gap),
        std::move(draw), std::exchange(m_turns_column, false), std::exchange(m_sinks, false), 0});
}

void StaffSheet::sink() {
    m_sinks = true;
}

void StaffSheet::add_together(const std::function<void()>& add) {
    const std::size_t first = m_blocks.size();
    add();
    if (first < m_blocks.size()) m_blocks[first].together = m_blocks.size() - first;
}

void StaffSheet::turn_column() {
    m_turns_column = true;
}

void StaffSheet::add_title(std::string words) {
    look::LayoutCache& layouts = m_canvas.look().layouts();
    const look::TextLayout& title = layouts.fit(words,
        {Type::Title4, Type::Title5, Type::Title6, Type::Title8, Type::Title10, Type::Title11},
        m_width, 2, m_area.height * 0.12F);
    add(title.height(), 8, [this, &title, words = std::move(words)](const Rect& rect) {
        const look::Colors& colors = m_canvas.colors();
        m_canvas.text(title, rect.x, rect.y, rect.width, colors.ink);
        widgets::add_text(m_canvas, "title", Role::Heading, words,
            {rect.x, rect.y, title.width, title.height()}, colors.ink, colors.paper2);
    });
    constexpr float under_title_mm = 8;
    m_gap_mm_least = under_title_mm;
}

void StaffSheet::add_text(std::string id, std::string words, Type type, float gap_mm, Role role) {
    const look::TextLayout& layout =
        m_canvas.look().layouts().fit(words, {type, Type::KeyTight}, m_width, 8, m_area.height);
    add(layout.height(), gap_mm,
        [this, &layout, role, id = std::move(id), words = std::move(words)](const Rect& rect) {
            const look::Colors& colors = m_canvas.colors();
            m_canvas.text(layout, rect.x, rect.y, rect.width, colors.ink);
            widgets::add_text(m_canvas, id, role, words,
                {rect.x, rect.y, layout.width, layout.height()}, colors.ink, colors.paper2);
        });
}

void StaffSheet::add_keys(
    std::vector<Key> keys, std::size_t in_a_row, float least_mm, float most_mm) {
    const float height = m_canvas.between(least_mm, most_mm);
    const float gap = m_canvas.px(tokens::gap);
    const auto slots = static_cast<float>(in_a_row);
    const float width = (m_width - gap * (slots - 1)) / slots;
    const widgets::Saying saying = saying_of_block(m_canvas, keys, width, height);
    for (std::size_t first = 0; first < keys.size(); first += in_a_row) {
        const std::size_t count = std::min(in_a_row, keys.size() - first);
        const auto begin = keys.begin() + static_cast<std::ptrdiff_t>(first);
        std::vector<Key> row(begin, begin + static_cast<std::ptrdiff_t>(count));
        add(height, tokens::gap, [this, gap, width, saying, row = std::move(row)](
                                     const Rect& rect) {
            float x = rect.x;
            for (const Key& key : row) {
                widgets::draw_key(m_canvas, {x, rect.y, width, rect.height}, key, saying);
                x += width + gap;
            }
        });
    }
}

void StaffSheet::add_line(const std::string& id, std::string_view name, const std::string& value) {
    const float gap = m_canvas.px(4);
    look::LayoutCache& layouts = m_canvas.look().layouts();
    const Type type = m_is_roomy ? Type::Body : Type::Small;
    const look::TextLayout& right =
        layouts.fit(value, {type, Type::Small, Type::KeyTight}, m_width * 0.55F, 2, m_area.height);
    const look::TextLayout& left = layouts.fit(
        name, {type, Type::Small, Type::KeyTight}, m_width - right.width - gap, 2, m_area.height);
    const float air = m_is_roomy ? m_canvas.px(3.6F) : m_canvas.between(0.8F, 2.4F);
    const float height = std::max(left.height(), right.height()) + 2 * air;
    std::string said = std::string(name) + ": " + value;
    const float words = height - 2 * air;
    const auto draw = [=, this, &left, &right, said = std::move(said)](const Rect& rect) {
        const look::Colors& colors = m_canvas.colors();
        const float y = rect.y + (rect.height - words) / 2;
        m_canvas.fill({rect.x, rect.y, rect.width, m_canvas.look().line(0.3F)}, colors.line);
        m_canvas.text(left, rect.x, y, rect.width, colors.ink);
        m_canvas.text(
            right, rect.x + rect.width - right.width, y, right.width, colors.ink, Align::Right);
        widgets::add_text(m_canvas, id, Role::Text, said, {rect.x, y, rect.width, words},
            colors.ink, colors.paper2);
    };
    constexpr float airy = 1.6F;
    add(height, 0, draw, height * airy);
}

void StaffSheet::add_slider(Slider slider) {
    const float height = m_canvas.between(15.2F, 26);
    // A value stands on its bar's sheet.
    const look::TextLayout& value = m_canvas.look().layouts().fit(
        slider.said, {Type::Title5, Type::KeyTight}, m_width, 1, m_area.height);
    const float above = value.height() + m_canvas.px(tokens::gap_least);
    add(above + height, tokens::gap,
        [=, this, &value, slider = std::move(slider)](const Rect& all) {
            const look::Colors& colors = m_canvas.colors();
            m_canvas.text(value, all.x, all.y, all.width, colors.ink);
            widgets::add_text(m_canvas, slider.id + "-now", Role::Text, slider.said,
                {all.x, all.y, value.width, value.height()}, colors.ink, colors.paper2);
            const Rect where{all.x, all.y + above, all.width, all.height - above};
            const float gap = m_canvas.px(tokens::gap);
            const float key = std::max(where.height, m_canvas.px(22));
            widgets::draw_key(m_canvas, {where.x, where.y, key, where.height}, slider.less);
            const Rect bar = widgets::snapped({where.x + key + gap, where.y + where.height * 0.3F,
                where.width - 2 * (key + gap), where.height * 0.4F});
            const float radius = bar.height / 2;
            const float edge = m_canvas.look().line(tokens::edge);
            m_canvas.box(bar, {radius, colors.card, true, colors.ink, edge});
            const float full =
                std::max(bar.height, bar.width * std::clamp(slider.part, 0.0F, 1.0F));
            m_canvas.box(
                {bar.x, bar.y, full, bar.height}, {radius, colors.primary, true, colors.ink, edge});
            widgets::add_text(
                m_canvas, slider.id, Role::Status, slider.said, bar, colors.ink, colors.card);
            widgets::draw_key(
                m_canvas, {where.x + where.width - key, where.y, key, where.height}, slider.more);
        });
}

/// Of the block and of what stays with it.
float StaffSheet::height_from(std::size_t block) const {
    float height = m_blocks[block].height;
    for (std::size_t at = 1; at < m_blocks[block].together; ++at)
        height += m_blocks[block + at].gap + m_blocks[block + at].height;
    // What no sheet holds is parted.
    return height <= m_area.height ? height : m_blocks[block].height;
}

/// Where each block lies: down a column, on to the next, on to the next sheet.
std::vector<StaffSheet::Placed> StaffSheet::placed() const {
    std::vector<Placed> placed;
    std::size_t slot = 0;
    float y = 0;
    for (std::size_t at = 0; at < m_blocks.size(); ++at) {
        const Block& block = m_blocks[at];
        const bool turns = block.turns_column && m_columns > 1 && slot % m_columns == 0 && y > 0;
        const float gap = y > 0 ? block.gap : 0;
        if (turns || y + gap + height_from(at) > m_area.height + 0.5F) {
            ++slot;
            y = 0;
        } else {
            y += gap;
        }
        const auto column = static_cast<float>(slot % m_columns);
        placed.push_back({&block, slot / m_columns,
            {m_area.x + column * (m_width + m_column_gap), m_area.y + y, m_width, block.height}});
        y += block.height;
    }
    spread(placed);
    return placed;
}

/// Where one sheet holds everything, what is free is given to the blocks that may grow, then to the
/// gap above what sinks. Where there are several, each is full.
void StaffSheet::spread(std::vector<Placed>& placed) const {
    if (!is_spread() || placed.empty() || placed.back().sheet > 0) return;
    const std::span<Placed> all(placed);
    std::size_t begin = 0;
    for (std::size_t at = 1; at <= all.size(); ++at) {
        if (at < all.size() && all[at].rect.x == all[begin].rect.x) continue;
        spread_column(all.subspan(begin, at - begin));
        begin = at;
    }
}

void StaffSheet::spread_column(std::span<Placed> column) const {
    const Rect& last = column.back().rect;
    float free = m_area.y + m_area.height - last.y - last.height;
    auto growing = static_cast<float>(std::ranges::count_if(
        column, [](const Placed& one) { return one.block->most > one.block->height; }));
    float moved = 0;
    for (Placed& one : column) {
        one.rect.y += moved;
        if (one.block->most <= one.block->height) continue;
        const float more = std::min(one.block->most - one.block->height, free / growing);
        one.rect.height += more;
        moved += more;
        free -= more;
        growing -= 1;
    }
    const auto first =
        std::ranges::find_if(column, [](const Placed& one) { return one.block->sinks; });
    for (auto one = first; one != column.end(); ++one)
        one->rect.y += free;
}

void StaffSheet::draw(std::vector<Key> plinth) const {
    widgets::draw_ground(m_canvas);
    draw_header();
    const std::vector<Placed> all = placed();
    const std::size_t last = all.empty() ? 0 : all.back().sheet;
    const std::size_t sheet = std::min(m_canvas.state().sheet, last);
    for (const Placed& one : all) {
        if (one.sheet == sheet) one.block->draw(one.rect);
    }
    std::vector<Key> keys;
    if (sheet > 0) keys.push_back(turning_key(m_canvas, "back", "Back", Icon::Left, sheet - 1));
    if (sheet < last) keys.push_back(turning_key(m_canvas, "next", "More", Icon::Right, sheet + 1));
    for (Key& key : plinth) {
        if (key.style == KeyStyle::Card) key.style = KeyStyle::Quiet;
        if (!key.sign_only) key.type = Type::Action;
        keys.push_back(std::move(key));
    }
    widgets::draw_plinth(m_canvas, keys);
}

void StaffSheet::draw_header() const {
    const float height = std::round(header_height(m_canvas));
    // Person and time take two lines.
    if (height < m_canvas.px(16)) {
        draw_low_header(height);
    } else {
        draw_header_words(draw_header_right(height), height);
    }
}

/// Place and time only; the place not where it has no room.
void StaffSheet::draw_low_header(float height) const {
    const std::string time = said_time(m_canvas, m_canvas.state().staff->left_s);
    const float right = m_canvas.panel().width - m_canvas.margin();
    const look::TextLayout& line = m_canvas.set(time, Type::KeyTight, right);
    put_right(m_canvas, "leaves", time, Type::KeyTight, right, (height - line.height()) / 2);
    const float room = right - m_canvas.margin() - line.width - m_canvas.px(4);
    const std::string words = said_place(m_canvas);
    const look::TextLayout& place =
        m_canvas.look().layouts().fit(words, {Type::LabelSmall, Type::LabelLeast}, room, 1, height);
    if (!place.fits || place.lines.size() > 1) return;
    put_place(m_canvas, words, place, m_canvas.margin(), (height - place.height()) / 2);
}

/// Person and time under each other; returns where they begin.
float StaffSheet::draw_header_right(float height) const {
    const model::StaffState& staff = *m_canvas.state().staff;
    const float width = m_canvas.panel().width;
    const float right = width - m_canvas.margin();
    const std::string time = said_time(m_canvas, staff.left_s);
    const look::TextLayout& time_line = m_canvas.set(time, Type::KeyTight, width / 2);
    const look::TextLayout& person =
        m_canvas.look().layouts().fit(staff.person.empty() ? " " : staff.person,
            {Type::Owner, Type::LabelLeast}, width * 0.4F, 1, height - time_line.height());
    const float top = (height - time_line.height() - person.height()) / 2;
    put_right(m_canvas, "person", staff.person, person.type, right, top);
    put_right(m_canvas, "leaves", time, Type::KeyTight, right, top + person.height());
    return right - std::max(time_line.width, person.width);
}

/// Emblem, owner and place as far as they have room before `right`: the place goes last.
void StaffSheet::draw_header_words(float right, float height) const {
    const look::Colors& colors = m_canvas.colors();
    const float side = std::min(m_canvas.px(tokens::emblem), height * 0.72F);
    const Rect emblem = widgets::snapped(
        {m_canvas.margin(), (height - side) / 2, side * m_canvas.emblem_shape(), side});
    look::LayoutCache& layouts = m_canvas.look().layouts();
    const std::string words = said_place(m_canvas);
    const auto set_place = [&](float left) -> const look::TextLayout& {
        return layouts.fit(
            words, {Type::Small, Type::KeyTight}, right - m_canvas.px(6) - left, 2, height * 0.62F);
    };
    const auto has_room = [height](const look::TextLayout& place) {
        return place.fits && place.height() <= height;
    };
    float left = emblem.x + emblem.width + m_canvas.px(5);
    const bool has_emblem = has_room(set_place(left));
    if (!has_emblem) left = m_canvas.margin();
    const look::TextLayout& place = set_place(left);
    if (!has_room(place)) return;
    const std::string_view owner_words = m_canvas.in_language(m_canvas.state().surroundings.owner);
    const look::TextLayout& owner =
        layouts.fit(owner_words, {Type::Owner, Type::LabelSmall, Type::LabelLeast},
            right - m_canvas.px(6) - left, 1, height / 2);
    const bool has_owner =
        owner.fits && owner.lines.size() == 1 && owner.height() + place.height() <= height;
    if (has_emblem) {
        m_canvas.emblem(emblem);
        widgets::add_text(m_canvas, "emblem", Role::Image, m_canvas.words("Emblem"), emblem,
            colors.primary, colors.paper1);
    }
    float y = (height - place.height() - (has_owner ? owner.height() : 0)) / 2;
    if (has_owner) {
        m_canvas.text(owner, left, y, owner.width, colors.ink);
        widgets::add_text(m_canvas, "owner", Role::Text, owner_words,
            {left, y, owner.width, owner.height()}, colors.ink, colors.paper1);
        y += owner.height();
    }
    put_place(m_canvas, words, place, left, y);
}

}  // namespace otk::kiosk::screens
