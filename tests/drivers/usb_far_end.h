#pragma once

#include <memory>
#include <optional>

#include "tests/drivers/fake_printer.h"

namespace otk::test {

/// A USB printer (04b8:0e15, serial number "X3GL1") as the kernel would show it, made by umockdev:
/// the process has to run with its preload library. What is asked of the device's node is answered
/// here; a fake printer is behind its bulk endpoints.
class UsbFarEnd {
  public:
    explicit UsbFarEnd(FakePrinter& printer);
    ~UsbFarEnd();
    UsbFarEnd(const UsbFarEnd&) = delete;
    UsbFarEnd& operator=(const UsbFarEnd&) = delete;

    void plug_in();
    void pull_out();

    // Faults; each holds until it is changed.
    void pull_out_after(std::size_t bytes);  ///< of slips and enquiries
    void stall_once();                       ///< the next bulk OUT is answered by STALL
    /// So many bytes more are taken, then it is silent; nothing ends that.
    void take_only(std::optional<std::size_t> bytes);
    void split_writes(bool splits);  ///< takes at most 64 bytes of each transfer
    void be_claimed_elsewhere(bool claimed);
    void forbid();  ///< only the owner of its node may open it
    void bind_usblp();
    void tell_port_status(std::uint8_t status);

    bool usblp_has_it() const;
    int halts_cleared() const;

  private:
    struct Device;
    std::unique_ptr<Device> m_device;
};

}  // namespace otk::test
