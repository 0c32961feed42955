#pragma once

#include <array>
#include <memory>
#include <optional>
#include <vector>

#include "core/base/result.h"
#include "kiosk/kms/card.h"
#include "kiosk/raster/damage_history.h"

namespace otk::kiosk::kms {

/// Two buffers of one output in turns: one is shown, the other gets what changed and is flipped to.
/// A picture that comes while a flip is under way waits for it, and only the newest one does: the
/// drawing never blocks on the display.
///
/// Pictures are painted elsewhere, in memory that is quick to read; here their damaged rows are
/// copied, since reading a display's memory, as blending would, is tens of times slower.
/// One thread.
class FlipChain {
  public:
    /// Sets the output's mode; the panel is black until the first picture. The card outlives it.
    static Result<std::unique_ptr<FlipChain>> start(Card& card, const Output& output);
    ~FlipChain();
    FlipChain(const FlipChain&) = delete;
    FlipChain& operator=(const FlipChain&) = delete;

    /// The picture as it is now, of the mode's size, and what changed in it. It has to stay and to
    /// be whole until the next call. Failures are those of Card::flip; after one, what is shown is
    /// not known, and the chain is of no use any more (Permission: see restore()).
    Result<void> show(const raster::Surface& picture, const std::vector<raster::Area>& damage);
    /// Takes the card's word on its flips, and shows what waited for it.
    Result<void> take_flips();

    /// The display was given back: the mode is set anew, with the newest picture whole.
    Result<void> restore();

    /// A flip is not done yet.
    bool is_flipping() const { return m_is_flipping; }
    const Output& output() const { return m_output; }

  private:
    FlipChain(Card& card, const Output& output) : m_card(card), m_output(output) {}
    Result<void> make_buffers();
    Result<void> flip();
    void copy(const std::vector<raster::Area>& areas);
    raster::Area bounds() const;
    Buffer& back() { return m_buffers[1 - m_front]; }

    Card& m_card;
    Output m_output;
    std::vector<Buffer> m_buffers;
    std::size_t m_front = 0;
    int m_frames = 0;  ///< that either buffer has had; the back one is two frames old from 2 on
    raster::DamageHistory m_history;
    std::optional<raster::Surface> m_picture;
    std::vector<raster::Area> m_waiting;  ///< damage of pictures that came during a flip
    bool m_is_flipping = false;
};

}  // namespace otk::kiosk::kms
