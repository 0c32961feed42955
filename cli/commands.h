#pragma once

#include <vector>

#include "cli/command.h"

namespace otk::cli {

// One function a subcommand, each in the file of its name; a new one is a declaration here and a
// row in commands.cpp.
Command form_build_command();
Command form_check_command();
Command form_clips_command();
Command form_answer_command();
Command form_export_command();
Command form_new_command();
Command form_show_command();
Command status_command();
Command enroll_command();
Command rotate_key_command();
Command queue_export_command();
Command queue_import_command();
Command printer_add_command();
Command printer_list_command();
Command printer_status_command();
Command printer_test_command();
Command printer_watch_command();
Command printer_models_command();
Command privacy_show_command();
Command qr_command();
Command poster_command();
Command letter_command();
Command slip_print_command();
Command slip_render_command();
Command bundle_assemble_command();
Command bundle_build_command();
Command bundle_install_command();
Command bundle_new_key_command();
Command bundle_show_command();
Command bundle_sign_command();
Command bundle_verify_command();
Command staff_add_command();
Command staff_list_command();
Command staff_remove_command();

/// All subcommands in the order in which the help shows them; those of a group stand together.
std::vector<Command> commands();

}  // namespace otk::cli
