#include "tests/drivers/usb_far_end.h"

#include <linux/usbdevice_fs.h>
#include <sys/ioctl.h>
#include <umockdev.h>

#include <algorithm>
#include <cerrno>
#include <cstddef>
#include <cstring>
#include <deque>
#include <filesystem>
#include <list>
#include <mutex>

#include <catch2/catch.hpp>

namespace otk::test {
namespace {

constexpr const char* node_path = "/dev/bus/usb/001/007";
constexpr const char* device_path = "/devices/pci0000:00/usb1/1-7";

/// What `cat /sys/bus/usb/devices/1-7/descriptors` shows of a printer with one interface of class
/// 07, subclass 1, protocol 2 (both ways), bulk OUT 0x01 and bulk IN 0x82 of 64 bytes.
constexpr const char* description =
    "P: /devices/pci0000:00/usb1/1-7\n"
    "N: bus/usb/001/007\n"
    "E: SUBSYSTEM=usb\n"
    "E: DRIVER=usb\n"
    "E: DEVTYPE=usb_device\n"
    "E: BUSNUM=001\n"
    "E: DEVNUM=007\n"
    "E: DEVNAME=/dev/bus/usb/001/007\n"
    "A: bConfigurationValue=1\\n\n"
    "A: busnum=1\\n\n"
    "A: devnum=7\\n\n"
    "A: speed=12\\n\n"
    "H: descriptors="
    "1201000200000040B804150E000101020301"  // the device
    "09022000010100C032"                    // its configuration
    "090400000207010200"                    // the interface
    "07050102400000"                        // bulk OUT
    "07058202400000\n";                     // bulk IN

constexpr std::size_t setup_bytes = 8;  // of a control transfer, before its data
constexpr std::string_view device_id = "MFG:EPSON;CMD:ESC/POS;MDL:TM-T20II;CLS:PRINTER;";
constexpr std::string_view serial_number = "X3GL1";

/// Owns a GLib object.
template <typename Object>
using Held = std::unique_ptr<Object, decltype(&g_object_unref)>;
using Data = std::shared_ptr<UMockdevIoctlData>;

Data held(UMockdevIoctlData* data) {
    return {data, [](UMockdevIoctlData* last) { umockdev_ioctl_data_unref(last); }};
}

template <typename Content>
Content* content_of(const Data& data) {
    return reinterpret_cast<Content*>(data->data);
}

}  // namespace

struct UsbFarEnd::Device {
    /// A transfer that the program gave to the kernel.
    struct Transfer {
        Data urb_data;
        Data buffer;
        usbdevfs_urb& urb() const { return *content_of<usbdevfs_urb>(urb_data); }
        std::uint8_t* bytes() const { return buffer->data; }
    };

    explicit Device(FakePrinter& wanted) : printer(wanted) {}

    FakePrinter& printer;
    Held<UMockdevTestbed> testbed{umockdev_testbed_new(), &g_object_unref};
    Held<UMockdevIoctlBase> handler{umockdev_ioctl_base_new(), &g_object_unref};

    mutable std::mutex mutex;
    bool is_plugged_in = false;
    std::list<Transfer> waiting;
    std::deque<Transfer> done;
    std::deque<std::uint8_t> answers;
    std::size_t taken = 0;
    std::optional<std::size_t> pulled_at;
    std::optional<std::size_t> takes_only;
    bool stalls_once = false;
    bool splits = false;
    bool is_claimed_elsewhere = false;
    bool has_usblp = false;
    std::uint8_t port_status = 0x18;
    int halts_cleared = 0;

    void complete(UMockdevIoctlClient* client, int error_number) {
        umockdev_ioctl_client_complete(client, error_number == 0 ? 0 : -1, error_number);
    }

    bool answer(UMockdevIoctlClient* client);
    int submit(UMockdevIoctlData* argument);
    int reap(UMockdevIoctlData* argument);
    int discard(UMockdevIoctlData* argument);
    int driver_command(UMockdevIoctlData* argument);
    int detach();
    void run(Transfer transfer);
    void run_control(Transfer& transfer);
    bool run_out(Transfer& transfer);
    bool run_in(Transfer& transfer);
    void finish(Transfer transfer, int status, std::size_t bytes);
    void reply(Transfer& transfer, std::string_view text);
    void pull_out();
    void send_event(const char* action);
};

bool UsbFarEnd::Device::answer(UMockdevIoctlClient* client) {
    const std::lock_guard lock(mutex);
    UMockdevIoctlData* argument = umockdev_ioctl_client_get_arg(client);
    const gulong request = umockdev_ioctl_client_get_request(client);
    if (!is_plugged_in && request != USBDEVFS_REAPURBNDELAY) {
        complete(client, ENODEV);
        return true;
    }
    switch (request) {
        case USBDEVFS_GET_CAPABILITIES: {
            const Data wanted =
                held(umockdev_ioctl_data_resolve(argument, 0, sizeof(std::uint32_t), nullptr));
            *content_of<std::uint32_t>(wanted) =
                USBDEVFS_CAP_NO_PACKET_SIZE_LIM | USBDEVFS_CAP_REAP_AFTER_DISCONNECT;
            complete(client, 0);
            return true;
        }
        case USBDEVFS_DISCONNECT_CLAIM:
            complete(client, is_claimed_elsewhere ? EBUSY : detach());
            return true;
        case USBDEVFS_CLAIMINTERFACE:
            complete(client, is_claimed_elsewhere || has_usblp ? EBUSY : 0);
            return true;
        case USBDEVFS_RELEASEINTERFACE:
        case USBDEVFS_SETINTERFACE:
            complete(client, 0);
            return true;
        case USBDEVFS_CLEAR_HALT:
            ++halts_cleared;
            complete(client, 0);
            return true;
        case USBDEVFS_IOCTL:
            complete(client, driver_command(argument));
            return true;
        case USBDEVFS_SUBMITURB:
            complete(client, submit(argument));
            return true;
        case USBDEVFS_REAPURBNDELAY:
            complete(client, reap(argument));
            return true;
        case USBDEVFS_DISCARDURB:
            complete(client, discard(argument));
            return true;
        default:
            return false;
    }
}

int UsbFarEnd::Device::detach() {
    has_usblp = false;
    return 0;
}

int UsbFarEnd::Device::driver_command(UMockdevIoctlData* argument) {
    const Data command =
        held(umockdev_ioctl_data_resolve(argument, 0, sizeof(usbdevfs_ioctl), nullptr));
    const int code = content_of<usbdevfs_ioctl>(command)->ioctl_code;
    if (code == static_cast<int>(USBDEVFS_CONNECT)) has_usblp = true;
    if (code == static_cast<int>(USBDEVFS_DISCONNECT)) return has_usblp ? detach() : ENODATA;
    return 0;
}

int UsbFarEnd::Device::submit(UMockdevIoctlData* argument) {
    Transfer transfer;
    transfer.urb_data =
        held(umockdev_ioctl_data_resolve(argument, 0, sizeof(usbdevfs_urb), nullptr));
    const auto length = static_cast<gsize>(transfer.urb().buffer_length);
    transfer.buffer = held(umockdev_ioctl_data_resolve(
        transfer.urb_data.get(), offsetof(usbdevfs_urb, buffer), length, nullptr));
    run(std::move(transfer));
    return is_plugged_in ? 0 : ENODEV;
}

void UsbFarEnd::Device::run(Transfer transfer) {
    usbdevfs_urb& urb = transfer.urb();
    if (urb.type == USBDEVFS_URB_TYPE_CONTROL) return run_control(transfer);
    const bool is_in = (urb.endpoint & 0x80U) != 0;
    if (is_in ? run_in(transfer) : run_out(transfer)) return;
    waiting.push_back(std::move(transfer));
}

void UsbFarEnd::Device::run_control(Transfer& transfer) {
    const std::uint8_t kind = transfer.bytes()[0];
    const std::uint8_t request = transfer.bytes()[1];
    constexpr std::uint8_t class_of_interface = 0xA1;
    constexpr std::uint8_t standard_of_device = 0x80;
    if (kind == class_of_interface && request == 0) {
        std::string id{'\0', static_cast<char>(device_id.size() + 2)};
        return reply(transfer, id.append(device_id));
    }
    if (kind == class_of_interface && request == 1)
        return reply(transfer, std::string(1, static_cast<char>(port_status)));
    if (kind == standard_of_device && request == 6) {
        const bool is_languages = transfer.bytes()[2] == 0;
        if (is_languages) return reply(transfer, std::string_view("\x04\x03\x09\x04", 4));
        std::string text{static_cast<char>(2 + 2 * serial_number.size()), '\x03'};
        for (const char letter : serial_number)
            text += {letter, '\0'};
        return reply(transfer, text);
    }
    finish(std::move(transfer), -EPIPE, 0);
}

void UsbFarEnd::Device::reply(Transfer& transfer, std::string_view text) {
    const std::size_t room = static_cast<std::size_t>(transfer.urb().buffer_length) - setup_bytes;
    const std::size_t count = std::min(room, text.size());
    std::memcpy(transfer.bytes() + setup_bytes, text.data(), count);
    finish(std::move(transfer), 0, count);
}

bool UsbFarEnd::Device::run_out(Transfer& transfer) {
    if (std::exchange(stalls_once, false)) {
        finish(std::move(transfer), -EPIPE, 0);
        return true;
    }
    auto count = static_cast<std::size_t>(transfer.urb().buffer_length);
    if (splits) count = std::min<std::size_t>(count, 64);
    const std::size_t asked = count;
    if (takes_only) count = std::min(count, *takes_only);
    const bool is_pulled = pulled_at && taken + count >= *pulled_at;
    if (is_pulled) count = *pulled_at - taken;
    const Bytes said = printer.take(ByteView(transfer.bytes(), count));
    taken += count;
    if (takes_only) *takes_only -= count;
    answers.insert(answers.end(), said.begin(), said.end());
    transfer.urb().actual_length = static_cast<int>(count);
    if (is_pulled) {
        waiting.push_back(std::move(transfer));
        pull_out();
        return true;
    }
    if (count < asked) return false;  // it is silent from here on
    finish(std::move(transfer), 0, count);
    for (auto at = waiting.begin(); at != waiting.end() && !answers.empty();) {
        const bool is_in = (at->urb().endpoint & 0x80U) != 0;
        at = is_in && run_in(*at) ? waiting.erase(at) : std::next(at);
    }
    return true;
}

bool UsbFarEnd::Device::run_in(Transfer& transfer) {
    if (answers.empty()) return false;
    const std::size_t count =
        std::min(answers.size(), static_cast<std::size_t>(transfer.urb().buffer_length));
    for (std::size_t at = 0; at < count; ++at) {
        transfer.bytes()[at] = answers.front();
        answers.pop_front();
    }
    finish(std::move(transfer), 0, count);
    return true;
}

void UsbFarEnd::Device::finish(Transfer transfer, int status, std::size_t bytes) {
    transfer.urb().status = status;
    transfer.urb().actual_length = static_cast<int>(bytes);
    done.push_back(std::move(transfer));
}

int UsbFarEnd::Device::reap(UMockdevIoctlData* argument) {
    if (done.empty()) return is_plugged_in ? EAGAIN : ENODEV;
    const Data place = held(umockdev_ioctl_data_resolve(argument, 0, sizeof(void*), nullptr));
    umockdev_ioctl_data_set_ptr(place.get(), 0, done.front().urb_data.get());
    done.pop_front();
    return 0;
}

int UsbFarEnd::Device::discard(UMockdevIoctlData* argument) {
    const gulong address = *reinterpret_cast<gulong*>(argument->data);
    const auto found = std::find_if(waiting.begin(), waiting.end(),
        [address](const Transfer& one) { return one.urb_data->client_addr == address; });
    if (found == waiting.end()) return EINVAL;
    const auto moved = static_cast<std::size_t>(std::max(found->urb().actual_length, 0));
    finish(std::move(*found), -ENOENT, moved);
    waiting.erase(found);
    return 0;
}

void UsbFarEnd::Device::pull_out() {
    is_plugged_in = false;
    for (Transfer& transfer : waiting) {
        const auto moved = static_cast<std::size_t>(std::max(transfer.urb().actual_length, 0));
        finish(std::move(transfer), -ENODEV, moved);
    }
    waiting.clear();
}

void UsbFarEnd::Device::send_event(const char* action) {
    umockdev_testbed_uevent(testbed.get(), (std::string("/sys") + device_path).c_str(), action);
}

UsbFarEnd::UsbFarEnd(FakePrinter& printer) : m_device(std::make_unique<Device>(printer)) {
    REQUIRE(umockdev_in_mock_environment());
    const auto answer = +[](UMockdevIoctlBase*, UMockdevIoctlClient* client, gpointer device) {
        return static_cast<Device*>(device)->answer(client) ? TRUE : FALSE;
    };
    g_signal_connect(m_device->handler.get(), "handle-ioctl", G_CALLBACK(answer), m_device.get());
    REQUIRE(umockdev_testbed_attach_ioctl(
        m_device->testbed.get(), node_path, m_device->handler.get(), nullptr));
}

UsbFarEnd::~UsbFarEnd() {
    static_cast<void>(umockdev_testbed_detach_ioctl(m_device->testbed.get(), node_path, nullptr));
}

void UsbFarEnd::plug_in() {
    {
        const std::lock_guard lock(m_device->mutex);
        m_device->is_plugged_in = true;
        m_device->pulled_at.reset();
        m_device->answers.clear();
    }
    REQUIRE(umockdev_testbed_add_from_string(m_device->testbed.get(), description, nullptr));
    m_device->send_event("add");
}

void UsbFarEnd::pull_out() {
    {
        const std::lock_guard lock(m_device->mutex);
        m_device->pull_out();
    }
    m_device->send_event("remove");
    umockdev_testbed_remove_device(
        m_device->testbed.get(), (std::string("/sys") + device_path).c_str());
}

void UsbFarEnd::pull_out_after(std::size_t bytes) {
    const std::lock_guard lock(m_device->mutex);
    m_device->pulled_at = m_device->taken + bytes;
}

void UsbFarEnd::stall_once() {
    const std::lock_guard lock(m_device->mutex);
    m_device->stalls_once = true;
}

void UsbFarEnd::take_only(std::optional<std::size_t> bytes) {
    const std::lock_guard lock(m_device->mutex);
    m_device->takes_only = bytes;
}

void UsbFarEnd::split_writes(bool splits) {
    const std::lock_guard lock(m_device->mutex);
    m_device->splits = splits;
}

void UsbFarEnd::be_claimed_elsewhere(bool claimed) {
    const std::lock_guard lock(m_device->mutex);
    m_device->is_claimed_elsewhere = claimed;
}

void UsbFarEnd::bind_usblp() {
    const std::lock_guard lock(m_device->mutex);
    m_device->has_usblp = true;
}

void UsbFarEnd::tell_port_status(std::uint8_t status) {
    const std::lock_guard lock(m_device->mutex);
    m_device->port_status = status;
}

bool UsbFarEnd::usblp_has_it() const {
    const std::lock_guard lock(m_device->mutex);
    return m_device->has_usblp;
}

int UsbFarEnd::halts_cleared() const {
    const std::lock_guard lock(m_device->mutex);
    return m_device->halts_cleared;
}

void UsbFarEnd::forbid() {
    using std::filesystem::perms;
    const std::unique_ptr<gchar, decltype(&g_free)> name(
        umockdev_testbed_get_root_dir(m_device->testbed.get()), &g_free);
    const std::filesystem::path root(name.get());
    // Everybody may look for it and reach umockdev, and only its owner may open it.
    constexpr perms everybodys = perms::all;
    std::filesystem::permissions(root, everybodys);
    for (const auto& entry : std::filesystem::recursive_directory_iterator(root)) {
        if (!entry.is_symlink()) std::filesystem::permissions(entry, everybodys);
    }
    std::filesystem::permissions(
        root / std::filesystem::path(node_path).relative_path(), perms::owner_all);
}

}  // namespace otk::test
