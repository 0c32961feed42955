#include "cli/commands.h"

namespace otk::cli {

std::vector<Command> commands() {
    return {
        status_command(),
    };
}

}  // namespace otk::cli
