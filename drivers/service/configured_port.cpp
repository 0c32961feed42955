#include "drivers/service/configured_port.h"

#include <array>
#include <utility>

#include "core/base/assert.h"
#include "drivers/port/cups_port.h"
#include "drivers/port/link_port.h"
#include "drivers/port/network_link.h"
#include "drivers/port/serial_link.h"
#include "drivers/port/usb_link.h"
#include "drivers/printer/escpos_writer.h"

namespace otk::service {
namespace {

using printer::StatusDialect;
using PortResult = Result<std::unique_ptr<port::Port>>;

/// Beside a picture's data a slice has its command's eight bytes.
constexpr int picture_command_bytes = 8;

StatusDialect dialect_of(const config::Config& config, const printer::Model& model) {
    constexpr std::array words{
        std::pair{std::string_view("none"), StatusDialect::None},
        std::pair{std::string_view("real-time"), StatusDialect::EscposRealTime},
        std::pair{std::string_view("automatic"), StatusDialect::EscposAutomatic},
        std::pair{std::string_view("kiosk"), StatusDialect::CustomKiosk},
    };
    for (const auto& [word, dialect] : words) {
        if (config.text("printd.status") == word) return dialect;
    }
    return model.status;
}

PortResult linked(
    std::unique_ptr<port::Link> link, const config::Config& config, const printer::Model& model) {
    const bool has_presenter = model.presenter != printer::Presenter::None;
    return std::make_unique<port::LinkPort>(std::move(link),
        port::Talk{.dialect = dialect_of(config, model),
            .command_bytes_max = model.raster_bytes_max + picture_command_bytes,
            .take_back = has_presenter ? printer::take_back_escpos(model) : Bytes{}});
}

PortResult file_port(
    const config::Config& config, const printer::Model& /*model*/, const port::DrawSlip& draw) {
    return OTK_TRY(port::FilePort::open(config.path("printd.file_folder"), draw));
}

PortResult network_port(
    const config::Config& config, const printer::Model& model, const port::DrawSlip& /*draw*/) {
    auto address = OTK_TRY(in("printd.network_address",
        port::NetworkAddress::parse(config.text("printd.network_address"))));
    return linked(std::make_unique<port::NetworkLink>(std::move(address)), config, model);
}

PortResult serial_port(
    const config::Config& config, const printer::Model& model, const port::DrawSlip& /*draw*/) {
    port::SerialLine line;
    line.device = config.path("printd.serial_device");
    if (line.device.empty())
        return fail(
            ErrorKind::InvalidInput, "printd.serial_device: must be set for port = \"serial\"");
    const std::int64_t baud = config.integer("printd.serial_baud");
    if (!port::is_baud_rate(baud)) {
        return fail(ErrorKind::InvalidInput,
            "printd.serial_baud: 1200, 2400, 4800, 9600, 19200, 38400, 57600 or 115200 expected");
    }
    line.baud = static_cast<int>(baud);
    const auto flow = port::flow_control_named(config.text("printd.serial_flow"));
    OTK_ASSERT(flow.has_value());  // the setting's choices are its words
    line.flow = *flow;
    return linked(std::make_unique<port::SerialLink>(std::move(line)), config, model);
}

PortResult usb_port(
    const config::Config& config, const printer::Model& model, const port::DrawSlip& /*draw*/) {
    auto device =
        OTK_TRY(in("printd.usb_device", port::UsbDevice::parse(config.text("printd.usb_device"))));
    return linked(std::make_unique<port::UsbLink>(std::move(device)), config, model);
}

PortResult cups_port(
    const config::Config& config, const printer::Model& model, const port::DrawSlip& /*draw*/) {
    auto queue =
        OTK_TRY(in("printd.cups_queue", port::CupsQueue::parse(config.text("printd.cups_queue"))));
    return std::make_unique<port::CupsPort>(std::move(queue), model.dots_per_inch);
}

struct PortRow {
    std::string_view word;  ///< of the setting
    PortResult (*open)(const config::Config&, const printer::Model&, const port::DrawSlip&);
};

constexpr std::array ports{
    PortRow{"file", file_port},
    PortRow{"network", network_port},
    PortRow{"serial", serial_port},
    PortRow{"usb", usb_port},
    PortRow{"cups", cups_port},
};

}  // namespace

Result<std::unique_ptr<port::Port>> configured_port(
    const config::Config& config, const printer::Model& model, const port::DrawSlip& draw) {
    for (const PortRow& row : ports) {
        if (row.word == config.text("printd.port")) return row.open(config, model, draw);
    }
    OTK_UNREACHABLE();  // the setting's choices are the table's words
}

}  // namespace otk::service
