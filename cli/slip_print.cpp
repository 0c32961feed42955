#include <charconv>

#include "cli/commands.h"
#include "cli/printer_job.h"
#include "core/base/format.h"
#include "core/bundle/bundle.h"

namespace otk::cli {
namespace {

Result<std::int64_t> count_in(const std::string& text) {
    std::int64_t count = 0;
    const auto [end, problem] = std::from_chars(text.data(), text.data() + text.size(), count);
    if (problem == std::errc() && end == text.data() + text.size() && count > 0) return count;
    return fail(ErrorKind::InvalidInput, "--count: a whole number above 0 expected");
}

/// Who names the survey too, means that one: a place that asks another is the wrong place.
Result<void> check_form(
    const bundle::Bundle& shown, const bundle::Place& place, const std::string& form) {
    if (form.empty() || form == place.form) return {};
    if (!shown.forms.contains(form))
        return fail(ErrorKind::NotFound, format("form {} in the bundle", form));
    return fail(ErrorKind::InvalidInput,
        format("--form: {} asks the form {}, not {}", place.code, place.form, form));
}

/// The order for a place of the bundle: link and name come from there, never from the typist.
Result<Json> order_for(const Arguments& arguments) {
    const bundle::Bundle shown = OTK_TRY(bundle::read_bundle(arguments.path("--bundle")));
    const bundle::Place* place = shown.place(arguments.text("--place"));
    if (place == nullptr) {
        return fail(
            ErrorKind::NotFound, format("place {} in the bundle", arguments.text("--place")));
    }
    OTK_TRY(check_form(shown, *place, arguments.text("--form")));
    const std::string& language = arguments.text("--language");
    const std::string link = link_of(shown.owner, *place);
    Json slip = Json::object();
    slip.set("template", arguments.text("--template")).set("language", language).set("link", link);
    slip.set("address", link_to_type_of(shown.owner, *place));
    slip.set("place", place->name.in(language)).set("until", arguments.text("--until"));
    Json order = Json::object();
    order.set("op", "print").set("owner", "staff");
    order.set("copies", OTK_TRY(count_in(arguments.text("--count")))).set("slip", std::move(slip));
    return order;
}

Result<ExitCode> run(const Arguments& arguments, const Console& console) {
    const Json order = OTK_TRY(order_for(arguments));
    LineClient client = OTK_TRY(connect_printer(arguments));
    const Json taken = OTK_TRY(client.ask(order));
    const std::int64_t job = OTK_TRY(taken.integer_at("job"));
    const Json end = OTK_TRY(follow_job(client, job, console.err));
    return tell_end(end, job, arguments, console);
}

}  // namespace

Command slip_print_command() {
    using enum OptionKind;
    std::vector<Option> options{
        {Value, "--place", "The place's code, as in the bundle's places.toml", true},
        {Value, "--form", "The survey's form, if it is to be checked that the place asks it"},
        {Value, "--count", "How many slips", false, "1"},
        {Value, "--template", "The slip template's name in the bundle", false, "phone"},
        {Value, "--language", "The slip's language", false, "ru"},
        {Value, "--until", "The last day of the survey, as it is printed"},
        {Flag, "--json", "Print JSON for a script"},
        {Value, "--bundle", "The bundle's folder", false, "/var/lib/otklik/bundles/current"}};
    for (const Option& option : printer_options())
        options.push_back(option);
    return {"slip", "print", "Print slips for a place, with progress", std::move(options), run};
}

}  // namespace otk::cli
