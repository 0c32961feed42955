#include "tests/drivers/fake_printer.h"

#include <algorithm>
#include <array>

namespace otk::test {
namespace {

using port::PrinterState;
using printer::StatusDialect;

constexpr std::array<std::array<std::uint8_t, 2>, 3> enquiries{
    {{0x10, 0x04}, {0x1D, 'r'}, {0x1D, 'a'}}};

bool may_become_enquiry(const Bytes& bytes) {
    return std::any_of(enquiries.begin(), enquiries.end(), [&bytes](const auto& enquiry) {
        const std::size_t count = std::min(bytes.size(), enquiry.size());
        return std::equal(
            bytes.begin(), bytes.begin() + static_cast<std::ptrdiff_t>(count), enquiry.begin());
    });
}

std::uint8_t bits_if(bool condition, unsigned bits) {
    return static_cast<std::uint8_t>(condition ? bits : 0U);
}

}  // namespace

Bytes FakePrinter::take(ByteView bytes) {
    const std::lock_guard lock(m_mutex);
    Bytes answers;
    for (const std::uint8_t byte : bytes) {
        m_begun.push_back(byte);
        while (!m_begun.empty() && !may_become_enquiry(m_begun)) {
            keep(m_begun.front());
            m_begun.erase(m_begun.begin());
        }
        if (m_begun.size() < 3) continue;
        ++m_enquiries;
        const Bytes said = m_babble ? *m_babble : answer(m_begun[0], m_begun[1], m_begun[2]);
        answers.insert(answers.end(), said.begin(), said.end());
        m_begun.clear();
    }
    return answers;
}

void FakePrinter::keep(std::uint8_t byte) {
    m_printed.push_back(byte);
    if (m_turns_at != 0 && m_printed.size() == m_turns_at) m_state = m_turns_to;
}

Bytes FakePrinter::answer(std::uint8_t first, std::uint8_t second, std::uint8_t number) {
    if (first == 0x10) {
        if (m_dialect == StatusDialect::CustomKiosk) return number == 20 ? full() : Bytes{};
        return real_time(number);
    }
    // A printer that stopped works nothing off.
    if (!port::takes_slips(m_state)) return {};
    if (second == 'a') return automatic();
    return {bits_if(m_state == PrinterState::PaperLow, 0x03)};
}

Bytes FakePrinter::real_time(std::uint8_t number) const {
    constexpr std::uint8_t fixed = 0x12;
    std::uint8_t answer = fixed;
    if (number == 1) answer |= bits_if(!port::takes_slips(m_state), 0x08);
    if (number == 2) {
        answer |= bits_if(m_state == PrinterState::CoverOpen, 0x04);
        answer |= bits_if(m_state == PrinterState::PaperOut, 0x20);
    }
    if (number == 3) answer |= bits_if(m_state == PrinterState::Cutter, 0x08);
    if (number == 4) {
        answer |= bits_if(m_state == PrinterState::PaperLow, 0x0C);
        answer |= bits_if(m_state == PrinterState::PaperOut, 0x6C);
    }
    return {answer};
}

Bytes FakePrinter::automatic() const {
    Bytes status{0x10, 0, 0, 0x0F};
    status[0] |= bits_if(m_state == PrinterState::CoverOpen, 0x28);
    status[1] |= bits_if(m_state == PrinterState::Cutter, 0x08);
    status[2] |= bits_if(m_state == PrinterState::PaperLow, 0x03);
    status[2] |= bits_if(m_state == PrinterState::PaperOut, 0x0F);
    return status;
}

Bytes FakePrinter::full() const {
    Bytes status{0x10, 0x0F, 0, 0, 0, 0};
    status[2] |= bits_if(m_state == PrinterState::PaperOut, 0x01);
    status[2] |= bits_if(m_state == PrinterState::PaperLow, 0x04);
    status[2] |= bits_if(m_in_mouth, 0x20);
    status[3] |= bits_if(m_state == PrinterState::CoverOpen, 0x02);
    status[5] |= bits_if(m_state == PrinterState::Cutter, 0x01);
    return status;
}

void FakePrinter::become(PrinterState state) {
    const std::lock_guard lock(m_mutex);
    m_state = state;
}

void FakePrinter::become_after(std::size_t bytes, PrinterState state) {
    const std::lock_guard lock(m_mutex);
    m_turns_at = bytes;
    m_turns_to = state;
}

void FakePrinter::hold_out(bool is_held_out) {
    const std::lock_guard lock(m_mutex);
    m_in_mouth = is_held_out;
}

void FakePrinter::babble(Bytes bytes) {
    const std::lock_guard lock(m_mutex);
    m_babble = std::move(bytes);
}

Bytes FakePrinter::printed() const {
    const std::lock_guard lock(m_mutex);
    return m_printed;
}

int FakePrinter::enquiries() const {
    const std::lock_guard lock(m_mutex);
    return m_enquiries;
}

}  // namespace otk::test
