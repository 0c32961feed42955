#pragma once

#include <map>
#include <memory>
#include <string>
#include <vector>

#include "core/base/file.h"
#include "core/base/result.h"
#include "kiosk/evdev/decoder.h"

namespace otk::kiosk::evdev {

/// Every keyboard, keypad, touch panel and absolute pointer of the machine, and those that are
/// plugged in later. Each is grabbed, so that no keystroke reaches a console behind the picture.
/// One thread.
class Devices {
  public:
    static constexpr std::size_t devices_max = 64;

    /// `folder`: where the kernel's event nodes are. Unavailable: it cannot be watched. A device
    /// that cannot be opened or asked is told to the log and passed over.
    static Result<std::unique_ptr<Devices>> open(const Path& folder = "/dev/input");

    /// Readable when a device has something to say, or one came.
    int descriptor() const { return m_poll.number(); }
    /// All that was said since; never blocks.
    std::vector<Event> read();

  private:
    struct Device {
        Descriptor descriptor;
        Decoder decoder;
    };

    Devices(Path folder, Descriptor poll, Descriptor watch);
    void look_for_new();
    void add(const std::string& name);
    void read_watch();
    void read_device(const std::string& name, std::vector<Event>& out);

    Path m_folder;
    Descriptor m_poll;
    Descriptor m_watch;                       ///< inotify
    std::map<std::string, Device> m_devices;  ///< by the node's name
    int m_next_device = 0;
};

}  // namespace otk::kiosk::evdev
