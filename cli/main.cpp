#include <iostream>
#include <string>
#include <vector>

#include "cli/command_line.h"
#include "cli/commands.h"

int main(int count, char** words) {
    const std::vector<otk::cli::Command> commands = otk::cli::commands();
    return otk::cli::run_command_line(
        commands, std::vector<std::string>(words + 1, words + count), {std::cout, std::cerr});
}
