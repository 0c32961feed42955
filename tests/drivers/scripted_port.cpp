#include "tests/drivers/scripted_port.h"

namespace otk::test {

port::Delivery ScriptedPort::print(ByteView slip, int) {
    const std::lock_guard lock(m_mutex);
    port::Fate fate = port::Fate::Printed;
    if (!m_fates.empty()) {
        fate = m_fates.front();
        m_fates.pop_front();
    }
    if (fate == port::Fate::Printed) {
        m_printed.emplace_back(slip.begin(), slip.end());
        return {fate, std::nullopt};
    }
    return {fate, Error{ErrorKind::Io, "scripted"}};
}

Result<port::PrinterState> ScriptedPort::state(int) {
    const std::lock_guard lock(m_mutex);
    if (m_is_silent) return fail(ErrorKind::Unavailable, "scripted");
    return m_state;
}

Result<port::PrinterState> ScriptedPort::take_back(int deadline_ms) {
    {
        const std::lock_guard lock(m_mutex);
        ++m_taken_back;
    }
    return state(deadline_ms);
}

int ScriptedPort::taken_back() const {
    const std::lock_guard lock(m_mutex);
    return m_taken_back;
}

void ScriptedPort::fall_silent() {
    const std::lock_guard lock(m_mutex);
    m_is_silent = true;
}

void ScriptedPort::then(port::Fate fate) {
    const std::lock_guard lock(m_mutex);
    m_fates.push_back(fate);
}

void ScriptedPort::set_state(port::PrinterState state) {
    const std::lock_guard lock(m_mutex);
    m_state = state;
}

std::vector<Bytes> ScriptedPort::printed() const {
    const std::lock_guard lock(m_mutex);
    return m_printed;
}

}  // namespace otk::test
