#include "drivers/service/port_worker.h"

#include <sys/eventfd.h>
#include <unistd.h>

#include <cerrno>
#include <memory>

#include "core/base/assert.h"

namespace otk::service {

Result<std::unique_ptr<PortWorker>> PortWorker::start(
    port::Port& port, int print_ms_max, int state_ms_max) {
    Descriptor ready(::eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK));
    if (!ready.is_open()) return Failure(error_from_errno("make", "eventfd", errno));
    return std::unique_ptr<PortWorker>(
        new PortWorker(port, print_ms_max, state_ms_max, std::move(ready)));
}

PortWorker::PortWorker(port::Port& port, int print_ms_max, int state_ms_max, Descriptor ready)
    : m_port(port),
      m_print_ms_max(print_ms_max),
      m_state_ms_max(state_ms_max),
      m_ready(std::move(ready)),
      m_thread([this] { work(); }) {}

PortWorker::~PortWorker() {
    {
        const std::lock_guard lock(m_mutex);
        m_phase = Phase::Stopping;
    }
    m_changed.notify_all();
    m_thread.join();
}

bool PortWorker::is_idle() const {
    const std::lock_guard lock(m_mutex);
    return m_phase == Phase::Idle;
}

void PortWorker::print(Bytes slip) {
    OTK_ASSERT(!slip.empty());
    ask(Deed::Print, std::move(slip));
}

void PortWorker::ask_state() {
    ask(Deed::AskState, {});
}

void PortWorker::take_back() {
    ask(Deed::TakeBack, {});
}

void PortWorker::ask(Deed deed, Bytes slip) {
    {
        const std::lock_guard lock(m_mutex);
        OTK_ASSERT(m_phase == Phase::Idle);
        m_deed = deed;
        m_slip = std::move(slip);
        m_phase = Phase::Asked;
    }
    m_changed.notify_all();
}

std::optional<PortAnswer> PortWorker::take_answer() {
    const std::lock_guard lock(m_mutex);
    if (m_phase != Phase::Answered) return std::nullopt;
    m_phase = Phase::Idle;
    std::uint64_t count = 0;
    // EAGAIN only says that nothing was to be cleared.
    static_cast<void>(!::read(m_ready.number(), &count, sizeof count));
    return std::move(m_answer);
}

PortAnswer PortWorker::answer(Deed deed, const Bytes& slip) {
    const auto told = [](const Result<port::PrinterState>& state) -> PortAnswer {
        return {std::nullopt, state ? std::optional(*state) : std::nullopt};
    };
    switch (deed) {
        case Deed::Print:
            return {m_port.print(slip, m_print_ms_max), std::nullopt};
        case Deed::AskState:
            return told(m_port.state(m_state_ms_max));
        case Deed::TakeBack:
            return told(m_port.take_back(m_state_ms_max));
    }
    OTK_UNREACHABLE();
}

void PortWorker::work() {
    std::unique_lock lock(m_mutex);
    for (;;) {
        m_changed.wait(
            lock, [this] { return m_phase == Phase::Asked || m_phase == Phase::Stopping; });
        if (m_phase == Phase::Stopping) return;
        const Deed deed = m_deed;
        const Bytes slip = std::move(m_slip);
        lock.unlock();
        PortAnswer said = answer(deed, slip);
        lock.lock();
        if (m_phase == Phase::Stopping) return;
        m_answer = std::move(said);
        m_phase = Phase::Answered;
        const std::uint64_t one = 1;
        // Fails only when the counter is full, and then it is readable anyway.
        static_cast<void>(!::write(m_ready.number(), &one, sizeof one));
    }
}

}  // namespace otk::service
