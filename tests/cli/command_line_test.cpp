#include "cli/command_line.h"

#include <algorithm>
#include <sstream>

#include <catch2/catch.hpp>

using namespace otk;
using namespace otk::cli;

namespace {

struct Ended {
    int code = 0;
    std::string out;
    std::string err;
};

Result<ExitCode> say(const Arguments& arguments, const Console& console) {
    console.out << arguments.text("--out") << "|" << arguments.text("FORM") << "|"
                << (arguments.flag("--json") ? "json" : "plain") << "|"
                << arguments.rest("REST").size();
    return ExitCode::NotWell;
}

Result<ExitCode> refuse(const Arguments&, const Console&) {
    return fail(ErrorKind::InvalidInput, "form x: no such question; remove the line");
}

Ended run(std::vector<std::string> words) {
    const std::vector<Command> commands{
        {"form", "say", "Say what was given",
            {{OptionKind::Flag, "--json", "Print JSON"},
                {OptionKind::Value, "--out", "Where to", false, "here"},
                {OptionKind::Positional, "FORM", "Which", true},
                {OptionKind::Rest, "REST", "More"}},
            say},
        {"form", "refuse", "Refuse", {}, refuse},
    };
    std::ostringstream out;
    std::ostringstream err;
    const int code = run_command_line(commands, std::move(words), {out, err});
    return {code, out.str(), err.str()};
}

}  // namespace

TEST_CASE(
    "a command gets its options, defaults and positional values, and its code is the program's") {
    const Ended plain = run({"form", "say", "a.csv"});
    CHECK(plain.out == "here|a.csv|plain|0");
    CHECK(plain.code == 1);
    CHECK(run({"form", "say", "--json", "--out", "there", "a", "b", "c"}).out == "there|a|json|2");
}

TEST_CASE("an error is one line on standard error, with the code of its kind") {
    const Ended ended = run({"form", "refuse"});
    CHECK(ended.err == "otklik: form x: no such question; remove the line\n");
    CHECK(ended.out.empty());
    CHECK(ended.code == 3);
}

TEST_CASE("a wrong command line is refused in one line that names the help") {
    for (const std::vector<std::string>& words : std::vector<std::vector<std::string>>{
             {}, {"form"}, {"nothing"}, {"form", "say"}, {"form", "say", "a", "--wrong"}}) {
        const Ended ended = run(words);
        CHECK(ended.code == 2);
        CHECK(ended.out.empty());
        CHECK(std::count(ended.err.begin(), ended.err.end(), '\n') == 1);
        CHECK(ended.err.find(" --help\n") != std::string::npos);
    }
}

TEST_CASE("a word that is no command is told with those that there are, and help is the command's own") {
    CHECK(run({"form", "frob"}).err ==
          "otklik: otklik form has no command \"frob\"; there are: say, refuse; see: otklik form --help\n");
    CHECK(run({"nothing", "at", "all"}).err ==
          "otklik: otklik has no command \"nothing\"; there are: form; see: otklik --help\n");
    CHECK(run({"form"}).err ==
          "otklik: a command is missing behind otklik form; there are: say, refuse; see: otklik form --help\n");
    const std::string wrong = run({"form", "say", "a", "--wrong"}).err;
    CHECK(wrong.find("--wrong") != std::string::npos);
    CHECK(wrong.find("; see: otklik form say --help\n") != std::string::npos);
    CHECK(run({"form", "say"}).err.find("FORM") != std::string::npos);
    CHECK(run({"form", "say", "--help"}).out.find("otklik form say [OPTIONS]") != std::string::npos);
    CHECK(run({"--help"}).out.find("otklik form") == std::string::npos);
}

TEST_CASE("help and version go to standard output and end well") {
    for (const std::vector<std::string>& words : std::vector<std::vector<std::string>>{
             {"--help"}, {"form", "--help"}, {"form", "say", "--help"}, {"--version"}}) {
        const Ended ended = run(words);
        CHECK(ended.code == 0);
        CHECK(ended.err.empty());
        CHECK_FALSE(ended.out.empty());
    }
    CHECK(run({"form", "say", "--help"}).out.find("Where to") != std::string::npos);
}

TEST_CASE("every kind of error has an exit code above the usage error") {
    for (const ErrorKind kind : {ErrorKind::InvalidInput, ErrorKind::NotFound,
             ErrorKind::Unavailable, ErrorKind::Conflict, ErrorKind::Corrupt, ErrorKind::NoSpace,
             ErrorKind::Permission, ErrorKind::Io, ErrorKind::Unsupported}) {
        CHECK(static_cast<int>(exit_code_of(kind)) > static_cast<int>(ExitCode::Usage));
    }
}
