#pragma once

#include <memory>

#include "drivers/port/link.h"
#include "drivers/port/port.h"
#include "drivers/port/status_bytes.h"
#include "drivers/printer/status_dialect.h"

namespace otk::port {

/// What has to be known of a printer to talk with it.
struct Talk {
    printer::StatusDialect dialect = printer::StatusDialect::None;
    int command_bytes_max = 4096 + 8;  ///< the longest single command of a slip: a picture's slice
    Bytes take_back = {};              ///< draws a held out slip back; empty: there is no presenter
};

/// A printer behind a link. It prints without being asked anything if it does not answer; if it
/// does, a slip counts as printed when the printer has worked off its last byte (GS r 1), and a
/// slip in which it stopped (no paper, cover open) is of unknown fate. One thread.
class LinkPort final : public Port {
  public:
    LinkPort(std::unique_ptr<Link> link, Talk talk)
        : m_link(std::move(link)), m_talk(std::move(talk)) {}

    Delivery print(ByteView slip, int deadline_ms) override;
    Result<PrinterState> state(int deadline_ms) override;
    /// Where the dialect tells whether a slip is in the mouth, only then; else anyway, since the
    /// command does nothing to an empty mouth.
    Result<PrinterState> take_back(int deadline_ms) override;

  private:
    Sent settle_debt(const Deadline& deadline);
    Delivery confirm(const Deadline& deadline);
    Result<PrinterState> state_by(const Deadline& deadline);
    Result<Condition> ask(const Deadline& deadline);
    Result<Condition> ask_real_time(const Deadline& deadline);
    Result<Condition> ask_full(const Deadline& deadline);
    Result<void> enquire(ByteView command, const Deadline& deadline);
    Result<void> hear(const Deadline& deadline);
    void hear_what_waits();

    std::unique_ptr<Link> m_link;
    Talk m_talk;
    StatusReader m_reader;
    /// Bytes that a printer may still wait for after a slip that broke off: the rest of its last
    /// command. Zeros end it, and are nothing between commands.
    std::size_t m_owed = 0;
    bool m_confirms = true;  ///< false once it did not answer GS r although it was well
};

}  // namespace otk::port
