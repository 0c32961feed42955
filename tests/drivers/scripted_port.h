#pragma once

#include <deque>
#include <mutex>
#include <vector>

#include "drivers/port/port.h"

namespace otk::test {

/// A printer whose faults a test decides. Any thread.
class ScriptedPort final : public port::Port {
  public:
    port::Delivery print(ByteView slip, int deadline_ms) override;
    Result<port::PrinterState> state(int deadline_ms) override;
    Result<port::PrinterState> take_back(int deadline_ms) override;

    /// What becomes of the next slips; after them all are printed.
    void then(port::Fate fate);
    void set_state(port::PrinterState state);
    /// From now on it cannot be asked.
    void fall_silent();
    /// The slips that came out whole, in order.
    std::vector<Bytes> printed() const;
    /// How often it was told to draw a slip back.
    int taken_back() const;

  private:
    mutable std::mutex m_mutex;
    std::deque<port::Fate> m_fates;
    port::PrinterState m_state = port::PrinterState::Ready;
    bool m_is_silent = false;
    std::vector<Bytes> m_printed;
    int m_taken_back = 0;
};

}  // namespace otk::test
