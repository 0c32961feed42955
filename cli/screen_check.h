#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "cli/remark.h"
#include "core/base/file.h"
#include "core/base/result.h"

namespace otk::cli {

/// `otklik-kiosk` in the folder of this program or in PATH; absent if there is none.
std::optional<Path> find_kiosk();

/// What `otklik-kiosk` prints of a compiled form, which is handed to it behind `option`. Runs it as
/// a child and waits for it, at most two minutes; what it has to complain of goes to standard error.
struct KioskAnswer {
    std::string text;
    int exit_code = 0;  ///< 128 and more: it ended by a signal
};
Result<KioskAnswer> ask_kiosk(const Path& kiosk, std::string_view compiled_form,
    const char* option, const std::vector<std::string>& further);

/// What the kiosk's own drawing says of a compiled form (`otklik-kiosk --check-form`): pages that
/// do not fit, letters that its fonts lack. `panels` as its option --panel wants them; none: its
/// usual ones. InvalidInput if the kiosk knows no such panel; Unavailable if it does not answer as it should.
Result<std::vector<Remark>> remarks_of_screen(
    const Path& kiosk, std::string_view compiled_form, const std::vector<std::string>& panels);

}  // namespace otk::cli
