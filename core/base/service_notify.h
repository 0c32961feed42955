#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "core/base/file.h"
#include "core/base/result.h"

namespace otk {

/// Tells the service manager how we are, by the datagrams of sd_notify(3). Without NOTIFY_SOCKET in
/// the environment every call does nothing and succeeds. A call never blocks; one thread at a time.
/// An error is worth a log line and nothing more: the manager's watchdog decides.
class ServiceNotify {
  public:
    /// Reads NOTIFY_SOCKET, WATCHDOG_USEC and WATCHDOG_PID.
    static Result<ServiceNotify> from_environment();

    /// After the process can do its duty.
    Result<void> ready() { return send("READY=1"); }
    /// Proof of life: only from the loop that does the work.
    Result<void> watchdog() { return send("WATCHDOG=1"); }
    /// Still starting, for the reason given (one line): the manager's limit for starting begins anew,
    /// and is at least so long.
    Result<void> starting(std::string_view status, std::int64_t limit_ms);
    Result<void> stopping() { return send("STOPPING=1"); }

    /// How often `watchdog` is wanted: half of the manager's limit; nothing if it watches nobody or
    /// another process.
    std::optional<std::int64_t> watchdog_interval_ms() const { return m_watchdog_interval_ms; }

  private:
    ServiceNotify() = default;

    Result<void> send(std::string_view message);

    std::string m_address;  ///< as in NOTIFY_SOCKET; empty: nobody listens
    Descriptor m_socket;
    std::optional<std::int64_t> m_watchdog_interval_ms;
};

}  // namespace otk
