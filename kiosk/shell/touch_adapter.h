#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "kiosk/misuse/conduct.h"
#include "kiosk/model/intent.h"
#include "kiosk/widgets/frame.h"

namespace otk::kiosk::shell {

/// Fingers on the panel turned into intents. Pure: knows neither SDL nor the clock.
///
/// The first finger wins, every other one (a palm, a second hand, a child) is ignored as long as it
/// lies there. A press is felt on the way down, acts on release; sliding off undoes it for good.
/// After a page turned the panel is deaf for half a second, and a finger that lay on the page
/// before counts no more. What lies there for `lying_ms` is a thing, and shuts nobody out. Belongs
/// to one thread.
class TouchAdapter {
  public:
    static constexpr std::int64_t deaf_ms = 500;
    static constexpr std::int64_t lying_ms = 5'000;
    /// Fingers followed at once; panels report ten.
    static constexpr std::size_t fingers_max = 16;

    /// How far outside an item a held finger may slip before it counts as slid off, in pixels; less
    /// than half the gap between two targets.
    explicit TouchAdapter(float slip_px = 0) : m_slip_px(slip_px) {}

    struct Finger {
        std::int64_t id = 0;
        float x = 0;  ///< pixels of the panel
        float y = 0;
    };

    struct Lifted {
        std::optional<model::Intent> intent;  ///< what the finger meant, if anything
        std::optional<misuse::Touch> touch;   ///< absent for a finger that was not followed
    };

    /// `items` are those of the frame that the visitor sees.
    void down(const Finger& finger, const std::vector<Item>& items, std::int64_t now_ms);
    void move(const Finger& finger, const std::vector<Item>& items);
    Lifted up(const Finger& finger, const std::vector<Item>& items, std::int64_t now_ms);

    void page_turned(std::int64_t now_ms);

    /// The item under the finger that counts; empty: none.
    const std::string& pressed() const { return m_pressed; }
    bool is_deaf(std::int64_t now_ms) const { return now_ms < m_deaf_until_ms; }
    std::int64_t deaf_until_ms() const { return m_deaf_until_ms; }

  private:
    struct Lying {
        std::int64_t id = 0;
        std::int64_t since_ms = 0;
    };
    std::optional<std::int64_t> lift(std::int64_t id);
    bool is_taken(std::int64_t now_ms) const;
    std::optional<model::Intent> released(const Finger& finger, const std::vector<Item>& items);

    float m_slip_px;
    std::vector<Lying> m_lying;  ///< all that touch the glass, in the order of their coming
    std::optional<std::int64_t> m_finger;  ///< the one that counts
    std::string m_pressed;
    std::int64_t m_deaf_until_ms = 0;
};

}  // namespace otk::kiosk::shell
