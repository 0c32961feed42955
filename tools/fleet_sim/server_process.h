#pragma once

#include <sys/types.h>

#include <cstdint>

#include "core/base/file.h"
#include "tools/fleet_sim/fleet.h"

namespace otk::fleet_sim {

/// What the kernel says of a process.
struct Footprint {
    std::int64_t memory_kib = 0;       ///< resident now (VmRSS)
    std::int64_t memory_kib_peak = 0;  ///< since its start (VmHWM)
    double cpu_ms = 0;                 ///< of all its threads, user and system
    double waited_ms = 0;              ///< ready to run, and others ran
};

/// A real otklik-server on loopback, with everything it keeps in one folder. Ends it with itself.
class ServerProcess {
  public:
    /// Writes its certificate and configuration. `program` is otklik-server.
    static Result<ServerProcess> prepare(const Path& program, const Path& folder);

    ServerProcess(ServerProcess&& other) noexcept;
    ServerProcess& operator=(ServerProcess&&) = delete;
    /// Kills it if it runs.
    ~ServerProcess();

    ServerPlace place() const { return {m_folder / "state", m_folder / "server.sqlite"}; }
    const Path& authority() const { return m_certificate; }
    std::uint16_t port() const { return m_port; }
    bool is_running() const { return m_pid > 0; }

    /// Returns when it serves. Unavailable if it ends before, or takes more than a minute; what it
    /// said stands in the folder's server.log.
    Result<void> start();
    /// SIGTERM; returns how many milliseconds it took. Unavailable if it takes more than half a
    /// minute or does not end with 0.
    Result<double> stop();

    Result<Footprint> footprint() const;

  private:
    ServerProcess(const Path& program, const Path& folder, std::uint16_t port)
        : m_program(program),
          m_folder(folder),
          m_certificate(folder / "server.pem"),
          m_port(port) {}

    Result<void> write_config() const;
    Result<Descriptor> listen_for_word() const;
    Result<void> wait_until_ready(const Descriptor& word) const;
    void forget_words() const;
    /// True once it has ended; false after so many milliseconds.
    bool wait_for_end(int ms_max) const;
    int collect();

    Path m_program;
    Path m_folder;
    Path m_certificate;
    std::uint16_t m_port;
    pid_t m_pid = 0;
    Descriptor m_process;  ///< a pidfd
    Descriptor m_word;     ///< where it tells how it is (sd_notify)
};

/// This process's own.
Footprint own_footprint();

}  // namespace otk::fleet_sim
