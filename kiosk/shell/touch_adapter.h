#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "kiosk/model/intent.h"
#include "kiosk/widgets/frame.h"

namespace otk::kiosk::shell {

/// Fingers on the panel turned into intents. Pure: knows neither SDL nor the clock.
///
/// The first finger wins, every other one (a palm, a second hand, a child) is ignored as long as it
/// lies there. A press is felt on the way down, acts on release; sliding off undoes it for good.
/// After a page turned the panel is deaf for half a second, and a finger that lay on the page
/// before counts no more. Belongs to one thread.
class TouchAdapter {
  public:
    static constexpr std::int64_t deaf_ms = 500;

    /// How far outside an item a held finger may slip before it counts as slid off, in pixels; less
    /// than half the gap between two targets.
    explicit TouchAdapter(float slip_px = 0) : m_slip_px(slip_px) {}

    struct Finger {
        std::int64_t id = 0;
        float x = 0;  ///< pixels of the panel
        float y = 0;
    };

    /// `items` are those of the frame that the visitor sees.
    void down(const Finger& finger, const std::vector<Item>& items, std::int64_t now_ms);
    void move(const Finger& finger, const std::vector<Item>& items);
    std::optional<model::Intent> up(const Finger& finger, const std::vector<Item>& items);

    void page_turned(std::int64_t now_ms);

    /// The item under the finger that counts; empty: none.
    const std::string& pressed() const { return m_pressed; }
    bool is_deaf(std::int64_t now_ms) const { return now_ms < m_deaf_until_ms; }
    std::int64_t deaf_until_ms() const { return m_deaf_until_ms; }

  private:
    float m_slip_px;
    std::optional<std::int64_t> m_finger;  ///< the one that counts
    std::string m_pressed;
    std::int64_t m_deaf_until_ms = 0;
};

}  // namespace otk::kiosk::shell
