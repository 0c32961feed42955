#pragma once

#include <string>
#include <vector>

#include "core/base/file.h"

namespace otk::cli {

/// Something that a printer service could be told to print on.
struct FoundDevice {
    std::string port;  ///< as in printd.port
    std::string at;    ///< as `printer add --at` takes it
    std::string what;  ///< what it calls itself; may be empty
    /// Rows of the table with its USB numbers; several where makers gave the same to many printers.
    std::vector<std::string> models = {};
};

/// What is there, without opening any of it: USB devices with an interface of class 07 (sysfs),
/// serial adapters (/dev/serial/by-id; whether a printer is at their other end nobody knows),
/// queues of CUPS (its printers.conf, which only root may read). `root` is the file system's, "/"
/// but in tests. What cannot be read is left out.
std::vector<FoundDevice> found_devices(const Path& root);

}  // namespace otk::cli
