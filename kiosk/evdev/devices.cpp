#include "kiosk/evdev/devices.h"

#include <array>
#include <cerrno>
#include <filesystem>
#include <system_error>
#include <utility>

#include <fcntl.h>
#include <linux/input.h>
#include <sys/epoll.h>
#include <sys/inotify.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include "core/base/format.h"
#include "core/base/log.h"

namespace otk::kiosk::evdev {
namespace {

Failure fail_errno(ErrorKind kind, const char* what) {
    return fail(kind, format("{}: {}", what, std::generic_category().message(errno)));
}

/// Absent: the device has no such axis.
std::optional<Axis> axis_of(int device, unsigned code) {
    input_absinfo info{};
    if (::ioctl(device, EVIOCGABS(code), &info) < 0 || info.maximum <= info.minimum) {
        return std::nullopt;
    }
    return Axis{info.minimum, info.maximum};
}

std::optional<Axes> axes_of(int device, unsigned across, unsigned down) {
    const std::optional<Axis> x = axis_of(device, across);
    const std::optional<Axis> y = axis_of(device, down);
    if (!x || !y) return std::nullopt;
    return Axes{*x, *y};
}

bool is_event_node(const std::string& name) {
    return name.starts_with("event");
}

Result<void> follow(int poll, int descriptor) {
    epoll_event wanted{};
    wanted.events = EPOLLIN;
    wanted.data.fd = descriptor;
    if (::epoll_ctl(poll, EPOLL_CTL_ADD, descriptor, &wanted) == 0) return {};
    return fail_errno(ErrorKind::Unavailable, "follow an input device");
}

}  // namespace

Result<std::unique_ptr<Devices>> Devices::open(const Path& folder) {
    Descriptor poll(::epoll_create1(EPOLL_CLOEXEC));
    if (!poll.is_open()) return fail_errno(ErrorKind::Unavailable, "epoll");
    Descriptor watch(::inotify_init1(IN_CLOEXEC | IN_NONBLOCK));
    // A node is made for root alone, and may be opened once udev has changed its group.
    if (!watch.is_open() ||
        ::inotify_add_watch(watch.number(), folder.c_str(), IN_CREATE | IN_ATTRIB) < 0) {
        return fail_errno(ErrorKind::Unavailable, "watch input devices");
    }
    OTK_TRY(follow(poll.number(), watch.number()));
    std::unique_ptr<Devices> devices(new Devices(folder, std::move(poll), std::move(watch)));
    devices->look_for_new();
    return devices;
}

Devices::Devices(Path folder, Descriptor poll, Descriptor watch)
    : m_folder(std::move(folder)), m_poll(std::move(poll)), m_watch(std::move(watch)) {}

void Devices::look_for_new() {
    std::error_code unreadable;
    for (const auto& entry : std::filesystem::directory_iterator(m_folder, unreadable)) {
        const std::string name = entry.path().filename().string();
        if (is_event_node(name) && !m_devices.contains(name)) add(name);
    }
    if (unreadable) log::warning("input devices are not listed", {{"errno", unreadable.value()}});
}

void Devices::add(const std::string& name) {
    if (m_devices.size() >= devices_max) return;
    const Path path = m_folder / name;
    Descriptor descriptor(::open(path.c_str(), O_RDONLY | O_NONBLOCK | O_CLOEXEC));
    if (!descriptor.is_open()) {
        // Not yet udev's: the watch tells when it is.
        log::debug("input device not opened", {{"device", log::Shown{name}}, {"errno", errno}});
        return;
    }
    const int number = descriptor.number();
    if (::ioctl(number, EVIOCGRAB, 1) < 0) {
        log::warning("input device not taken for ourselves alone",
            {{"device", log::Shown{name}}, {"errno", errno}});
    }
    const Abilities abilities{
        axes_of(number, ABS_MT_POSITION_X, ABS_MT_POSITION_Y), axes_of(number, ABS_X, ABS_Y)};
    if (const Result<void> followed = follow(m_poll.number(), number); !followed) {
        log::warning("input device not followed", {{"error", followed.error()}});
        return;
    }
    m_devices.emplace(name, Device{std::move(descriptor), Decoder(abilities, m_next_device++)});
}

std::vector<Event> Devices::read() {
    std::vector<Event> events;
    std::array<epoll_event, devices_max + 1> ready{};
    const int count =
        ::epoll_wait(m_poll.number(), ready.data(), static_cast<int>(ready.size()), 0);
    for (int at = 0; at < count; ++at) {
        const int number = ready[static_cast<std::size_t>(at)].data.fd;
        if (number == m_watch.number()) {
            read_watch();
            continue;
        }
        for (const auto& [name, device] : m_devices) {
            if (device.descriptor.number() != number) continue;
            read_device(std::string(name), events);
            break;
        }
    }
    return events;
}

/// Which node it was does not matter: the folder is looked through.
void Devices::read_watch() {
    std::array<char, 4096> told{};
    while (::read(m_watch.number(), told.data(), told.size()) > 0) {
    }
    look_for_new();
}

void Devices::read_device(const std::string& name, std::vector<Event>& out) {
    Device& device = m_devices.at(name);
    std::array<input_event, 64> records{};
    for (;;) {
        const ssize_t got = ::read(
            device.descriptor.number(), records.data(), sizeof(input_event) * records.size());
        if (got < 0 && errno == EINTR) continue;
        if (got < 0 && errno == EAGAIN) return;
        if (got <= 0) break;
        const std::size_t count = static_cast<std::size_t>(got) / sizeof(input_event);
        for (std::size_t at = 0; at < count; ++at)
            device.decoder.take(records[at].type, records[at].code, records[at].value, out);
    }
    // ENODEV: it was unplugged.
    device.decoder.lose_fingers(out);
    m_devices.erase(name);
}

}  // namespace otk::kiosk::evdev
