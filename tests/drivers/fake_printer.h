#pragma once

#include <mutex>

#include "drivers/port/port.h"
#include "drivers/printer/status_dialect.h"

namespace otk::test {

/// The far end of a wire: takes bytes as an ESC/POS printer does, answers enquiries (DLE EOT, GS r,
/// GS a), and keeps all other bytes. A slip must not hold the bytes of an enquiry. Any thread.
class FakePrinter {
  public:
    explicit FakePrinter(printer::StatusDialect dialect) : m_dialect(dialect) {}

    /// What it answers to these bytes, which may break off anywhere.
    Bytes take(ByteView bytes);

    void become(port::PrinterState state);
    /// Once it took so many bytes of slips altogether, it becomes this.
    void become_after(std::size_t bytes, port::PrinterState state);
    /// Whether a slip waits in its mouth.
    void hold_out(bool is_held_out);
    /// Answers with these bytes whatever it is asked.
    void babble(Bytes bytes);
    void fall_silent() { babble({}); }

    Bytes printed() const;
    int enquiries() const;

  private:
    Bytes answer(std::uint8_t first, std::uint8_t second, std::uint8_t number);
    Bytes real_time(std::uint8_t number) const;
    Bytes automatic() const;
    Bytes full() const;
    void keep(std::uint8_t byte);

    const printer::StatusDialect m_dialect;
    mutable std::mutex m_mutex;
    Bytes m_begun;  ///< of what may be an enquiry
    Bytes m_printed;
    int m_enquiries = 0;
    port::PrinterState m_state = port::PrinterState::Ready;
    std::size_t m_turns_at = 0;  ///< 0: never
    port::PrinterState m_turns_to = port::PrinterState::Ready;
    bool m_in_mouth = false;
    std::optional<Bytes> m_babble;
};

}  // namespace otk::test
