#include "cli/commands.h"
#include "cli/staff_room.h"
#include "core/base/clock.h"
#include "core/base/format.h"
#include "core/base/json.h"
#include "core/staff/attempts.h"
#include "core/staff/people.h"

namespace otk::cli {
namespace {

Json as_json(const staff::Person& person, bool is_valid) {
    return Json::object()
        .set("number", person.number)
        .set("name", person.name)
        .set("pin", to_hex(staff::pin_id(person)))
        .set("expires", to_text(person.expires))
        .set("valid", is_valid);
}

void show(const staff::Person& person, bool is_valid, std::ostream& out) {
    out << format("{:02}  {}  {}  {}  {}\n", person.number, to_text(person.expires),
        is_valid ? "действует" : "истёк    ", to_hex(staff::pin_id(person)), person.name);
}

Result<ExitCode> run(const Arguments& arguments, const Console& console) {
    const Path folder = OTK_TRY(kiosk_state_folder(arguments));
    const staff::People people = OTK_TRY(staff::read_people(folder));
    const int failures = OTK_TRY(staff::Attempts(folder).failures());
    const Day today = day_of(SystemClock().unix_seconds());
    Json list = Json::array();
    for (const staff::Person& person : people.all()) {
        const bool is_valid = today <= person.expires;
        if (!arguments.flag("--json")) show(person, is_valid, console.out);
        list.push_back(as_json(person, is_valid));
    }
    if (arguments.flag("--json")) {
        console.out
            << Json::object().set("people", std::move(list)).set("failures", failures).dump_pretty()
            << "\n";
        return ExitCode::Ok;
    }
    if (people.all().empty()) console.out << "никого; заведите: otklik staff add ИМЯ\n";
    if (failures > 0) console.out << format("неверных наборов подряд: {}\n", failures);
    return ExitCode::Ok;
}

}  // namespace

Command staff_list_command() {
    using enum OptionKind;
    return {"staff", "list", "List who may use a kiosk's staff mode",
        {{Flag, "--json", "Print JSON for a script"}, kiosk_config_option()}, run};
}

}  // namespace otk::cli
