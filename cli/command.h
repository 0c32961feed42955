#pragma once

#include <iostream>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "cli/exit_codes.h"
#include "core/base/file.h"
#include "core/base/result.h"

namespace otk::cli {

enum class OptionKind {
    Flag,        ///< "--json": there or not
    Value,       ///< "--out FILE"
    Values,      ///< "--panel A --panel B": as often as wanted, read with rest()
    Positional,  ///< "FILE": named by its help word, in the order of the list
    Rest,        ///< "FILE…": one or more positional values; the last of the list
};

/// One thing that may stand on a command's line.
struct Option {
    OptionKind kind = OptionKind::Value;
    std::string_view name;  ///< "--out", or for positional ones "FILE"
    std::string_view help;
    bool required = false;
    std::string_view standard = {};  ///< the default of a Value
};

/// What stood on the command's line. Asking for a name that is no option of the command is a
/// programmer's error.
class Arguments {
  public:
    /// For command_line.cpp and tests: option name → its values; flags have one, "yes" or "".
    explicit Arguments(std::map<std::string, std::vector<std::string>, std::less<>> values)
        : m_values(std::move(values)) {}

    bool flag(std::string_view name) const;
    /// The value or its default; empty if neither was given.
    const std::string& text(std::string_view name) const;
    Path path(std::string_view name) const { return Path(text(name)); }
    const std::vector<std::string>& rest(std::string_view name) const;

  private:
    std::map<std::string, std::vector<std::string>, std::less<>> m_values;
};

/// Where a command writes: results to `out`; warnings, one line each, to `err`. What a command is
/// fed with by a pipe comes from `in`.
struct Console {
    std::ostream& out;
    std::ostream& err;
    std::istream& in = std::cin;
};

/// One subcommand: a file of its own (cli/bundle_assemble.cpp) with a function that makes this row,
/// declared and listed in cli/commands.h and commands.cpp.
struct Command {
    std::string_view group;    ///< "bundle"; empty for a command of the first level
    std::string_view name;     ///< "assemble"
    std::string_view summary;  ///< one line, begins with a verb, no full stop
    std::vector<Option> options;
    /// Ends with a code, or with the error that main prints as one line "otklik: …" and turns into
    /// its code. An error says what to do about it.
    Result<ExitCode> (*run)(const Arguments& arguments, const Console& console);
};

}  // namespace otk::cli
