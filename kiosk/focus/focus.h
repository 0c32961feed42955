#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "kiosk/focus/key_role.h"
#include "kiosk/model/intent.h"
#include "kiosk/widgets/frame.h"

namespace otk::kiosk::focus {

/// Keys turned into intents, and where on the screen they stand. Pure: knows neither SDL nor the
/// clock; its map of the screen is the list of items that each frame leaves.
///
/// Nothing is shown before a key was pressed, and the first key only shows where one stands. A
/// touch hides it again. A key acts when it is released, like a finger; a held key moves on but
/// never acts again; another key pressed meanwhile takes the press back. Like the panel, keys that
/// act are deaf for a moment after a page turned. Belongs to one thread.
class Focus {
  public:
    /// What a key that acts has done.
    struct Struck {
        model::Intent intent;
        std::int64_t since_ms = 0;  ///< when the key went down
    };

    /// `items` are those of the frame that the visitor sees.
    void down(KeyRole role, Stroke stroke, const std::vector<Item>& items, std::int64_t now_ms);
    std::optional<Struck> up(KeyRole role, const std::vector<Item>& items);
    /// Nobody knows how that key ended (its keypad is gone, or the display is another program's):
    /// what it pressed rises and does nothing.
    void lose(KeyRole role);

    /// A finger came and shows by itself where it is, or the visitor has left.
    void hide();
    /// Another page, screen or dialog: acts on nothing before `deaf_until_ms`.
    void page_turned(std::int64_t deaf_until_ms);

    /// A frame was drawn with these items: the focus finds its place among them. It stays where it
    /// was; begins anew on a new page (but on a view key that is still there); goes into a dialog
    /// and comes back from it; and moves to what is nearest if its place is gone.
    void settle(const std::vector<Item>& items);

    /// The item to be shown as focused; empty: none is.
    const std::string& item() const { return m_item; }
    /// The item that a held key presses; empty: none.
    const std::string& pressed() const { return m_pressed; }

  private:
    void stand_on(const Item* item);
    void move(KeyRole role, const std::vector<Item>& items);
    void press(KeyRole role, const Item* item, std::int64_t now_ms);

    bool m_is_shown = false;
    std::string m_item;  ///< empty while none is shown
    Rect m_place;        ///< of it, in the last frame
    bool m_is_in_dialog = false;
    std::string m_before_dialog;  ///< where it stood when a dialog opened
    bool m_has_turned = false;    ///< the page, since the last frame

    std::string m_pressed;
    KeyRole m_pressed_by = KeyRole::Activate;
    std::int64_t m_pressed_ms = 0;
    std::int64_t m_deaf_until_ms = 0;
};

}  // namespace otk::kiosk::focus
