#pragma once

#include <array>
#include <memory>
#include <utility>

#include "core/base/result.h"
#include "kiosk/look/look.h"
#include "kiosk/model/state.h"
#include "kiosk/raster/surface.h"

namespace otk::kiosk::shell {

/// A look, the sheet that is drawn in it, and its letters as the rasteriser reads them.
class Dressing {
  public:
    static Result<std::unique_ptr<Dressing>> create(look::LookOptions options);
    Dressing(const Dressing&) = delete;
    Dressing& operator=(const Dressing&) = delete;

    const look::Look& look() const { return *m_look; }
    const std::shared_ptr<const look::Look>& shared_look() const { return m_look; }
    /// A new frame's draw list.
    ImDrawList& begin();
    /// What the list names the owner's emblem by; null without one.
    void* emblem() { return m_emblem.pixels != nullptr ? &m_emblem : nullptr; }

  private:
    explicit Dressing(std::shared_ptr<const look::Look> look);

    std::shared_ptr<const look::Look> m_look;
    raster::Texture m_letters;
    raster::Texture m_emblem;
    look::Sheet m_sheet;
};

/// The dressings of one panel, each made when a visitor first asks for it: that takes less than a
/// frame, since letters are painted as they are drawn. Drawing thread.
class Wardrobe {
  public:
    explicit Wardrobe(look::LookOptions options) : m_options(std::move(options)) {}

    Result<Dressing*> take(
        const model::ViewOptions& view, look::Theme at_rest = look::Theme::Light);

  private:
    static constexpr std::size_t count = 6;
    static std::size_t slot_of(const look::LookOptions& options);

    look::LookOptions m_options;
    std::array<std::unique_ptr<Dressing>, count> m_dressings;
};

}  // namespace otk::kiosk::shell
