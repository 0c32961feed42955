#include "kiosk/shell/wording_folder.h"

#include <system_error>

namespace otk::kiosk::shell {

Path wording_beside_program() {
    std::error_code failed;
    const Path folder = std::filesystem::read_symlink("/proc/self/exe", failed).parent_path();
    for (const char* const place : {"../share/otklik/lang", "../../../assets/lang"}) {
        Path texts = folder / place;
        if (std::filesystem::is_directory(texts, failed)) return texts;
    }
    return {};
}

}  // namespace otk::kiosk::shell
