#pragma once

#include <memory>
#include <string_view>
#include <vector>

#include "kiosk/fit/misfit.h"
#include "kiosk/pictures/render.h"
#include "tests/kiosk/screens/gallery.h"
#include "tests/kiosk/screens/items.h"

namespace otk::test {

/// Frames of one look's scenes. Lengths in pixels.
class Stage {
  public:
    explicit Stage(const LookWanted& wanted)
        : m_look(look(wanted)), m_renderer(m_look, sample_pictures()) {}

    kiosk::Frame frame(std::string_view name) {
        return m_renderer.frame(scene_named(m_look, name));
    }
    float mm(float px) const { return px / m_look->panel().px_per_mm(); }

  private:
    std::shared_ptr<const kiosk::look::Look> m_look;
    kiosk::pictures::Renderer m_renderer;
};

inline const kiosk::Rect& place(const kiosk::Frame& frame, std::string_view id) {
    return item(frame, id).rect;
}

/// The letters that stand in that rectangle.
inline std::vector<kiosk::Rect> letters_in(const kiosk::Frame& frame, const kiosk::Rect& rect) {
    std::vector<kiosk::Rect> letters = kiosk::fit::letters_of(frame);
    std::erase_if(letters, [&](const kiosk::Rect& letter) {
        return !rect.contains(letter.x + letter.width / 2, letter.y + letter.height / 2);
    });
    return letters;
}

}  // namespace otk::test
