#pragma once

#include <atomic>
#include <memory>
#include <thread>

#include "core/base/file.h"
#include "drivers/port/network_link.h"
#include "tests/drivers/fake_printer.h"

namespace otk::test {

/// What a network printer does wrong.
enum class NetworkFault {
    None,
    Reset,      ///< resets the connection at its first bytes
    HalfClose,  ///< closes its own side at once, and goes on taking bytes
    Deaf,       ///< accepts, and never reads
};

/// A listening socket on this machine with a fake printer behind it; one client at a time. Reads on
/// a thread of its own until it goes.
class NetworkFarEnd {
  public:
    explicit NetworkFarEnd(FakePrinter& printer, NetworkFault fault = NetworkFault::None);
    ~NetworkFarEnd();
    NetworkFarEnd(const NetworkFarEnd&) = delete;
    NetworkFarEnd& operator=(const NetworkFarEnd&) = delete;

    port::NetworkAddress address() const;
    void set_fault(NetworkFault fault) { m_fault = fault; }
    /// Closes the connection that it has, as printers do with an idle one.
    void hang_up();
    int connections() const { return m_connections; }

  private:
    void serve();
    void talk(int client);

    FakePrinter& m_printer;
    Descriptor m_listening;
    Descriptor m_wake;
    std::atomic<NetworkFault> m_fault;
    std::atomic<bool> m_ends = false;
    std::atomic<int> m_connections = 0;
    std::thread m_thread;
};

}  // namespace otk::test
