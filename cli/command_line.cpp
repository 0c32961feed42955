#include "cli/command_line.h"

#include <algorithm>
#include <deque>
#include <map>
#include <ostream>
#include <utility>

#include <CLI/CLI.hpp>

#include "core/base/format.h"

namespace otk::cli {
namespace {

constexpr std::string_view footer =
    "Exit codes: 0 done; 1 done, and what was looked at is not well; 2 wrong command line; "
    "3 a given file or value is refused; 4 not found; 5 not available now; 6 disk or permissions.";

/// Where CLI11 puts the values of one command while it reads the line.
struct Target {
    Command command;
    CLI::App* app = nullptr;
    std::map<std::string, std::vector<std::string>, std::less<>> values;
    std::map<std::string, std::string, std::less<>> single;
    std::map<std::string, bool, std::less<>> flags;
};

void declare(const Option& option, Target& target) {
    const std::string name(option.name);
    const std::string help(option.help);
    switch (option.kind) {
        case OptionKind::Flag:
            target.app->add_flag(name, target.flags[name], help);
            return;
        case OptionKind::Value: {
            CLI::Option* made = target.app->add_option(name, target.single[name], help);
            made->required(option.required);
            if (!option.standard.empty()) made->default_str(std::string(option.standard));
            return;
        }
        case OptionKind::Values:
            target.app->add_option(name, target.values[name], help)
                ->required(option.required)
                ->allow_extra_args(false);
            return;
        case OptionKind::Positional:
            target.app->add_option(name, target.single[name], help)->required(option.required);
            return;
        case OptionKind::Rest:
            target.app->add_option(name, target.values[name], help)->required(option.required);
            return;
    }
}

Arguments arguments_of(const Target& target) {
    auto values = target.values;
    for (const Option& option : target.command.options) {
        const std::string name(option.name);
        std::vector<std::string>& given = values[name];
        if (const auto flag = target.flags.find(name); flag != target.flags.end()) {
            if (flag->second) given = {"yes"};
        } else if (const auto single = target.single.find(name); single != target.single.end()) {
            given = {single->second.empty() ? std::string(option.standard) : single->second};
        }
    }
    return Arguments(std::move(values));
}

/// The app of the command's group, made at its first command.
CLI::App& group_app(CLI::App& root, std::string_view group) {
    if (group.empty()) return root;
    const std::string name(group);
    const auto made =
        root.get_subcommands([&](const CLI::App* app) { return app->get_name() == name; });
    if (!made.empty()) return *made.front();
    CLI::App* app = root.add_subcommand(name, "Commands on the " + name);
    app->require_subcommand(1);
    return *app;
}

/// The program and the commands that were read, the last one at the end.
std::vector<const CLI::App*> commands_read(const CLI::App& root) {
    std::vector<const CLI::App*> read = {&root};
    while (!read.back()->get_subcommands().empty())
        read.push_back(read.back()->get_subcommands().front());
    return read;
}

/// "otklik form".
std::string in_words(const std::vector<const CLI::App*>& commands) {
    std::string words;
    for (const CLI::App* command : commands)
        words += (words.empty() ? "" : " ") + command->get_name();
    return words;
}

std::string help_of(std::vector<const CLI::App*> commands) {
    const CLI::App* last = commands.back();
    commands.pop_back();
    return last->help(in_words(commands));
}

/// What the line says where a command is wanted: `form frob`, or nothing at all. "" if it is wrong
/// in some other way.
std::string mistake_in_command(
    const std::vector<const CLI::App*>& read, const std::vector<std::string>& words) {
    std::string known;
    for (const CLI::App* command :
        read.back()->get_subcommands([](const CLI::App*) { return true; }))
        known += (known.empty() ? "" : ", ") + command->get_name();
    const std::size_t at = read.size() - 1;
    if (known.empty() || (at < words.size() && words[at].starts_with('-'))) return {};
    return at < words.size()
               ? format("{} has no command \"{}\"; there are: {}", in_words(read), words[at], known)
               : format("a command is missing behind {}; there are: {}", in_words(read), known);
}

/// Catches what CLI11 throws to say that help was asked for or that the line is wrong.
int parse(CLI::App& root, std::vector<std::string> words, const Console& console, bool& parsed) {
    const std::vector<std::string> given = words;
    std::reverse(words.begin(), words.end());  // CLI11 takes its vector from the end
    try {
        root.parse(words);
        parsed = true;
        return 0;
    } catch (const CLI::CallForHelp&) {
        console.out << help_of(commands_read(root));
        return 0;
    } catch (const CLI::CallForVersion&) {
        console.out << root.version() << "\n";
        return 0;
    } catch (const CLI::ParseError& error) {
        const std::vector<const CLI::App*> read = commands_read(root);
        std::string why = mistake_in_command(read, given);
        if (why.empty()) why = error.what();
        std::replace(why.begin(), why.end(), '\n', ' ');
        console.err << format("otklik: {}; see: {} --help\n", why, in_words(read));
        return static_cast<int>(ExitCode::Usage);
    }
}

}  // namespace

int run_command_line(std::span<const Command> commands, std::vector<std::string> words,
    const Console& console) {
    CLI::App root("Otklik's command line: looks after a kiosk's folders and files.", "otklik");
    root.set_version_flag("--version", "otklik " OTK_VERSION);
    root.require_subcommand(1);
    root.footer(std::string(footer));
    std::deque<Target> targets;  // CLI11 keeps pointers into the targets: they may not move
    for (const Command& command : commands) {
        Target& target = targets.emplace_back();
        target.command = command;
        target.app = group_app(root, command.group)
                         .add_subcommand(std::string(command.name), std::string(command.summary));
        for (const Option& option : command.options) {
            declare(option, target);
        }
    }
    bool parsed = false;
    const int code = parse(root, std::move(words), console, parsed);
    if (!parsed) return code;
    for (const Target& target : targets) {
        if (!target.app->parsed()) continue;
        const Result<ExitCode> ended = target.command.run(arguments_of(target), console);
        if (ended) return static_cast<int>(*ended);
        console.err << "otklik: " << ended.error().context << "\n";
        return static_cast<int>(exit_code_of(ended.error().kind));
    }
    return static_cast<int>(ExitCode::Usage);
}

}  // namespace otk::cli
