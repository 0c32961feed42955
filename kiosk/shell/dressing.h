#pragma once

#include <array>
#include <memory>
#include <mutex>
#include <string>
#include <thread>

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
    look::Sheet& sheet() { return m_sheet; }

  private:
    explicit Dressing(std::shared_ptr<const look::Look> look);

    std::shared_ptr<const look::Look> m_look;
    raster::Texture m_letters;
    look::Sheet m_sheet;
};

/// The dressings of one panel. The first one is there at once; the others are made on a thread of
/// its own meanwhile, so that «Крупнее» and «Контраст» act in the next frame.
class Wardrobe {
  public:
    static Result<std::unique_ptr<Wardrobe>> open(
        look::LookOptions options, const model::ViewOptions& first);
    ~Wardrobe();
    Wardrobe(const Wardrobe&) = delete;
    Wardrobe& operator=(const Wardrobe&) = delete;

    /// The dressing of that view; made now if it is not ready. Drawing thread.
    Result<Dressing*> take(const model::ViewOptions& view);
    /// Begins to make the others. After the first frame: it must not compete with the start.
    void make_the_others();

  private:
    static constexpr std::size_t count = 4;
    explicit Wardrobe(look::LookOptions options) : m_options(std::move(options)) {}

    static std::size_t slot_of(const look::LookOptions& options);
    look::LookOptions options_for(const model::ViewOptions& view) const;

    look::LookOptions m_options;
    std::mutex m_mutex;
    std::array<std::unique_ptr<Dressing>, count> m_dressings;
    std::jthread m_maker;
};

}  // namespace otk::kiosk::shell
