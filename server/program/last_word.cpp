#include "server/program/last_word.h"

#include <cstdio>

#include "core/base/file.h"
#include "core/base/log.h"

namespace otk::program {

ExitCode last_word(const Result<std::string>& outcome) {
    if (outcome) return std::fputs(outcome->c_str(), stdout) < 0 ? ExitCode::Failed : ExitCode::Ok;
    log::error("not done", {{"error", outcome.error()}});
    const ErrorKind kind = outcome.error().kind;
    const bool is_refused = kind == ErrorKind::InvalidInput || kind == ErrorKind::Permission ||
                            kind == ErrorKind::Conflict || kind == ErrorKind::Unsupported;
    return is_refused ? ExitCode::Refused : ExitCode::Failed;
}

Result<void> write_out(const std::string& text, const std::string& file, unsigned mode) {
    if (!file.empty()) return write_durably(file, bytes_of(text), mode);
    if (std::fwrite(text.data(), 1, text.size(), stdout) != text.size() ||
        std::fflush(stdout) != 0) {
        return fail(ErrorKind::Io, "standard output");
    }
    return {};
}

}  // namespace otk::program
