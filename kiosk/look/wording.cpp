#include "kiosk/look/wording.h"

#include <memory>

#include "core/text/catalogue.h"

namespace otk::kiosk::look {
namespace {

constexpr std::size_t catalogue_bytes_max = 1U << 20U;

}  // namespace

Result<Wording> read_wording(const Path& folder) {
    Wording wording;
    const std::vector<std::string> names = OTK_TRY(list_files(folder, ".po"));
    for (const std::string& name : names) {
        const Path file = folder / name;
        const Bytes bytes = OTK_TRY(read_file(file, catalogue_bytes_max));
        text::Catalogue catalogue = OTK_TRY(text::Catalogue::parse(text_of(bytes), file.string()));
        wording.emplace(
            file.stem().string(), std::make_shared<const text::Catalogue>(std::move(catalogue)));
    }
    return wording;
}

}  // namespace otk::kiosk::look
