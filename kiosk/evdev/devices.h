#pragma once

#include <map>
#include <memory>
#include <string>
#include <vector>

#include "core/base/file.h"
#include "core/base/result.h"
#include "kiosk/evdev/decoder.h"
#include "kiosk/evdev/nodes.h"

namespace otk::kiosk::evdev {

/// Every keyboard, keypad, touch panel and absolute pointer of the machine, and those that are
/// plugged in later. Each is grabbed, so that no keystroke reaches a console behind the picture;
/// but for sockets of headsets, which others listen to as well. One thread.
class Devices final : private NodeReader {
  public:
    /// `folder`: where the kernel's event nodes are. Unavailable: it cannot be watched. A device
    /// that cannot be opened or asked is told to the log and passed over.
    static Result<std::unique_ptr<Devices>> open(const Path& folder = "/dev/input");

    /// Readable when a device has something to say, or one came.
    int descriptor() const { return m_nodes->descriptor(); }
    /// All that was said since; never blocks.
    std::vector<Event> read();

    /// Another program has the display: fingers and keys are its own, and none of them is read
    /// here. What they held here does not act.
    void let_go() { m_nodes->let_go(); }
    void take_again() { m_nodes->take_again(); }

  private:
    Devices() = default;
    bool begin(const std::string& name, int descriptor) override;
    void take(const std::string& name, int descriptor, const input_event& record) override;
    void end(const std::string& name) override;

    std::map<std::string, Decoder> m_decoders;  ///< by the node's name
    std::vector<Event> m_told;
    int m_next_device = 0;
    std::unique_ptr<Nodes> m_nodes;
};

}  // namespace otk::kiosk::evdev
