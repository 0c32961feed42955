#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "drivers/port/link.h"

namespace otk::port {

/// Which USB printer is meant.
struct UsbDevice {
    std::optional<std::uint16_t> vendor;  ///< empty: the first printer that is found
    std::uint16_t product = 0;
    std::string serial;  ///< empty: any

    /// "", "04b8:0e15" or "04b8:0e15:X3GL000123", as lsusb shows it; InvalidInput for all else.
    static Result<UsbDevice> parse(std::string_view text);

    friend bool operator==(const UsbDevice&, const UsbDevice&) = default;
};

/// The state in the byte of GET_PORT_STATUS (Universal Serial Bus Device Class Definition for
/// Printing Devices 1.1, 4.2.2). Printers that cannot tell answer 0x18 by that text, others
/// anything: so only "paper empty" of a well-formed byte is believed.
PrinterState decode_port_status(std::uint8_t status);

/// The model in an IEEE 1284 device id ("MFG:EPSON;MDL:TM-T20II;…"), at most 64 letters; empty if
/// it names none.
std::string_view model_in_device_id(std::string_view id);

/// A printer of USB's class 07, by libusb. It may be plugged in and pulled out at any time. The
/// kernel's usblp is detached while we hold the printer and gets it back. One thread.
class UsbLink final : public Link {
  public:
    explicit UsbLink(UsbDevice device);
    ~UsbLink() override;

    Result<void> open(const Deadline& deadline) override;
    Sent send(ByteView bytes, const Deadline& deadline) override;
    Result<Bytes> receive(const Deadline& deadline) override;
    PrinterState line_state(const Deadline& deadline) override;
    void close() override;

  private:
    struct Bus;

    UsbDevice m_device;
    std::unique_ptr<Bus> m_bus;
};

}  // namespace otk::port
