#pragma once

#include <condition_variable>
#include <mutex>
#include <thread>

#include "core/base/file.h"
#include "drivers/port/serial_link.h"
#include "tests/drivers/fake_printer.h"

namespace otk::test {

/// A pseudo-terminal with a fake printer at its master's side, read on a thread of its own.
class SerialFarEnd {
  public:
    /// A deaf one never reads.
    explicit SerialFarEnd(FakePrinter& printer, bool is_deaf = false);
    ~SerialFarEnd();
    SerialFarEnd(const SerialFarEnd&) = delete;
    SerialFarEnd& operator=(const SerialFarEnd&) = delete;

    const Path& device() const { return m_device; }
    /// Until the printer has so many bytes of slips: a terminal tells its writer nothing of that.
    void wait_for(std::size_t bytes);
    /// As the printer says "stop" (0x13) and "go on" (0x11).
    void say(std::uint8_t byte);
    /// The cable is pulled.
    void unplug();

  private:
    void serve();

    FakePrinter& m_printer;
    Descriptor m_master;
    Path m_device;
    Descriptor m_kept;  ///< of the other side: without it reading ends when the port lets go
    Descriptor m_wake;
    std::mutex m_mutex;
    std::condition_variable m_read;
    std::thread m_thread;
};

}  // namespace otk::test
