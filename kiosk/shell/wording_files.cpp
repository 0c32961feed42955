#include "kiosk/shell/wording_files.h"

#include <memory>
#include <system_error>

#include "core/text/catalogue.h"

namespace otk::kiosk::shell {
namespace {

constexpr std::size_t catalogue_bytes_max = 1U << 20U;

}  // namespace

Path wording_beside_program() {
    std::error_code failed;
    const Path folder = std::filesystem::read_symlink("/proc/self/exe", failed).parent_path();
    for (const char* const place : {"../share/otklik/lang", "../../../assets/lang"}) {
        Path texts = folder / place;
        if (std::filesystem::is_directory(texts, failed)) return texts;
    }
    return {};
}

Result<look::Wording> read_wording(const Path& folder) {
    look::Wording wording;
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

}  // namespace otk::kiosk::shell
