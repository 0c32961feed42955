#include <algorithm>
#include <array>
#include <istream>
#include <ostream>

#include "cli/commands.h"
#include "cli/form_source.h"
#include "cli/whole_number.h"
#include "core/base/clock.h"
#include "core/base/format.h"
#include "core/base/local_day.h"
#include "core/bundle/words.h"
#include "core/form/answer_script.h"

namespace otk::cli {
namespace {

/// What every language's number type holds exactly (2^53 - 1), so that scripts agree.
constexpr std::uint64_t seed_max = 9'007'199'254'740'991;
constexpr std::size_t line_bytes_max = form::AnswerScript::line_bytes_max;

enum class LineRead { Whole, TooLong, End };

/// One line without its end. Of a line that is too long no more is kept than tells it so; the rest
/// is read and thrown away, so that the next line is a line again.
LineRead read_line(std::istream& in, std::string& line) {
    constexpr auto end = std::char_traits<char>::eof();
    line.clear();
    std::streambuf& source = *in.rdbuf();
    auto next = source.sbumpc();
    if (next == end) return LineRead::End;
    for (; next != end && next != '\n'; next = source.sbumpc()) {
        if (line.size() <= line_bytes_max) line += std::char_traits<char>::to_char_type(next);
    }
    return line.size() <= line_bytes_max ? LineRead::Whole : LineRead::TooLong;
}

/// What a script could not tell from a misspelt condition would fill hidden values.
Result<void> check_origin(const Arguments& arguments) {
    constexpr std::array<std::string_view, 5> channels = {
        "kiosk", "web", "paper", "assisted", "intranet"};
    const std::string& channel = arguments.text("--channel");
    if (std::find(channels.begin(), channels.end(), channel) == channels.end()) {
        return fail(ErrorKind::InvalidInput,
            format("--channel {}: there is no such channel; there are kiosk, web, paper, assisted "
                   "and intranet",
                channel));
    }
    const std::string& place = arguments.text("--place");
    if (!place.empty() && !bundle::is_code(place)) {
        return fail(ErrorKind::InvalidInput,
            format("--place {}: no place's code: it begins with a small Latin letter and has only "
                   "these, digits, _ and -",
                place));
    }
    return {};
}

Result<form::VisitOptions> visit_options(const Arguments& arguments, const std::string& language) {
    OTK_TRY(check_origin(arguments));
    std::string day = arguments.text("--day");
    if (day.empty()) {
        day = to_text(day_of(SystemClock().unix_seconds()));
    } else if (!parse_day(day)) {
        return fail(ErrorKind::InvalidInput, "--day: a day as YYYY-MM-DD expected");
    }
    const std::uint64_t seed =
        OTK_TRY(whole_number("--seed", arguments.text("--seed"), {0, seed_max}));
    return form::VisitOptions{.channel = arguments.text("--channel"),
        .place = arguments.text("--place"),
        .day = day,
        .seed = static_cast<std::int64_t>(seed),
        .language = language};
}

Result<ExitCode> run(const Arguments& arguments, const Console& console) {
    const Path file = arguments.path("SOURCE");
    const std::shared_ptr<const form::Form> form = OTK_TRY(load_well_form(file, console.err));
    const std::string language = OTK_TRY(language_of(*form, arguments.text("--lang")));
    form::VisitOptions options = OTK_TRY(visit_options(arguments, language));
    form::AnswerScript script(form, std::move(options), language);
    std::string line;
    for (LineRead read = read_line(console.in, line); read != LineRead::End;
         read = read_line(console.in, line)) {
        // Flushed at once: a co-process waits for this line before it writes the next one.
        console.out << (read == LineRead::Whole ? script.play(line) : script.refuse_long_line())
                    << std::endl;
        if (!console.out)
            return fail(ErrorKind::Io, "standard output: the state cannot be written");
    }
    return ExitCode::Ok;
}

}  // namespace

Command form_answer_command() {
    return {"form", "answer",
        "Play a visit from commands on standard input, one JSON object a line",
        {{OptionKind::Positional, "SOURCE",
             "Folder of CSV sheets, .xlsx or .md file, or a compiled form (.json)", true},
            {OptionKind::Value, "--lang",
                "Language of messages, jr:choice-name() and months (the form's default language)"},
            {OptionKind::Value, "--day", "The visit's day as YYYY-MM-DD (today)"},
            {OptionKind::Value, "--place", "Fills hidden values with body::otk:from = place"},
            {OptionKind::Value, "--channel", "Fills hidden values with body::otk:from = channel",
                false, "kiosk"},
            {OptionKind::Value, "--seed",
                "Of random() and of the order of choices: the same number, the same visit", false,
                "1"}},
        run};
}

}  // namespace otk::cli
