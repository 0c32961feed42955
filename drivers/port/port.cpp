#include "drivers/port/port.h"

#include <algorithm>
#include <array>
#include <utility>

#include "core/base/assert.h"

namespace otk::port {
namespace {

constexpr std::array<std::pair<PrinterState, std::string_view>, 8> names{{
    {PrinterState::Ready, "ready"},
    {PrinterState::Busy, "busy"},
    {PrinterState::PaperLow, "paper_low"},
    {PrinterState::PaperOut, "paper_out"},
    {PrinterState::CoverOpen, "cover_open"},
    {PrinterState::Offline, "offline"},
    {PrinterState::Absent, "absent"},
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
        case PrinterState::Offline:
        case PrinterState::Absent:
            return false;
    }
    OTK_UNREACHABLE();
}

}  // namespace otk::port
