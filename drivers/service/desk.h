#pragma once

#include <sys/types.h>

#include <memory>
#include <optional>

#include "core/base/clock.h"
#include "core/base/json.h"
#include "drivers/service/line_server.h"
#include "drivers/service/port_worker.h"
#include "drivers/service/request.h"
#include "drivers/service/slip_maker.h"
#include "drivers/spool/staff_spool.h"
#include "drivers/spool/visitor_queue.h"

namespace otk::service {

/// Where orders are taken and given to the printer one by one: a visitor who waits first, then
/// staff's jobs in their order. All decisions are here and none waits: whatever is slow runs in
/// the worker. One thread.
class Desk {
  public:
    struct Parts {
        const Clock& clock;
        SlipMaker& maker;
        SlipPainter& painter;
        spool::StaffSpool& staff;
        spool::VisitorQueue& visitors;
        PortWorker& worker;
        /// Who stands before strangers: lets no more than a roll of staff's slips wait.
        std::optional<uid_t> visitor_user = std::nullopt;
        /// How long a presenter holds a visitor's slip out before it is drawn back; 0: for ever.
        std::int64_t take_back_ms = 0;
    };

    explicit Desk(const Parts& parts) : m_parts(parts) {}

    /// The reply to one line of the protocol; a refusal is a reply too. The user is noted with
    /// staff's orders.
    LineReply reply_to(std::string_view line, uid_t user);

    /// What `status` answers, and what those who watch are told when it changes.
    Json status_reply();

    /// Takes what the port said and gives it the next thing to do; call it after every reply, when
    /// the worker's descriptor is readable, and when the returned milliseconds are over.
    std::int64_t step();

    /// No further slip is begun; the one on its way is ended by step().
    void stop() { m_is_stopping = true; }
    bool is_settled() const { return !m_sending && m_parts.worker.is_idle(); }

    /// For the status file: staff's work only, since a visitor's slip would tell the visit.
    Json status_report();

  private:
    struct Sending {
        Owner owner;
        std::int64_t job;
        std::optional<port::Fate> fate;  ///< known, but not yet written down
    };

    Result<Json> carry_out(const Request& request, uid_t user);
    Result<Json> take_order(const Request& request, uid_t user);
    Json advice(const Request& request) const;
    Result<Json> preview(const Request& request);
    Result<Json> job_reply(std::int64_t job);
    Result<Json> jobs_reply();
    Result<void> check_right(const Request& request, uid_t user);
    Result<void> cancel(std::int64_t job);

    void take_answer();
    void hear(std::optional<port::PrinterState> told);
    std::int64_t state_interval() const;
    void settle();
    void expect_taking(const Sending& sending);
    void begin_next();
    bool begin_visitor();
    Result<bool> begin_staff();
    std::int64_t wait_ms() const;
    void hold(std::int64_t milliseconds);

    Parts m_parts;
    port::PrinterState m_state = port::PrinterState::Unknown;
    std::optional<Sending> m_sending;
    std::int64_t m_state_due_ms = 0;
    std::optional<std::int64_t> m_take_back_due_ms;  ///< of a visitor's slip that is held out
    std::int64_t m_told_ms = 0;                      ///< when the printer last told its state
    bool m_is_silent = false;                        ///< it did not when it was last asked
    std::int64_t m_held_until_ms = 0;                ///< after a failure: not at once again
    bool m_is_stopping = false;
    bool m_spool_failed = false;
};

}  // namespace otk::service
