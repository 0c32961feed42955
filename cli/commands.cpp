#include "cli/commands.h"

namespace otk::cli {

std::vector<Command> commands() {
    return {
        form_new_command(),
        form_build_command(),
        form_check_command(),
        form_clips_command(),
        form_show_command(),
        form_answer_command(),
        form_export_command(),
        status_command(),
        enroll_command(),
        rotate_key_command(),
        queue_export_command(),
        queue_import_command(),
        bundle_assemble_command(),
        bundle_build_command(),
        bundle_new_key_command(),
        bundle_sign_command(),
        bundle_verify_command(),
        bundle_show_command(),
        bundle_install_command(),
        staff_add_command(),
        staff_list_command(),
        staff_remove_command(),
        printer_list_command(),
        printer_add_command(),
        printer_status_command(),
        printer_watch_command(),
        printer_test_command(),
        printer_models_command(),
        slip_print_command(),
        slip_render_command(),
        privacy_show_command(),
        qr_command(),
        poster_command(),
        letter_command(),
    };
}

}  // namespace otk::cli
