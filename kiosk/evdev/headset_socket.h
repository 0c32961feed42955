#pragma once

#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>

#include "core/base/file.h"
#include "core/base/result.h"
#include "kiosk/evdev/nodes.h"

namespace otk::kiosk::evdev {

/// Whether a headset is plugged in at that device, as it says now (EVIOCGSW, SW_HEADPHONE_INSERT of
/// linux/input-event-codes.h); absent: it is no socket of headsets.
std::optional<bool> is_headset_in(int device);

/// The machine's own sockets for headsets, as its sound card's driver tells of them by switches
/// (kernel documentation, "Input event codes", EV_SW). They are read, not grabbed. One thread.
class HeadsetSocket final : private NodeReader {
  public:
    /// How a device is asked for its state.
    using Ask = std::function<std::optional<bool>(int device)>;

    /// `folder`: where the kernel's event nodes are. Unavailable: it cannot be watched. A machine
    /// without such a socket is one into which nothing is plugged.
    static Result<std::unique_ptr<HeadsetSocket>> open(
        const Path& folder = "/dev/input", Ask ask = is_headset_in);

    /// Readable when is_plugged() may have another answer.
    int descriptor() const { return m_nodes->descriptor(); }
    /// Something is plugged into one of them, by all that was said until now; never blocks.
    bool is_plugged();

  private:
    explicit HeadsetSocket(Ask ask);
    bool begin(const std::string& name, int descriptor) override;
    void take(const std::string& name, int descriptor, const input_event& record) override;
    void end(const std::string& name) override;

    Ask m_ask;
    std::map<std::string, bool> m_sockets;  ///< by the node's name: something is plugged in
    std::unique_ptr<Nodes> m_nodes;
};

}  // namespace otk::kiosk::evdev
