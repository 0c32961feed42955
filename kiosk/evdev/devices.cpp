#include "kiosk/evdev/devices.h"

#include <cerrno>
#include <optional>
#include <utility>

#include <linux/input.h>
#include <sys/ioctl.h>

#include "core/base/log.h"
#include "kiosk/evdev/headset_socket.h"

namespace otk::kiosk::evdev {
namespace {

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

}  // namespace

Result<std::unique_ptr<Devices>> Devices::open(const Path& folder) {
    std::unique_ptr<Devices> devices(new Devices());
    devices->m_nodes = OTK_TRY(Nodes::open(folder, *devices));
    return devices;
}

std::vector<Event> Devices::read() {
    m_nodes->read();
    return std::exchange(m_told, {});
}

bool Devices::begin(const std::string& name, int descriptor) {
    if (is_headset_in(descriptor)) return false;
    if (::ioctl(descriptor, EVIOCGRAB, 1) < 0) {
        log::warning("input device not taken for ourselves alone",
            {{"device", log::Shown{name}}, {"errno", errno}});
    }
    const Abilities abilities{axes_of(descriptor, ABS_MT_POSITION_X, ABS_MT_POSITION_Y),
        axes_of(descriptor, ABS_X, ABS_Y)};
    m_decoders.emplace(name, Decoder(abilities, m_next_device++));
    return true;
}

void Devices::take(const std::string& name, int, const input_event& record) {
    m_decoders.at(name).take(record.type, record.code, record.value, m_told);
}

void Devices::end(const std::string& name) {
    m_decoders.at(name).lose_all(m_told);
    m_decoders.erase(name);
}

}  // namespace otk::kiosk::evdev
