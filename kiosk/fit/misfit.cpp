#include "kiosk/fit/misfit.h"

#include <algorithm>
#include <string_view>

#include <imgui.h>

#include "kiosk/look/tokens.h"

namespace otk::kiosk::fit {
namespace {

namespace tokens = look::tokens;

/// Edges lie on whole pixels, so a length may be short by one.
constexpr float pixel = 1;
constexpr float hair = 1.01F;

bool is_mark(const Item& item) {
    return item.id.starts_with("mark-");
}

constexpr std::string_view trial_mark = "test";

/// What other items lie in by design, and the mark of a trial, which lies over all.
bool is_container(const Item& item) {
    return item.role == Role::Dialog || item.id == "toast" || item.id == "field" ||
           item.id == trial_mark;
}

float apart(const Rect& a, const Rect& b) {
    const float x = std::max({a.x - b.x - b.width, b.x - a.x - a.width, 0.0F});
    const float y = std::max({a.y - b.y - b.height, b.y - a.y - a.height, 0.0F});
    return std::max(x, y);
}

bool is_inside(const Rect& inner, const Rect& outer) {
    return inner.x >= outer.x - hair && inner.y >= outer.y - hair &&
           inner.x + inner.width <= outer.x + outer.width + hair &&
           inner.y + inner.height <= outer.y + outer.height + hair;
}

/// Lines may touch; their letters do not.
Rect without_line_gaps(Rect rect) {
    rect.y += rect.height * 0.12F;
    rect.height *= 0.76F;
    return rect;
}

class Inspection {
  public:
    Inspection(const Frame& frame, const look::Panel& panel)
        : m_frame(frame),
          m_mm(panel.px_per_mm()),
          m_keyboard(tokens::keyboard_least(panel)),
          m_panel{0, 0, static_cast<float>(panel.width_px), static_cast<float>(panel.height_px)} {}

    std::vector<Misfit> run() {
        const auto dialog = std::find_if(m_frame.items.begin(), m_frame.items.end(),
            [](const Item& item) { return item.role == Role::Dialog; });
        const bool has_dialog = dialog != m_frame.items.end();
        for (const Item& item : m_frame.items) {
            look_at_name(item);
            if (!is_inside(item.rect, m_panel)) put(item.id, "it stands over the panel's edge");
            if (has_dialog && item.id != trial_mark && !is_inside(item.rect, dialog->rect)) {
                put(item.id, "it stands over the dialog's edge");
            }
            if (item.intent) look_at_target(item);
            if (!item.intent && !is_container(item)) look_at_text(item);
        }
        for (const Rect& letter : letters_of(m_frame)) {
            if (!is_inside(letter, m_panel)) put("panel", "a letter is cut by its edge");
            // What a dialog lies over may be cut by it.
            if (!has_dialog) look_at_letter(letter);
        }
        return std::move(m_found);
    }

  private:
    /// Each thing once: a cut label has many cut letters.
    void put(const std::string& id, std::string what) {
        Misfit misfit{id, std::move(what)};
        if (std::find(m_found.begin(), m_found.end(), misfit) == m_found.end()) {
            m_found.push_back(std::move(misfit));
        }
    }

    void look_at_name(const Item& item) {
        const auto same = std::count_if(m_frame.items.begin(), m_frame.items.end(),
            [&](const Item& other) { return other.id == item.id; });
        if (same > 1) put(item.id, "another item has its name");
        if (item.intent && item.label.empty()) put(item.id, "it has no label");
    }

    float least_of(const Item& item) const {
        if (is_mark(item)) return tokens::mark_least;
        return item.role == Role::Key ? m_keyboard.key : tokens::target_least;
    }

    void look_at_target(const Item& item) {
        const float least = least_of(item);
        if (std::min(item.rect.width, item.rect.height) < least * m_mm - pixel) {
            put(item.id, "it is too small for a finger");
        }
        for (const Item& other : m_frame.items) {
            if (!other.intent || &other == &item) continue;
            const bool both_keys = item.role == Role::Key && other.role == Role::Key;
            const float gap = both_keys ? m_keyboard.gap : tokens::gap_least;
            if (apart(item.rect, other.rect) < gap * m_mm - pixel) {
                put(item.id, "it is too near to " + other.id);
            }
        }
    }

    void look_at_text(const Item& item) {
        for (const Item& other : m_frame.items) {
            if (&other == &item || is_container(other)) continue;
            const Rect beside = other.intent ? other.rect : without_line_gaps(other.rect);
            if (apart(without_line_gaps(item.rect), beside) > 0) continue;
            put(item.id, "it lies over " + other.id);
        }
    }

    void look_at_letter(const Rect& letter) {
        for (const Item& item : m_frame.items) {
            if (!item.intent || apart(letter, item.rect) > 0) continue;
            const bool only_touches = letter.x + letter.width <= item.rect.x + 1 ||
                                      letter.y + letter.height <= item.rect.y + 1 ||
                                      letter.x >= item.rect.x + item.rect.width - 1 ||
                                      letter.y >= item.rect.y + item.rect.height - 1;
            if (!only_touches && !is_inside(letter, item.rect))
                put(item.id, "a letter is cut by its edge");
        }
    }

    const Frame& m_frame;
    float m_mm;
    tokens::KeyboardLeast m_keyboard;
    Rect m_panel;
    std::vector<Misfit> m_found;
};

}  // namespace

/// Quads of the draw list with a place in the atlas. Shadows have one, too, but are never opaque.
std::vector<Rect> letters_of(const Frame& frame) {
    const ImDrawList& list = *frame.draw;
    std::vector<Rect> letters;
    for (int at = 0; at + 5 < list.IdxBuffer.Size; at += 3) {
        const ImDrawIdx* const index = &list.IdxBuffer[at];
        const ImDrawIdx first = index[0];
        const bool is_quad = index[1] == first + 1 && index[2] == first + 2 && index[3] == first &&
                             index[4] == first + 2 && index[5] == first + 3;
        if (!is_quad) continue;
        const ImDrawVert& one = list.VtxBuffer[first];
        const ImDrawVert& two = list.VtxBuffer[first + 2];
        if (one.uv.x == two.uv.x || (one.col >> IM_COL32_A_SHIFT) != 255U) continue;
        letters.push_back({one.pos.x, one.pos.y, two.pos.x - one.pos.x, two.pos.y - one.pos.y});
    }
    return letters;
}

std::vector<Misfit> misfits_of(const Frame& frame, const look::Panel& panel) {
    return Inspection(frame, panel).run();
}

}  // namespace otk::kiosk::fit
