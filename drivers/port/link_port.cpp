#include "drivers/port/link_port.h"

#include <algorithm>
#include <array>

#include "core/base/assert.h"
#include "core/base/format.h"

namespace otk::port {
namespace {

using printer::StatusDialect;

constexpr int answer_ms_max = 300;    // one enquiry's; Epson's answer within a few
constexpr int confirm_ms_max = 4000;  // a slip of 80 mm at 50 mm/s, the slowest that is sold, twice

constexpr std::array<std::uint8_t, 3> tell_sensors{0x1D, 'r', 1};
/// On-line, error and paper; not the drawer. Each slip begins with ESC @, which ends it.
constexpr std::array<std::uint8_t, 3> tell_by_itself{0x1D, 'a', 0x0E};
constexpr std::array<std::uint8_t, 3> tell_everything{0x10, 0x04, 20};

/// The order of asking: a cause says more than "offline".
constexpr std::array enquiries{
    RealTime::Paper, RealTime::OfflineCause, RealTime::ErrorCause, RealTime::Printer};

}  // namespace

Delivery LinkPort::print(ByteView slip, int deadline_ms) {
    OTK_ASSERT(!slip.empty());
    const Deadline deadline(deadline_ms);
    const auto open = m_link->open(deadline);
    if (!open) return {Fate::NotStarted, open.error(), state_of(open.error().kind)};
    const Sent owed = settle_debt(deadline);
    if (owed.error) {
        m_link->close();
        return {Fate::NotStarted, owed.error};
    }
    const Sent sent = m_link->send(slip, deadline);
    if (!sent.error) return confirm(deadline);
    m_link->close();
    if (sent.bytes == 0) return {Fate::NotStarted, sent.error};
    m_owed = std::min(slip.size() - std::min(sent.bytes, slip.size()),
        static_cast<std::size_t>(m_talk.command_bytes_max));
    return {Fate::Unknown, sent.error};
}

Sent LinkPort::settle_debt(const Deadline& deadline) {
    if (m_owed == 0) return {};
    Sent sent = m_link->send(Bytes(m_owed, 0), deadline);
    m_owed -= std::min(sent.bytes, m_owed);
    return sent;
}

Delivery LinkPort::confirm(const Deadline& deadline) {
    if (m_talk.dialect == StatusDialect::None || !m_confirms) return {Fate::Printed, std::nullopt};
    hear_what_waits();
    m_reader.forget();
    const Deadline end = deadline.or_in(confirm_ms_max);
    Bytes command;
    if (m_talk.dialect == StatusDialect::EscposAutomatic)
        command.insert(command.end(), tell_by_itself.begin(), tell_by_itself.end());
    command.insert(command.end(), tell_sensors.begin(), tell_sensors.end());
    // The slip is gone whole; what fails from here on is only that we hear nothing of it.
    const Sent sent = m_link->send(command, end);
    std::optional<PrinterState> said;
    while (!sent.error && hear(end)) {
        if (const auto told = m_reader.take_automatic()) said = state_of(*told);
        if (m_reader.take_sensor()) return {Fate::Printed, std::nullopt, said};
        if (said && !takes_slips(*said)) break;
    }
    if (!said) {
        const auto asked = ask(deadline.or_in(2 * answer_ms_max));
        if (asked) said = state_of(*asked);
    }
    if (said && !takes_slips(*said)) {
        return {Fate::Unknown,
            Error{ErrorKind::Unavailable, format("the printer stopped: {}", name_of(*said))}, said};
    }
    m_confirms = false;
    return {Fate::Printed, std::nullopt, said};
}

Result<PrinterState> LinkPort::take_back(int deadline_ms) {
    const Deadline deadline(deadline_ms);
    if (m_talk.take_back.empty()) return state_by(deadline);
    const auto open = m_link->open(deadline);
    if (!open) return state_of(open.error().kind);
    if (m_talk.dialect == StatusDialect::CustomKiosk) {
        const auto asked = ask(deadline);
        if (asked && !asked->in_mouth) return state_of(*asked);
    }
    const Sent sent = m_link->send(m_talk.take_back, deadline);
    if (sent.error) {
        m_link->close();
        return tl::make_unexpected(*sent.error);
    }
    return state_by(deadline);
}

Result<PrinterState> LinkPort::state(int deadline_ms) {
    return state_by(Deadline(deadline_ms));
}

Result<PrinterState> LinkPort::state_by(const Deadline& deadline) {
    const auto open = m_link->open(deadline);
    if (!open) return state_of(open.error().kind);
    const PrinterState line = m_link->line_state(deadline.or_in(answer_ms_max));
    if (m_talk.dialect == StatusDialect::None) return line;
    const auto asked = ask(deadline);
    if (asked) return state_of(*asked);
    // What lines and registers say is coarse, and many printers never set them: trouble is
    // believed.
    if (!takes_slips(line)) return line;
    return tl::make_unexpected(asked.error());
}

Result<Condition> LinkPort::ask(const Deadline& deadline) {
    hear_what_waits();
    switch (m_talk.dialect) {
        case StatusDialect::EscposRealTime:
        case StatusDialect::EscposAutomatic:
            return ask_real_time(deadline);
        case StatusDialect::CustomKiosk:
            return ask_full(deadline);
        case StatusDialect::None:
            break;
    }
    OTK_UNREACHABLE();
}

Result<Condition> LinkPort::ask_real_time(const Deadline& deadline) {
    Condition all;
    bool is_answered = false;
    for (const RealTime enquiry : enquiries) {
        const std::array<std::uint8_t, 3> command{0x10, 0x04, static_cast<std::uint8_t>(enquiry)};
        OTK_TRY(enquire(command, deadline));
        const Deadline end = deadline.or_in(answer_ms_max);
        std::optional<Condition> answer;
        while (!answer && hear(end)) {
            if (const auto byte = m_reader.take_real_time())
                answer = decode_real_time(enquiry, *byte);
        }
        // Who does not answer the first answers none; a later one may be unknown to a clone.
        if (!answer && !is_answered)
            return fail(ErrorKind::Unavailable, "the printer does not tell its state");
        if (!answer) break;
        is_answered = true;
        all = both(all, *answer);
    }
    if (const auto told = m_reader.take_automatic()) all = both(all, *told);
    return all;
}

Result<Condition> LinkPort::ask_full(const Deadline& deadline) {
    OTK_TRY(enquire(tell_everything, deadline));
    const Deadline end = deadline.or_in(answer_ms_max);
    while (hear(end)) {
        if (const auto answer = m_reader.take_full()) return *answer;
    }
    return fail(ErrorKind::Unavailable, "the printer does not tell its state");
}

Result<void> LinkPort::enquire(ByteView command, const Deadline& deadline) {
    m_reader.forget();
    const Sent sent = m_link->send(command, deadline.or_in(answer_ms_max));
    if (!sent.error) return {};
    m_link->close();
    return tl::make_unexpected(*sent.error);
}

Result<void> LinkPort::hear(const Deadline& deadline) {
    const Bytes bytes = OTK_TRY(m_link->receive(deadline));
    m_reader.feed(bytes);
    return {};
}

void LinkPort::hear_what_waits() {
    // A printer that babbles without end is heard for a moment only.
    constexpr int parts_max = 16;
    for (int part = 0; part < parts_max && hear(Deadline(0)); ++part) {
    }
}

}  // namespace otk::port
