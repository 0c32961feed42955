#include "cli/commands.h"
#include "cli/printer_job.h"

namespace otk::cli {
namespace {

/// A slip like a real one, whose link leads nowhere (RFC 2606).
Json test_order(const Arguments& arguments) {
    Json slip = Json::object();
    slip.set("template", arguments.text("--template"))
        .set("language", arguments.text("--language"));
    slip.set("link", "https://example.org/otklik-printer-test");
    slip.set("address", "example.org").set("place", "Пробная листовка");
    return Json::object()
        .set("op", "print")
        .set("owner", "staff")
        .set("copies", 1)
        .set("slip", std::move(slip));
}

Result<ExitCode> run(const Arguments& arguments, const Console& console) {
    LineClient client = OTK_TRY(connect_printer(arguments));
    const Json taken = OTK_TRY(client.ask(test_order(arguments)));
    const std::int64_t job = OTK_TRY(taken.integer_at("job"));
    const Json end = OTK_TRY(follow_job(client, job, console.err));
    return tell_end(end, job, arguments, console);
}

}  // namespace

Command printer_test_command() {
    using enum OptionKind;
    std::vector<Option> options{
        {Value, "--template", "The slip template's name in the bundle", false, "phone"},
        {Value, "--language", "The slip's language", false, "ru"},
        {Flag, "--json", "Print JSON for a script"}};
    for (const Option& option : printer_options())
        options.push_back(option);
    return {"printer", "test", "Print one slip that leads nowhere", std::move(options), run};
}

}  // namespace otk::cli
