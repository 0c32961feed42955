#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <variant>

#include "core/base/file.h"
#include "core/base/result.h"
#include "core/config/setting.h"

namespace otk::config {

/// The settings of one process: each row of the table of settings, from the file or by default.
///
///     const Config config = OTK_TRY(Config::load(Process::Kiosk, "/etc/otklik/kiosk.toml"));
///     config.text("kiosk.place");
///
/// An unknown key, a wrong type, a value outside its range and a missing demanded value are
/// InvalidInput, with file, line, column and, for a key, the one probably meant. Asking for a key
/// that is no row of this process, or by the wrong type, is a programmer's error (assert).
/// Immutable; any thread.
class Config {
  public:
    static Result<Config> load(Process process, const Path& path);

    /// `source` names the text in errors; relative paths in it start at source's folder.
    static Result<Config> parse(Process process, std::string_view text, const Path& source);

    const std::string& text(std::string_view key) const;  ///< Text and Choice
    std::int64_t integer(std::string_view key) const;
    double decimal(std::string_view key) const;
    bool boolean(std::string_view key) const;
    /// Absolute, or relative to the current folder if the file's own path was; empty stays empty.
    const Path& path(std::string_view key) const;

  private:
    using Value = std::variant<std::string, std::int64_t, double, bool, Path>;

    explicit Config(Process process) : m_process(process) {}

    template <typename Wanted>
    const Wanted& value(std::string_view key) const;

    Process m_process;
    std::map<std::string, Value, std::less<>> m_values;  ///< by name without "kiosk."
};

}  // namespace otk::config
