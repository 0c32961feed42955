#include "drivers/port/serial_link.h"

#include <fcntl.h>
#include <poll.h>
#include <sys/file.h>
#include <sys/ioctl.h>
#include <termios.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <system_error>
#include <utility>

#include "core/base/assert.h"
#include "core/base/format.h"
#include "drivers/port/wait.h"

namespace otk::port {
namespace {

constexpr std::array<std::pair<int, speed_t>, 8> rates{
    {{1'200, B1200}, {2'400, B2400}, {4'800, B4800}, {9'600, B9600}, {19'200, B19200},
        {38'400, B38400}, {57'600, B57600}, {115'200, B115200}}};

/// Nothing tells that the kernel's buffer is empty but asking; 115200 baud empty 57 bytes
/// meanwhile.
constexpr int drain_interval_ms = 5;

Error trouble(std::string_view what, int error_number) {
    using enum ErrorKind;
    const bool is_gone = error_number == ENOENT || error_number == ENODEV ||
                         error_number == ENXIO || error_number == EIO;
    const bool is_taken = error_number == EBUSY || error_number == EWOULDBLOCK;
    const bool is_refused = error_number == EACCES || error_number == EPERM;
    const ErrorKind kind = is_gone      ? NotFound
                           : is_taken   ? Conflict
                           : is_refused ? Permission
                                        : Unavailable;
    return {kind,
        format("serial printer: {}: {}", what, std::generic_category().message(error_number))};
}

speed_t rate_of(int baud) {
    const auto* found = std::find_if(
        rates.begin(), rates.end(), [baud](const auto& row) { return row.first == baud; });
    OTK_ASSERT(found != rates.end());
    return found->second;
}

bool set_up(int device, const SerialLine& line) {
    termios settings{};
    if (::tcgetattr(device, &settings) != 0) return false;
    ::cfmakeraw(&settings);
    constexpr tcflag_t unwanted = CSTOPB | PARENB | CRTSCTS;
    settings.c_cflag &= ~unwanted;
    settings.c_cflag |= CLOCAL | CREAD;
    settings.c_iflag &= ~static_cast<tcflag_t>(IXON | IXOFF | IXANY);
    switch (line.flow) {
        case FlowControl::None:
            break;
        case FlowControl::RtsCts:
            settings.c_cflag |= CRTSCTS;
            break;
        case FlowControl::XonXoff:
            // Only what the printer says: our slips hold bytes that look like XON and XOFF.
            settings.c_iflag |= IXON;
            break;
    }
    settings.c_cc[VMIN] = 0;
    settings.c_cc[VTIME] = 0;
    const speed_t rate = rate_of(line.baud);
    return ::cfsetispeed(&settings, rate) == 0 && ::cfsetospeed(&settings, rate) == 0 &&
           ::tcsetattr(device, TCSANOW, &settings) == 0;
}

}  // namespace

bool is_baud_rate(std::int64_t baud) {
    return std::any_of(
        rates.begin(), rates.end(), [baud](const auto& row) { return row.first == baud; });
}

std::optional<FlowControl> flow_control_named(std::string_view name) {
    if (name == "none") return FlowControl::None;
    if (name == "rts-cts") return FlowControl::RtsCts;
    if (name == "xon-xoff") return FlowControl::XonXoff;
    return std::nullopt;
}

SerialLink::SerialLink(SerialLine line) : m_line(std::move(line)) {
    OTK_ASSERT(is_baud_rate(m_line.baud));
}

SerialLink::~SerialLink() {
    close();
}

Result<void> SerialLink::open(const Deadline&) {
    if (m_device.is_open()) {
        const short holds = wait_for(m_device.number(), 0, Deadline(0));
        if ((holds & (POLLHUP | POLLERR | POLLNVAL)) == 0) return {};
        close();
    }
    // Not blocking: opening a line without a carrier may else wait for ever.
    Descriptor device(::open(m_line.device.c_str(), O_RDWR | O_NOCTTY | O_NONBLOCK | O_CLOEXEC));
    if (!device.is_open()) return Failure(trouble("open", errno));
    // Two owners would print into each other's slips. TIOCEXCL alone does not stop root.
    if (::flock(device.number(), LOCK_EX | LOCK_NB) != 0) return Failure(trouble("lock", errno));
    if (::ioctl(device.number(), TIOCEXCL) != 0) return Failure(trouble("open", errno));
    if (!set_up(device.number(), m_line)) return Failure(trouble("set up", errno));
    m_device = std::move(device);
    return {};
}

std::size_t SerialLink::waiting() const {
    int bytes = 0;
    if (::ioctl(m_device.number(), TIOCOUTQ, &bytes) != 0) return 0;
    return static_cast<std::size_t>(std::max(bytes, 0));
}

Sent SerialLink::stopped(std::size_t given, std::string_view why) const {
    // What still lies in the kernel is thrown away, so that it never left.
    const std::size_t left = given - std::min(given, waiting());
    ::tcflush(m_device.number(), TCOFLUSH);
    return {left, Error{ErrorKind::Unavailable, format("serial printer: {}", why)}};
}

Sent SerialLink::send(ByteView bytes, const Deadline& deadline) {
    std::size_t given = 0;
    while (given < bytes.size()) {
        const ssize_t put = ::write(m_device.number(), bytes.data() + given, bytes.size() - given);
        if (put > 0) {
            given += static_cast<std::size_t>(put);
            continue;
        }
        if (put < 0 && errno == EINTR) continue;
        if (put < 0 && errno != EAGAIN) return {given, trouble("send", errno)};
        if (wait_for(m_device.number(), POLLOUT, deadline) == 0)
            return stopped(given, "it takes nothing: check power, cable and flow control");
    }
    while (waiting() > 0) {
        if (deadline.is_over())
            return stopped(given, "it takes nothing more: check paper, power and flow control");
        const short holds = wait_for(m_device.number(), 0, deadline.or_in(drain_interval_ms));
        if ((holds & (POLLHUP | POLLERR)) != 0) return {given, trouble("send", ENODEV)};
    }
    return {given, std::nullopt};
}

Result<Bytes> SerialLink::receive(const Deadline& deadline) {
    constexpr std::size_t part_bytes = 256;
    Bytes part(part_bytes);
    for (;;) {
        const short holds = wait_for(m_device.number(), POLLIN, deadline);
        if (holds == 0) return fail(ErrorKind::Unavailable, "serial printer: it says nothing");
        const ssize_t got = ::read(m_device.number(), part.data(), part.size());
        if (got < 0 && (errno == EINTR || errno == EAGAIN)) continue;
        if (got < 0) return Failure(trouble("receive", errno));
        // With VMIN 0 nothing read although something holds is the end: the line was unplugged.
        if (got == 0) return Failure(trouble("receive", ENODEV));
        part.resize(static_cast<std::size_t>(got));
        return part;
    }
}

PrinterState SerialLink::line_state(const Deadline& deadline) {
    if (m_line.flow != FlowControl::RtsCts) return PrinterState::Unknown;
    for (;;) {
        int lines = 0;
        // A pseudo-terminal has no lines.
        if (::ioctl(m_device.number(), TIOCMGET, &lines) != 0) return PrinterState::Unknown;
        if ((lines & TIOCM_CTS) != 0) return PrinterState::Unknown;
        // Low for long is no full buffer: the printer is off, off line, or the cable lacks the
        // wire.
        if (deadline.is_over()) return PrinterState::Offline;
        wait_for(m_device.number(), 0, deadline.or_in(drain_interval_ms));
    }
}

void SerialLink::close() {
    if (!m_device.is_open()) return;
    // Else close(2) waits up to half a minute for a printer that takes nothing.
    ::tcflush(m_device.number(), TCOFLUSH);
    m_device = Descriptor();
}

}  // namespace otk::port
