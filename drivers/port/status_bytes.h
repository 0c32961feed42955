#pragma once

#include <array>
#include <cstdint>
#include <optional>

#include "core/base/bytes.h"
#include "drivers/port/port.h"

namespace otk::port {

/// What a printer's status bytes say, whatever the dialect.
struct Condition {
    bool offline = false;
    bool cover_open = false;
    bool paper_out = false;
    bool paper_low = false;
    bool fault = false;     ///< cutter, jam, hardware: a person has to look
    bool resting = false;   ///< ends by itself: a hot head
    bool in_mouth = false;  ///< a slip waits to be taken from the presenter

    friend bool operator==(const Condition&, const Condition&) = default;
};

/// The one word for it: the cause that a person can mend comes first.
PrinterState state_of(const Condition& condition);

/// Joins what several answers said.
Condition both(const Condition& one, const Condition& other);

/// The real-time answers, by the `n` of DLE EOT n. (Epson, ESC/POS command reference, "DLE EOT".)
enum class RealTime : std::uint8_t { Printer = 1, OfflineCause = 2, ErrorCause = 3, Paper = 4 };

/// Bits 0, 1, 4 and 7 of such an answer are fixed.
constexpr bool is_real_time_answer(std::uint8_t byte) {
    return (byte & 0x93U) == 0x12U;
}
/// Nothing for a byte without the fixed bits.
std::optional<Condition> decode_real_time(RealTime asked, std::uint8_t answer);

/// The four bytes that GS a makes a printer send by itself. (Epson, "GS a".)
using AutomaticStatus = std::array<std::uint8_t, 4>;
constexpr bool begins_automatic_status(std::uint8_t byte) {
    return (byte & 0x93U) == 0x10U;
}
/// Nothing unless the fixed bits of the four bytes are right.
std::optional<Condition> decode_automatic(const AutomaticStatus& status);

/// The six bytes that CUSTOM's kiosk printers answer to DLE EOT 20. (CUSTOM, manuals of KPM150,
/// KPM216 and KPM300, "DLE EOT 20, full status".)
using FullStatus = std::array<std::uint8_t, 6>;
constexpr std::array<std::uint8_t, 2> full_status_begin{0x10, 0x0F};
std::optional<Condition> decode_full(const FullStatus& status);

/// Answers to GS r 1 come when everything before it was worked off. Bits 4 and 7 are 0.
constexpr bool is_sensor_answer(std::uint8_t byte) {
    return (byte & 0x90U) == 0;
}

/// Parts the answers in what a printer sends: automatic status may come at any moment, also between
/// an enquiry and its answer. Bytes that fit nothing are dropped. Bounded memory; one thread.
class StatusReader {
  public:
    void feed(ByteView bytes);

    /// What came since it was last taken.
    std::optional<std::uint8_t> take_real_time();
    std::optional<Condition> take_automatic();
    std::optional<Condition> take_full();
    bool take_sensor();

    /// Forgets what came, as before a new enquiry: its answer is newer.
    void forget();

  private:
    void begin(std::uint8_t byte);
    void end();

    std::array<std::uint8_t, 6> m_part{};  ///< of an answer of several bytes
    std::size_t m_held = 0;
    std::optional<std::uint8_t> m_real_time;
    std::optional<Condition> m_automatic;
    std::optional<Condition> m_full;
    bool m_sensor = false;
};

}  // namespace otk::port
