#include <ostream>

#include "cli/commands.h"
#include "core/base/format.h"
#include "core/base/json.h"
#include "drivers/printer/models.h"

namespace otk::cli {
namespace {

Json as_json(const printer::Model& model) {
    Json pages = Json::object();
    for (const printer::PageNumber& page : model.pages)
        pages.set(std::string(name_of(page.page)), page.number);
    Json rasters = Json::array();
    for (const printer::RasterCommand command : model.rasters)
        rasters.push_back(name_of(command));
    Json usb = Json::array();
    for (const printer::UsbId& id : model.usb)
        usb.push_back(format("{:04x}:{:04x}", id.vendor, id.product));
    Json json = Json::object();
    json.set("name", model.name);
    json.set("description", model.description);
    json.set("width_dots", model.width_dots);
    json.set("dots_per_inch", model.dots_per_inch);
    json.set("units_per_inch", model.units_per_inch);
    json.set("cell_width_dots", model.cell_width_dots);
    json.set("cell_height_dots", model.cell_height_dots);
    json.set("code_pages", std::move(pages));
    json.set("native_qr", model.native_qr);
    json.set("raster", std::move(rasters));
    json.set("raster_bytes_max", model.raster_bytes_max);
    json.set("cutter", name_of(model.cutter));
    json.set("presenter", name_of(model.presenter));
    json.set("status", name_of(model.status));
    json.set("usb", std::move(usb));
    json.set("source", model.source);
    return json;
}

Result<ExitCode> run(const Arguments& arguments, const Console& console) {
    if (arguments.flag("--names") && arguments.flag("--json")) {
        return fail(ErrorKind::InvalidInput, "--names and --json: only one of them");
    }
    if (arguments.flag("--json")) {
        Json all = Json::array();
        for (const printer::Model& model : printer::models())
            all.push_back(as_json(model));
        console.out << all.dump_pretty();
        return ExitCode::Ok;
    }
    for (const printer::Model& model : printer::models()) {
        if (arguments.flag("--names")) {
            console.out << model.name << "\n";
        } else {
            console.out << format("{:<20} {}\n", model.name, model.description);
        }
    }
    return ExitCode::Ok;
}

}  // namespace

Command printer_models_command() {
    using enum OptionKind;
    return {"printer", "models", "List the printer models that are known, and what each can do",
        {{Flag, "--names", "Print only the names, one a line"},
            {Flag, "--json", "Print all facts as JSON for a script"}},
        run};
}

}  // namespace otk::cli
