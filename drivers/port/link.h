#pragma once

#include <optional>

#include "core/base/bytes.h"
#include "core/base/result.h"
#include "drivers/port/deadline.h"
#include "drivers/port/port.h"

namespace otk::port {

/// What became of bytes that were given to a link.
struct Sent {
    std::size_t bytes = 0;       ///< have left or may have; 0: surely none did
    std::optional<Error> error;  ///< why it is not all of them
};

/// A way for bytes to one device and back, without any knowledge of what they mean. Every call
/// returns by its deadline, whatever the device does. The kinds of errors are those of
/// state_of(ErrorKind): they say what is wrong with the way. One thread.
class Link {
  public:
    Link() = default;
    Link(const Link&) = delete;
    Link& operator=(const Link&) = delete;
    virtual ~Link() = default;

    /// Reaches the device; quick when it is reached already and still there.
    virtual Result<void> open(const Deadline& deadline) = 0;

    /// Returns once the device, or the last buffer whose filling we can see, has taken all of it.
    virtual Sent send(ByteView bytes, const Deadline& deadline) = 0;

    /// At least one byte from the device; Unavailable when none came by the deadline.
    virtual Result<Bytes> receive(const Deadline& deadline) = 0;

    /// What the way itself knows of the printer, such as USB's port status; Unknown if nothing.
    virtual PrinterState line_state(const Deadline& deadline) = 0;

    /// Lets go of the device, without waiting for it.
    virtual void close() = 0;
};

}  // namespace otk::port
