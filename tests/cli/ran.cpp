#include "tests/cli/ran.h"

#include <sstream>
#include <utility>

#include "cli/command_line.h"
#include "cli/commands.h"

namespace otk::test {

Ran run(std::vector<std::string> words, const std::string& typed) {
    std::ostringstream out;
    std::ostringstream err;
    std::istringstream in(typed);
    const int code = cli::run_command_line(cli::commands(), std::move(words), {out, err, in});
    return {code, out.str(), err.str()};
}

bool has(std::string_view text, std::string_view part) {
    return text.find(part) != std::string_view::npos;
}

}  // namespace otk::test
