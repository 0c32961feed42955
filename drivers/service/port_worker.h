#pragma once

#include <condition_variable>
#include <mutex>
#include <optional>
#include <thread>

#include "core/base/file.h"
#include "drivers/port/port.h"

namespace otk::service {

/// What the port said.
struct PortAnswer {
    std::optional<port::Delivery> delivery;   ///< after print
    std::optional<port::PrinterState> state;  ///< after the others, if the printer could be asked
};

/// Runs the port's slow calls on a thread of its own, one at a time. All members are called by the
/// service's thread; only the port is touched by the other. The destructor waits for a call that is
/// running: at most its deadline.
class PortWorker {
  public:
    static Result<std::unique_ptr<PortWorker>> start(
        port::Port& port, int print_ms_max, int state_ms_max);
    PortWorker(const PortWorker&) = delete;
    PortWorker& operator=(const PortWorker&) = delete;
    ~PortWorker();

    bool is_idle() const;
    /// Each asserts that the worker is idle.
    void print(Bytes slip);
    void ask_state();
    void take_back();

    /// Readable when an answer waits.
    int descriptor() const { return m_ready.number(); }
    /// The answer of the last call, once; after it the worker is idle.
    std::optional<PortAnswer> take_answer();

  private:
    enum class Phase { Idle, Asked, Answered, Stopping };
    enum class Deed { Print, AskState, TakeBack };

    PortWorker(port::Port& port, int print_ms_max, int state_ms_max, Descriptor ready);
    void ask(Deed deed, Bytes slip);
    void work();
    PortAnswer answer(Deed deed, const Bytes& slip);

    port::Port& m_port;
    int m_print_ms_max;
    int m_state_ms_max;
    Descriptor m_ready;

    mutable std::mutex m_mutex;
    std::condition_variable m_changed;
    Phase m_phase = Phase::Idle;
    Deed m_deed = Deed::AskState;
    Bytes m_slip;  ///< to be printed
    PortAnswer m_answer;
    std::thread m_thread;  ///< last: it begins with all of the above
};

}  // namespace otk::service
