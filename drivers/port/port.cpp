#include "drivers/port/port.h"

#include <algorithm>
#include <array>
#include <utility>

#include "core/base/assert.h"

namespace otk::port {
namespace {

constexpr std::array<std::pair<PrinterState, std::string_view>, 10> names{{
    {PrinterState::Ready, "ready"},
    {PrinterState::Busy, "busy"},
    {PrinterState::PaperLow, "paper_low"},
    {PrinterState::PaperOut, "paper_out"},
    {PrinterState::CoverOpen, "cover_open"},
    {PrinterState::Cutter, "cutter"},
    {PrinterState::Offline, "offline"},
    {PrinterState::Absent, "absent"},
    {PrinterState::NoPermission, "no_permission"},
    {PrinterState::Unknown, "unknown"},
}};

}  // namespace

std::string_view name_of(PrinterState state) {
    for (const auto& [known, name] : names) {
        if (known == state) return name;
    }
    OTK_UNREACHABLE();
}

std::optional<PrinterState> printer_state_named(std::string_view name) {
    for (const auto& [state, known] : names) {
        if (known == name) return state;
    }
    return std::nullopt;
}

bool takes_slips(PrinterState state) {
    switch (state) {
        case PrinterState::Ready:
        case PrinterState::Busy:
        case PrinterState::PaperLow:
        case PrinterState::Unknown:
            return true;
        case PrinterState::PaperOut:
        case PrinterState::CoverOpen:
        case PrinterState::Cutter:
        case PrinterState::Offline:
        case PrinterState::Absent:
        case PrinterState::NoPermission:
            return false;
    }
    OTK_UNREACHABLE();
}

PrinterState state_of(ErrorKind unreachable) {
    switch (unreachable) {
        case ErrorKind::NotFound:
            return PrinterState::Absent;
        case ErrorKind::Permission:
            return PrinterState::NoPermission;
        case ErrorKind::Conflict:
            return PrinterState::Busy;
        case ErrorKind::InvalidInput:
        case ErrorKind::Unavailable:
        case ErrorKind::Corrupt:
        case ErrorKind::NoSpace:
        case ErrorKind::Io:
        case ErrorKind::Unsupported:
            return PrinterState::Offline;
    }
    OTK_UNREACHABLE();
}

}  // namespace otk::port
