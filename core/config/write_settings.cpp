#include <array>
#include <cstdio>

#include "core/base/file.h"
#include "core/base/format.h"
#include "core/config/documents.h"

namespace otk::config {
namespace {

Result<void> write_all(const Path& root) {
    for (const Process process :
        {Process::Kiosk, Process::Printd, Process::Syncd, Process::Server}) {
        const Path file = root / "config/defaults" / format("{}.toml", name_of(process));
        OTK_TRY(write_atomically(file, bytes_of(default_file(process)), 0644));
    }
    return write_atomically(root / "docs/SETTINGS.md", bytes_of(settings_manual()), 0644);
}

}  // namespace
}  // namespace otk::config

int main(int count, char** words) {
    if (count != 2) {
        std::fprintf(stderr, "usage: otk_write_settings SOURCE_FOLDER\n");
        return 2;
    }
    const auto written = otk::config::write_all(words[1]);
    if (!written) {
        std::fprintf(stderr, "error: %s\n", written.error().context.c_str());
        return 1;
    }
    return 0;
}
