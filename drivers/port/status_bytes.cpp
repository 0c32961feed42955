#include "drivers/port/status_bytes.h"

#include <algorithm>
#include <utility>

#include "core/base/assert.h"

namespace otk::port {
namespace {

constexpr bool has(std::uint8_t byte, unsigned bits) {
    return (byte & bits) != 0;
}

}  // namespace

PrinterState state_of(const Condition& condition) {
    if (condition.cover_open) return PrinterState::CoverOpen;
    if (condition.paper_out) return PrinterState::PaperOut;
    if (condition.fault) return PrinterState::Cutter;
    if (condition.resting) return PrinterState::Busy;
    if (condition.offline) return PrinterState::Offline;
    return condition.paper_low ? PrinterState::PaperLow : PrinterState::Ready;
}

Condition both(const Condition& one, const Condition& other) {
    return {
        .offline = one.offline || other.offline,
        .cover_open = one.cover_open || other.cover_open,
        .paper_out = one.paper_out || other.paper_out,
        .paper_low = one.paper_low || other.paper_low,
        .fault = one.fault || other.fault,
        .resting = one.resting || other.resting,
        .in_mouth = one.in_mouth || other.in_mouth,
    };
}

std::optional<Condition> decode_real_time(RealTime asked, std::uint8_t answer) {
    if (!is_real_time_answer(answer)) return std::nullopt;
    Condition condition;
    switch (asked) {
        case RealTime::Printer:
            condition.offline = has(answer, 0x08);
            return condition;
        case RealTime::OfflineCause:
            condition.cover_open = has(answer, 0x04);
            condition.paper_out = has(answer, 0x20);
            return condition;
        case RealTime::ErrorCause:
            // Recoverable by a person, cutter, unrecoverable; by itself.
            condition.fault = has(answer, 0x04 | 0x08 | 0x20);
            condition.resting = has(answer, 0x40);
            return condition;
        case RealTime::Paper:
            condition.paper_low = has(answer, 0x0C);
            condition.paper_out = has(answer, 0x60);
            return condition;
    }
    OTK_UNREACHABLE();
}

std::optional<Condition> decode_automatic(const AutomaticStatus& status) {
    const bool is_whole = begins_automatic_status(status[0]) && !has(status[1], 0x90) &&
                          !has(status[2], 0x90) && !has(status[3], 0x90);
    if (!is_whole) return std::nullopt;
    return Condition{
        .offline = has(status[0], 0x08),
        .cover_open = has(status[0], 0x20),
        .paper_out = has(status[2], 0x0C),
        .paper_low = has(status[2], 0x03),
        .fault = has(status[1], 0x04 | 0x08 | 0x20),
        .resting = has(status[1], 0x40),
    };
}

std::optional<Condition> decode_full(const FullStatus& status) {
    if (!std::equal(full_status_begin.begin(), full_status_begin.end(), status.begin()))
        return std::nullopt;
    const std::uint8_t paper = status[2];
    const std::uint8_t user = status[3];
    const std::uint8_t recoverable = status[4];
    const std::uint8_t unrecoverable = status[5];
    return Condition{
        // The head is lifted with the cover.
        .cover_open = has(user, 0x01 | 0x02) || has(unrecoverable, 0x02),
        // A virtual end (0x40) is a count of centimetres, not a missing roll.
        .paper_out = has(paper, 0x01),
        .paper_low = has(paper, 0x04 | 0x40),
        // Supply voltage, paper jam, notch; cutter, memories.
        .fault =
            has(recoverable, 0x08 | 0x40 | 0x80) || has(unrecoverable, 0x01 | 0x04 | 0x08 | 0x40),
        .resting = has(recoverable, 0x01),
        .in_mouth = has(paper, 0x20),
    };
}

void StatusReader::feed(ByteView bytes) {
    for (const std::uint8_t byte : bytes) {
        if (m_held == 0) {
            begin(byte);
            continue;
        }
        m_part[m_held++] = byte;
        end();
    }
}

void StatusReader::begin(std::uint8_t byte) {
    if (is_real_time_answer(byte)) {
        m_real_time = byte;
    } else if (begins_automatic_status(byte)) {
        m_part[0] = byte;
        m_held = 1;
    } else if (is_sensor_answer(byte)) {
        m_sensor = true;
    }
}

/// The second byte tells the two kinds of longer answers apart: an automatic status whose first
/// byte is 0x10 has no mechanical fault and all of 0x0F at once.
void StatusReader::end() {
    const bool is_full = m_part[0] == full_status_begin[0] && m_part[1] == full_status_begin[1];
    const std::size_t wanted = is_full ? m_part.size() : std::tuple_size_v<AutomaticStatus>;
    if (m_held < wanted) return;
    m_held = 0;
    if (is_full) {
        m_full = decode_full(m_part);
        return;
    }
    if (const auto decoded = decode_automatic({m_part[0], m_part[1], m_part[2], m_part[3]}))
        m_automatic = decoded;
}

std::optional<std::uint8_t> StatusReader::take_real_time() {
    return std::exchange(m_real_time, std::nullopt);
}

std::optional<Condition> StatusReader::take_automatic() {
    return std::exchange(m_automatic, std::nullopt);
}

std::optional<Condition> StatusReader::take_full() {
    return std::exchange(m_full, std::nullopt);
}

bool StatusReader::take_sensor() {
    return std::exchange(m_sensor, false);
}

void StatusReader::forget() {
    m_real_time.reset();
    m_automatic.reset();
    m_full.reset();
    m_sensor = false;
}

}  // namespace otk::port
