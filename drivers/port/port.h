#pragma once

#include <optional>
#include <string_view>

#include "core/base/bytes.h"
#include "core/base/result.h"

namespace otk::port {

/// What a printer says of itself, or what not hearing it means.
enum class PrinterState {
    Ready,
    Busy,      ///< somebody else has it, or it waits for itself (a hot head)
    PaperLow,  ///< prints, and the roll is nearly empty
    PaperOut,
    CoverOpen,
    Cutter,        ///< the cutter or the paper's way is jammed, or another fault that a person ends
    Offline,       ///< there, but it takes nothing: switched off, no network
    Absent,        ///< not plugged in
    NoPermission,  ///< the system does not let us open it
    Unknown,       ///< it cannot be asked or answers nonsense
};

/// "ready", "busy", "paper_low", …: the words of the socket's protocol.
std::string_view name_of(PrinterState state);
std::optional<PrinterState> printer_state_named(std::string_view name);

/// False for a state in which a slip would surely be lost. Not knowing is no reason to refuse.
bool takes_slips(PrinterState state);

/// The state that a failure to reach the device means: NotFound is Absent, Permission is
/// NoPermission, Conflict is Busy, all else Offline.
PrinterState state_of(ErrorKind unreachable);

/// What became of a slip that was given to a port.
enum class Fate {
    Printed,     ///< every byte was taken by the device (by the kernel or spooler where that is all
                 ///< one can know)
    NotStarted,  ///< surely no byte left: the same slip may be given again
    Unknown,     ///< some bytes left: it must not be repeated by itself
};

struct Delivery {
    Fate fate;
    std::optional<Error> error;                        ///< why it is not Printed
    std::optional<PrinterState> state = std::nullopt;  ///< what the printer said of itself after it
};

/// One way to one printer. Every call returns within its deadline, whatever the device does. One
/// thread at a time; not the one that serves the socket. Every implementation passes
/// tests/contract/port.
class Port {
  public:
    Port() = default;
    Port(const Port&) = delete;
    Port& operator=(const Port&) = delete;
    virtual ~Port() = default;

    /// Sends one slip, whole. The slip is not empty.
    virtual Delivery print(ByteView slip, int deadline_ms) = 0;

    /// Asks the device without disturbing a print. An error means that it could not be asked; the
    /// caller prints all the same.
    virtual Result<PrinterState> state(int deadline_ms) = 0;

    /// How a page is wanted, where the port takes pages: 0 is a PDF, else PWG raster of so many
    /// dots per inch. Any thread; known from the first state() on.
    virtual int page_dots_per_inch() const { return 0; }

    /// Draws a slip that is still held out back into the printer, where there is a presenter, and
    /// asks as state() does. A slip that was taken leaves nothing to be done.
    virtual Result<PrinterState> take_back(int deadline_ms) { return state(deadline_ms); }
};

}  // namespace otk::port
