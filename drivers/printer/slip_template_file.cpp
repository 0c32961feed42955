#include "drivers/printer/slip_template_file.h"

#include "core/base/format.h"
#include "drivers/picture/logo.h"

namespace otk::printer {

Result<SlipTemplate> read_slip_template(const Path& file) {
    const Bytes json = OTK_TRY(in("slip template", read_file(file, SlipTemplate::size_bytes_max)));
    const LogoReader read = [&](std::string_view name) -> Result<picture::Bitmap> {
        const Path png = file.parent_path() / (std::string(name) + ".png");
        const Bytes bytes = OTK_TRY(read_file(png, picture::LogoLimits::size_bytes_max));
        return picture::read_logo(bytes);
    };
    return SlipTemplate::parse(text_of(json), read);
}

}  // namespace otk::printer
