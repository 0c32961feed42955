#include "cli/commands.h"
#include "cli/staff_room.h"
#include "core/base/format.h"
#include "core/staff/people.h"

namespace otk::cli {
namespace {

Result<ExitCode> run(const Arguments& arguments, const Console& console) {
    const int number = OTK_TRY(person_number("NUMBER", arguments.text("NUMBER")));
    const Path folder = OTK_TRY(kiosk_state_folder(arguments));
    staff::People people = OTK_TRY(staff::read_people(folder));
    const Result<void> removed = people.remove(number);
    if (!removed) {
        return fail(removed.error().kind,
            removed.error().context + "; who is there says: otklik staff list");
    }
    OTK_TRY(staff::write_people(folder, people));
    console.out << format("номер {:02} больше не входит\n", number);
    return ExitCode::Ok;
}

}  // namespace

Command staff_remove_command() {
    using enum OptionKind;
    return {"staff", "remove", "Take somebody's PIN back",
        {{Positional, "NUMBER", "The person's number, as otklik staff list shows it", true},
            kiosk_config_option()},
        run};
}

}  // namespace otk::cli
