#include "cli/new_file.h"

#include "core/base/format.h"

namespace otk::cli {

Result<void> publish_new(const Path& unfinished, const Path& file) {
    std::error_code failed;
    std::filesystem::create_hard_link(unfinished, file, failed);
    std::error_code left;
    std::filesystem::remove(unfinished, left);
    if (!failed) return {};
    if (failed == std::errc::file_exists) {
        return fail(ErrorKind::Conflict,
            format("{}: there is such a file already; give another name", file.string()));
    }
    return Failure(error_from_errno("write", file, failed.value()));
}

}  // namespace otk::cli
