#pragma once

#include <string_view>

#include "core/base/file.h"
#include "drivers/port/link.h"

namespace otk::port {

/// How a serial printer says "stop for a moment".
enum class FlowControl { None, RtsCts, XonXoff };

struct SerialLine {
    Path device;  ///< /dev/ttyS0, /dev/ttyUSB0, or better a stable name below /dev/serial/by-id
    int baud = 115'200;
    FlowControl flow = FlowControl::RtsCts;
};

/// True for the rates that printers are set to: 1200 to 115200.
bool is_baud_rate(std::int64_t baud);

/// "none", "rts-cts", "xon-xoff": the words of the settings.
std::optional<FlowControl> flow_control_named(std::string_view name);

/// A serial line with 8 data bits, no parity, one stop bit. It is locked while it is open, so that
/// a second owner is told Conflict. Sending returns when the last byte has left the kernel. One
/// thread.
class SerialLink final : public Link {
  public:
    /// `baud` is a rate.
    explicit SerialLink(SerialLine line);
    ~SerialLink() override;

    Result<void> open(const Deadline& deadline) override;
    Sent send(ByteView bytes, const Deadline& deadline) override;
    Result<Bytes> receive(const Deadline& deadline) override;
    PrinterState line_state(const Deadline& deadline) override;
    void close() override;

  private:
    std::size_t waiting() const;
    Sent stopped(std::size_t given, std::string_view why) const;

    SerialLine m_line;
    Descriptor m_device;
};

}  // namespace otk::port
