#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "core/base/file.h"
#include "core/base/result.h"
#include "kiosk/raster/surface.h"

namespace otk::kiosk::kms {

/// One way in which a panel can be driven.
struct Mode {
    int width_px = 0;
    int height_px = 0;
    int refresh_hz = 0;
    bool is_interlaced = false;
    bool is_preferred = false;  ///< the panel's own word
};

/// Where a panel can be plugged in.
struct Connector {
    std::uint32_t id = 0;
    std::string name;          ///< "HDMI-A-1", "eDP-1", as the kernel's own messages have it
    bool is_built_in = false;  ///< a panel that cannot be unplugged: eDP, LVDS, DSI, DPI
    bool is_connected = false;
    int width_mm = 0;  ///< of the panel's picture; 0: it does not say
    int height_mm = 0;
    std::vector<Mode> modes;
    std::vector<std::uint32_t> controllers;  ///< CRTCs that can drive it
};

/// Memory that the display reads: 32-bit XRGB. It is slow to read from.
struct Buffer {
    std::uint32_t id = 0;  ///< of the frame buffer object
    std::uint32_t handle = 0;
    raster::Surface surface;
};

/// A card's connector, controller and mode, as output.h chooses them.
struct Output {
    Connector connector;
    std::uint32_t controller = 0;
    std::size_t mode = 0;  ///< in connector.modes

    const Mode& shown_mode() const { return connector.modes[mode]; }
};

/// The few calls of the kernel's mode setting (drm-kms(7)) that a picture in memory needs: all that
/// cannot be tested without a card, and nothing else. One thread.
///
/// Failures, whichever call it was: Unavailable for EBUSY (a flip is not done yet), Permission for
/// EACCES and EPERM (another program has the display: a console switch), NotFound for ENOENT,
/// ENODEV and EINVAL (the panel, its mode or the card is gone), NoSpace for ENOMEM and ENOSPC, else
/// Io.
class Card {
  public:
    Card() = default;
    virtual ~Card() = default;
    Card(const Card&) = delete;
    Card& operator=(const Card&) = delete;

    /// All connectors with what is plugged in now.
    virtual Result<std::vector<Connector>> connectors() = 0;

    virtual Result<Buffer> make_buffer(int width_px, int height_px) = 0;
    virtual void drop_buffer(const Buffer& buffer) = 0;

    /// Sets the output's mode and shows the buffer; returns when it is shown.
    virtual Result<void> set_mode(const Output& output, const Buffer& buffer) = 0;
    /// Shows the buffer from the next refresh on; flips_done() tells when.
    virtual Result<void> flip(const Output& output, const Buffer& buffer) = 0;
    /// Readable when a flip is done.
    virtual int descriptor() const = 0;
    /// How many flips were done since the last call; never blocks.
    virtual Result<int> flips_done() = 0;

    /// Becomes the program that may change the display again.
    virtual Result<void> take_display() = 0;
};

/// The first card in the folder that can set modes and has a connector. NotFound: there is none;
/// Permission: they may not be opened.
Result<std::unique_ptr<Card>> open_card(const Path& folder = "/dev/dri");

}  // namespace otk::kiosk::kms
