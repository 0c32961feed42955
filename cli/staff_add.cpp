#include "cli/commands.h"
#include "cli/staff_room.h"
#include "core/base/clock.h"
#include "core/base/format.h"
#include "core/base/secret_line.h"
#include "core/crypto/password.h"
#include "core/staff/people.h"
#include "core/staff/pin_rule.h"

namespace otk::cli {
namespace {

constexpr std::int64_t usual_days = 365;

Result<Day> last_day(const std::string& text) {
    const Day today = day_of(SystemClock().unix_seconds());
    if (text.empty()) return day_from_epoch(days_since_epoch(today) + usual_days);
    const Day day = OTK_TRY(in("--expires", parse_day(text)));
    if (day < today) return fail(ErrorKind::InvalidInput, "--expires: a day to come expected");
    return day;
}

Result<int> number_for(const std::string& text, const staff::People& people) {
    if (!text.empty()) return person_number("--number", text);
    const std::optional<int> number = people.free_number();
    if (!number) {
        return fail(ErrorKind::Conflict,
            "all numbers are taken; free one with: otklik staff remove NUMBER");
    }
    return *number;
}

Result<ExitCode> run(const Arguments& arguments, const Console& console) {
    const Path folder = OTK_TRY(kiosk_state_folder(arguments));
    staff::People people = OTK_TRY(staff::read_people(folder));
    staff::Person person;
    person.name = arguments.text("NAME");
    person.number = OTK_TRY(number_for(arguments.text("--number"), people));
    person.expires = OTK_TRY(last_day(arguments.text("--expires")));
    if (people.find(person.number) != nullptr) {
        return fail(ErrorKind::Conflict,
            format("number {} is taken; for a new PIN first: otklik staff remove {}", person.number,
                person.number));
    }
    const std::string pin = OTK_TRY(read_secret_line(console.in, console.err, {.what = "PIN", .again = " (ещё раз)"}));
    OTK_TRY(staff::check_pin(pin));
    person.hash = OTK_TRY(crypto::hash_password(pin));
    const int number = person.number;
    const Day expires = person.expires;
    const staff::PinId id = staff::pin_id(person);
    OTK_TRY(people.add(std::move(person)));
    OTK_TRY(staff::write_people(folder, people));
    console.out << format(
        "номер {:02}: на киоске наберите {:02} и PIN\nдействует по {} включительно\n"
        "по коду {} этот PIN можно отозвать с сервера\n",
        number, number, to_text(expires), to_hex(id));
    return ExitCode::Ok;
}

}  // namespace

Command staff_add_command() {
    using enum OptionKind;
    return {"staff", "add", "Let somebody use a kiosk's staff mode by a PIN",
        {{Positional, "NAME", "A person's or a role's name, shown to who has entered", true},
            {Value, "--number", "Typed before the PIN; the next free one if not given"},
            {Value, "--expires", "Last day, as 2027-11-26; a year from today if not given"},
            kiosk_config_option()},
        run};
}

}  // namespace otk::cli
