#include "drivers/port/usb_link.h"

#include <libusb.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <span>
#include <utility>
#include <vector>

#include "core/base/assert.h"
#include "core/base/format.h"
#include "core/base/log.h"
#include "drivers/port/wait.h"

namespace otk::port {
namespace {

constexpr std::size_t transfer_bytes = 4096;
constexpr std::size_t answer_bytes = 512;  // the largest packet of a bulk endpoint at high speed
constexpr std::size_t device_id_bytes_max = 1024;
constexpr std::size_t model_letters_max = 64;
constexpr int control_ms_max = 300;
/// Some printers answer at once with nothing instead of waiting until they have something.
constexpr int empty_answer_pause_ms = 5;

// Requests of the printer class, 4.2.
constexpr std::uint8_t get_device_id = 0;
constexpr std::uint8_t get_port_status = 1;
constexpr std::uint8_t to_host_of_interface = 0xA1;  // device to host, class, interface

Error trouble(std::string_view what, int code) {
    ErrorKind kind = ErrorKind::Unavailable;
    if (code == LIBUSB_ERROR_NO_DEVICE || code == LIBUSB_ERROR_NOT_FOUND)
        kind = ErrorKind::NotFound;
    if (code == LIBUSB_ERROR_ACCESS) kind = ErrorKind::Permission;
    if (code == LIBUSB_ERROR_BUSY) kind = ErrorKind::Conflict;
    return {kind, format("USB printer: {}: {}", what, ::libusb_error_name(code))};
}

std::optional<std::uint16_t> hexadecimal(std::string_view text) {
    constexpr std::size_t digits = 4;
    std::uint16_t number = 0;
    const auto [end, problem] = std::from_chars(text.data(), text.data() + text.size(), number, 16);
    const bool is_whole = problem == std::errc() && end == text.data() + text.size();
    if (!is_whole || text.size() != digits) return std::nullopt;
    return number;
}

/// The interface of a printer and its two ways.
struct Interface {
    std::uint8_t number = 0;
    std::uint8_t alternate = 0;
    std::uint8_t out = 0;
    std::uint8_t in = 0;  ///< 0: it only listens
};

std::optional<Interface> printer_in(const libusb_interface_descriptor& descriptor) {
    if (descriptor.bInterfaceClass != LIBUSB_CLASS_PRINTER) return std::nullopt;
    Interface found{descriptor.bInterfaceNumber, descriptor.bAlternateSetting, 0, 0};
    for (const libusb_endpoint_descriptor& endpoint :
        std::span(descriptor.endpoint, descriptor.bNumEndpoints)) {
        if ((endpoint.bmAttributes & LIBUSB_TRANSFER_TYPE_MASK) != LIBUSB_TRANSFER_TYPE_BULK)
            continue;
        const bool is_in = (endpoint.bEndpointAddress & LIBUSB_ENDPOINT_IN) != 0;
        (is_in ? found.in : found.out) = endpoint.bEndpointAddress;
    }
    return found.out == 0 ? std::nullopt : std::optional(found);
}

/// The setting that talks both ways, else one that listens.
std::optional<Interface> printer_in(libusb_device* device) {
    libusb_config_descriptor* config = nullptr;
    if (::libusb_get_active_config_descriptor(device, &config) != 0) return std::nullopt;
    std::optional<Interface> best;
    for (const libusb_interface& interface : std::span(config->interface, config->bNumInterfaces)) {
        for (const libusb_interface_descriptor& setting :
            std::span(interface.altsetting, static_cast<std::size_t>(interface.num_altsetting))) {
            const auto found = printer_in(setting);
            if (found && (!best || (best->in == 0 && found->in != 0))) best = found;
        }
    }
    ::libusb_free_config_descriptor(config);
    return best;
}

}  // namespace

/// libusb's session and what is held in it.
struct UsbLink::Bus {
    libusb_context* context = nullptr;
    libusb_device_handle* handle = nullptr;
    Interface interface;

    Bus() = default;
    Bus(const Bus&) = delete;
    Bus& operator=(const Bus&) = delete;
    ~Bus() {
        let_go();
        if (context != nullptr) ::libusb_exit(context);
    }

    void let_go();
    bool is_plugged_in() const;
    Result<void> open(const UsbDevice& wanted);
    Result<void> hold(libusb_device* device, const Interface& found);
    bool has_serial(libusb_device* device, const std::string& serial) const;
    std::string device_id() const;
    int transfer(std::uint8_t endpoint, std::span<std::uint8_t> bytes, int& moved,
        const Deadline& deadline) const;
};

void UsbLink::Bus::let_go() {
    if (handle == nullptr) return;
    // Gives the printer back to usblp if that had it; fails for one that was pulled out.
    static_cast<void>(::libusb_release_interface(handle, interface.number));
    ::libusb_close(std::exchange(handle, nullptr));
}

/// All devices, until the end of the scope.
class DeviceList {
  public:
    explicit DeviceList(libusb_context* context)
        : m_count(::libusb_get_device_list(context, &m_devices)) {}
    DeviceList(const DeviceList&) = delete;
    DeviceList& operator=(const DeviceList&) = delete;
    ~DeviceList() {
        if (m_count >= 0) ::libusb_free_device_list(m_devices, 1);
    }

    std::span<libusb_device*> all() const {
        return {m_devices, static_cast<std::size_t>(std::max<ssize_t>(m_count, 0))};
    }

  private:
    libusb_device** m_devices = nullptr;
    ssize_t m_count;
};

bool UsbLink::Bus::is_plugged_in() const {
    // The list follows the kernel's events; a printer that comes back is another entry.
    const DeviceList list(context);
    const auto devices = list.all();
    return std::find(devices.begin(), devices.end(), ::libusb_get_device(handle)) != devices.end();
}

Result<void> UsbLink::Bus::open(const UsbDevice& wanted) {
    if (context == nullptr) {
        const int code = ::libusb_init(&context);
        if (code != 0) return Failure(trouble("start libusb", code));
    }
    const DeviceList list(context);
    std::optional<Error> why;
    for (libusb_device* device : list.all()) {
        libusb_device_descriptor descriptor{};
        if (::libusb_get_device_descriptor(device, &descriptor) != 0) continue;
        const bool is_named = !wanted.vendor || (descriptor.idVendor == *wanted.vendor &&
                                                    descriptor.idProduct == wanted.product);
        const auto found = is_named ? printer_in(device) : std::nullopt;
        if (!found) continue;
        const auto held = hold(device, *found);
        if (held && (wanted.serial.empty() || has_serial(device, wanted.serial))) return {};
        if (!held) why = held.error();
        let_go();
    }
    return Failure(why.value_or(Error{ErrorKind::NotFound, "USB printer: none is plugged in"}));
}

Result<void> UsbLink::Bus::hold(libusb_device* device, const Interface& found) {
    int code = ::libusb_open(device, &handle);
    if (code != 0) return Failure(trouble("open", code));
    interface = found;
    // Unsupported only where no kernel driver could hold it.
    static_cast<void>(::libusb_set_auto_detach_kernel_driver(handle, 1));
    code = ::libusb_claim_interface(handle, found.number);
    if (code == 0 && found.alternate != 0)
        code = ::libusb_set_interface_alt_setting(handle, found.number, found.alternate);
    if (code != 0) {
        ::libusb_close(std::exchange(handle, nullptr));
        return Failure(trouble("claim", code));
    }
    return {};
}

bool UsbLink::Bus::has_serial(libusb_device* device, const std::string& serial) const {
    libusb_device_descriptor descriptor{};
    if (::libusb_get_device_descriptor(device, &descriptor) != 0) return false;
    std::array<unsigned char, 256> text{};
    const int got = ::libusb_get_string_descriptor_ascii(
        handle, descriptor.iSerialNumber, text.data(), static_cast<int>(text.size()));
    return got >= 0 && text_of(ByteView(text).first(static_cast<std::size_t>(got))) == serial;
}

std::string UsbLink::Bus::device_id() const {
    std::array<unsigned char, device_id_bytes_max> answer{};
    const auto of_setting =
        static_cast<std::uint16_t>(interface.number << 8U | interface.alternate);
    const int got = ::libusb_control_transfer(handle, to_host_of_interface, get_device_id, 0,
        of_setting, answer.data(), static_cast<std::uint16_t>(answer.size()), control_ms_max);
    constexpr int length_bytes = 2;  // the answer's own length, which many count wrongly
    if (got <= length_bytes) return {};
    return std::string(text_of(
        ByteView(answer).subspan(length_bytes, static_cast<std::size_t>(got - length_bytes))));
}

int UsbLink::Bus::transfer(std::uint8_t endpoint, std::span<std::uint8_t> bytes, int& moved,
    const Deadline& deadline) const {
    moved = 0;
    // 0 would be for ever.
    const auto left_ms = static_cast<unsigned>(std::max(deadline.left_ms(), 1));
    const int code = ::libusb_bulk_transfer(
        handle, endpoint, bytes.data(), static_cast<int>(bytes.size()), &moved, left_ms);
    // A halted endpoint refuses everything until this.
    if (code == LIBUSB_ERROR_PIPE) static_cast<void>(::libusb_clear_halt(handle, endpoint));
    return code;
}

Result<UsbDevice> UsbDevice::parse(std::string_view text) {
    if (text.empty()) return UsbDevice{};
    constexpr std::size_t numbers_letters = 9;  // 04b8:0e15
    const std::string_view numbers = text.substr(0, numbers_letters);
    const auto vendor = hexadecimal(numbers.substr(0, 4));
    const auto product =
        numbers.size() == numbers_letters ? hexadecimal(numbers.substr(5)) : std::nullopt;
    const std::string_view rest = text.substr(numbers.size());
    const bool is_right = vendor && product && numbers[4] == ':' &&
                          (rest.empty() || (rest.size() > 1 && rest.front() == ':'));
    if (!is_right) {
        return fail(ErrorKind::InvalidInput,
            "USB printer: vendor:product expected as lsusb shows it, such as 04b8:0e15, and behind "
            "another colon the serial number if there are several");
    }
    return UsbDevice{*vendor, *product, std::string(rest.empty() ? rest : rest.substr(1))};
}

PrinterState decode_port_status(std::uint8_t status) {
    constexpr unsigned reserved = 0xC7;
    constexpr unsigned paper_empty = 0x20;
    const bool is_well_formed = (status & reserved) == 0;
    return is_well_formed && (status & paper_empty) != 0 ? PrinterState::PaperOut
                                                         : PrinterState::Unknown;
}

std::string_view model_in_device_id(std::string_view id) {
    for (const std::string_view key : {"MDL:", "MODEL:"}) {
        const std::size_t begin = id.find(key);
        if (begin == std::string_view::npos) continue;
        const std::string_view model = id.substr(begin + key.size());
        return model.substr(0, std::min(model.find(';'), model_letters_max));
    }
    return {};
}

UsbLink::UsbLink(UsbDevice device) : m_device(std::move(device)), m_bus(std::make_unique<Bus>()) {}

UsbLink::~UsbLink() = default;

Result<void> UsbLink::open(const Deadline&) {
    if (m_bus->handle != nullptr && m_bus->is_plugged_in()) return {};
    close();
    OTK_TRY(m_bus->open(m_device));
    log::info(
        "a USB printer is held", {{"model", log::Shown{model_in_device_id(m_bus->device_id())}}});
    return {};
}

Sent UsbLink::send(ByteView bytes, const Deadline& deadline) {
    OTK_ASSERT(m_bus->handle != nullptr);
    std::size_t sent = 0;
    std::vector<std::uint8_t> part;
    while (sent < bytes.size()) {
        if (deadline.is_over())
            return {sent, trouble("it takes nothing more", LIBUSB_ERROR_TIMEOUT)};
        const ByteView next = bytes.subspan(sent, std::min(transfer_bytes, bytes.size() - sent));
        part.assign(next.begin(), next.end());
        int moved = 0;
        const int code = m_bus->transfer(m_bus->interface.out, part, moved, deadline);
        sent += static_cast<std::size_t>(std::max(moved, 0));
        if (code != 0) return {sent, trouble("send", code)};
    }
    return {sent, std::nullopt};
}

Result<Bytes> UsbLink::receive(const Deadline& deadline) {
    OTK_ASSERT(m_bus->handle != nullptr);
    if (m_bus->interface.in == 0)
        return fail(ErrorKind::Unavailable, "USB printer: it only listens");
    for (;;) {
        Bytes answer(answer_bytes);
        int moved = 0;
        const int code = m_bus->transfer(m_bus->interface.in, answer, moved, deadline);
        if (moved > 0) {
            answer.resize(static_cast<std::size_t>(moved));
            return answer;
        }
        if (code != 0) return Failure(trouble("receive", code));
        if (deadline.is_over()) return Failure(trouble("receive", LIBUSB_ERROR_TIMEOUT));
        wait_for(-1, 0, deadline.or_in(empty_answer_pause_ms));
    }
}

PrinterState UsbLink::line_state(const Deadline& deadline) {
    OTK_ASSERT(m_bus->handle != nullptr);
    std::uint8_t status = 0;
    const auto limit_ms = static_cast<unsigned>(std::clamp(deadline.left_ms(), 1, control_ms_max));
    const int got = ::libusb_control_transfer(m_bus->handle, to_host_of_interface, get_port_status,
        0, m_bus->interface.number, &status, sizeof status, limit_ms);
    if (got == LIBUSB_ERROR_NO_DEVICE) return PrinterState::Absent;
    return got == sizeof status ? decode_port_status(status) : PrinterState::Unknown;
}

void UsbLink::close() {
    m_bus->let_go();
}

}  // namespace otk::port
