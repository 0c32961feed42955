#include <charconv>
#include <chrono>
#include <optional>
#include <ostream>
#include <thread>

#include "cli/commands.h"
#include "cli/line_client.h"
#include "core/base/format.h"
#include "core/bundle/bundle.h"

namespace otk::cli {
namespace {

constexpr auto progress_interval = std::chrono::milliseconds(200);

Result<std::int64_t> count_in(const std::string& text) {
    std::int64_t count = 0;
    const auto [end, problem] = std::from_chars(text.data(), text.data() + text.size(), count);
    if (problem == std::errc() && end == text.data() + text.size() && count > 0) return count;
    return fail(ErrorKind::InvalidInput, "--count: a whole number above 0 expected");
}

/// The order for a place of the bundle: link and name come from there, never from the typist.
Result<Json> order_for(const Arguments& arguments) {
    const bundle::Bundle shown = OTK_TRY(bundle::read_bundle(arguments.path("--bundle")));
    const bundle::Place* place = shown.place(arguments.text("--place"));
    if (place == nullptr) {
        return fail(
            ErrorKind::NotFound, format("place {} in the bundle", arguments.text("--place")));
    }
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

/// "ready" where slips come out; else the word for what is to be done.
std::string_view remedy_for(std::string_view state) {
    if (state == "paper_out") return "нет бумаги: вставьте рулон, печать продолжится сама";
    if (state == "cover_open") return "открыта крышка: закройте её, печать продолжится сама";
    if (state == "offline") return "принтер не отвечает: проверьте, включён ли он";
    if (state == "absent") return "принтер не найден: проверьте кабель";
    return "";
}

Result<std::string> printer_state(LineClient& client) {
    const Json reply = OTK_TRY(client.ask(Json::object().set("op", "status")));
    const Json* printer = OTK_TRY(reply.object_at("printer"));
    return printer->string_at("state");
}

/// Shows the job's way until it is over; its last state.
Result<Json> follow(LineClient& client, std::int64_t job, std::ostream& err) {
    std::string last_line;
    for (;;) {
        Json reply = OTK_TRY(client.ask(Json::object().set("op", "job").set("job", job)));
        const std::string state = OTK_TRY(reply.string_at("state"));
        const std::int64_t printed = OTK_TRY(reply.integer_at("printed"));
        const std::int64_t copies = OTK_TRY(reply.integer_at("copies"));
        const bool is_over = state != "queued" && state != "sending";
        const std::string printer = is_over ? std::string() : OTK_TRY(printer_state(client));
        const std::string_view remedy = remedy_for(printer);
        const std::string line =
            format("{} из {}{}{}", printed, copies, remedy.empty() ? "" : ": ", remedy);
        if (line != last_line) err << line << "\n" << std::flush;
        last_line = line;
        if (is_over) return reply;
        // The service tells on asking; five times a second is soon enough for a reader.
        std::this_thread::sleep_for(progress_interval);
    }
}

Result<ExitCode> run(const Arguments& arguments, const Console& console) {
    const Json order = OTK_TRY(order_for(arguments));
    LineClient client = OTK_TRY(LineClient::connect(arguments.path("--socket")));
    const Json taken = OTK_TRY(client.ask(order));
    const std::int64_t job = OTK_TRY(taken.integer_at("job"));
    const Json end = OTK_TRY(follow(client, job, console.err));
    const std::string state = OTK_TRY(end.string_at("state"));
    if (arguments.flag("--json")) {
        console.out << end.dump_pretty();
    } else {
        console.out << format("задание {}: напечатано {}, не напечатано {}, неизвестно {}\n", job,
            OTK_TRY(end.integer_at("printed")), OTK_TRY(end.integer_at("failed")),
            OTK_TRY(end.integer_at("unknown")));
    }
    return state == "printed" ? ExitCode::Ok : ExitCode::NotWell;
}

}  // namespace

Command slip_print_command() {
    using enum OptionKind;
    return {"slip", "print", "Print slips for a place, with progress",
        {{Value, "--place", "The place's code, as in the bundle's places.toml", true},
            {Value, "--count", "How many slips", false, "1"},
            {Value, "--template", "The slip template's name in the bundle", false, "phone"},
            {Value, "--language", "The slip's language", false, "ru"},
            {Value, "--until", "The last day of the survey, as it is printed"},
            {Flag, "--json", "Print JSON for a script"},
            {Value, "--bundle", "The bundle's folder", false, "/var/lib/otklik/bundles/current"},
            {Value, "--socket", "The printer service's socket", false,
                "/run/otklik/printd/printd.sock"}},
        run};
}

}  // namespace otk::cli
