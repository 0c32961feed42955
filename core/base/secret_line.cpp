#include "core/base/secret_line.h"

#include <termios.h>
#include <unistd.h>

#include <iostream>

namespace otk {
namespace {

/// While it lives the terminal shows nothing of what is typed, and Ctrl-C is a letter like others:
/// ended by it, the program would leave a dumb terminal.
class Unseen {
  public:
    explicit Unseen(const termios& before) : m_before(before) {
        termios quiet = before;
        quiet.c_lflag &= ~static_cast<tcflag_t>(ECHO | ISIG);
        ::tcsetattr(STDIN_FILENO, TCSAFLUSH, &quiet);
    }
    Unseen(const Unseen&) = delete;
    Unseen& operator=(const Unseen&) = delete;
    ~Unseen() { ::tcsetattr(STDIN_FILENO, TCSAFLUSH, &m_before); }

  private:
    termios m_before;
};

Result<std::string> read_line(std::istream& in, std::string_view what) {
    std::string line;
    if (!std::getline(in, line)) {
        return fail(ErrorKind::InvalidInput,
            std::string("standard input: a line with the ").append(what).append(" expected"));
    }
    if (line.ends_with('\r')) line.pop_back();
    return line;
}

}  // namespace

Result<std::string> read_secret_line(
    std::istream& in, std::ostream& err, const SecretPrompt& prompt) {
    termios terminal{};
    const bool is_typed = &in == &std::cin && ::tcgetattr(STDIN_FILENO, &terminal) == 0;
    if (!is_typed) return read_line(in, prompt.what);
    const Unseen unseen(terminal);
    err << prompt.what << ": " << std::flush;
    std::string first = OTK_TRY(read_line(in, prompt.what));
    err << "\n";
    if (prompt.again.empty()) return first;
    err << prompt.what << prompt.again << ": " << std::flush;
    const std::string second = OTK_TRY(read_line(in, prompt.what));
    err << "\n";
    if (first != second) {
        return fail(ErrorKind::InvalidInput, "the two differ; nothing was changed, try again");
    }
    return first;
}

}  // namespace otk
