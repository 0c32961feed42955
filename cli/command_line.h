#pragma once

#include <span>
#include <string>
#include <vector>

#include "cli/command.h"

namespace otk::cli {

/// Reads the command line (without the program's name), runs the command that it names and returns
/// the program's exit code. Help and version go to `out`; an error is one line on `err`,
/// "otklik: what is wrong; what to do", and nothing else.
int run_command_line(
    std::span<const Command> commands, std::vector<std::string> words, const Console& console);

}  // namespace otk::cli
