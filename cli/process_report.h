#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "core/base/json.h"
#include "core/base/result.h"

namespace otk::cli {

enum class ProcessState {
    Well,       ///< works
    Attention,  ///< works, but somebody should look
    Broken,     ///< does not do its work
    Silent,     ///< its status file is too old: it hangs or was killed
    Stopped,    ///< configured here, no status file
    NotHere,    ///< neither configured nor running on this machine
};

/// "well", "attention", …: for scripts.
std::string_view name_of(ProcessState state);

/// True for Well and NotHere: nothing is to be done.
bool is_well(ProcessState state);

/// What `otklik status` says of one process; `text` and `remedy` are Russian.
struct ProcessReport {
    std::string process;  ///< "kiosk", "printd", "syncd", "server"
    ProcessState state = ProcessState::NotHere;
    std::string text;
    std::string remedy;  ///< empty if nothing is to be done
    Json status;         ///< the status file's content; null if there is none
};

/// Each process rewrites its status file at least every ten seconds; an older file than this is one
/// of a process that hangs or was killed.
constexpr std::int64_t silent_after_s = 60;

/// Judges by the members that each process documents beside the code that writes them; those it
/// does not know, and a server's, are left to `--json`.
ProcessReport report_of(std::string_view process, const Json& status, std::int64_t age_s);
ProcessReport report_absent(std::string_view process, bool configured);
ProcessReport report_unreadable(std::string_view process, const Error& error);

/// "kiosk   работает: …. Что сделать: …"
std::string line_of(const ProcessReport& report);

}  // namespace otk::cli
