#pragma once

#include <cstddef>
#include <cstdint>
#include <tuple>

#include "kiosk/model/model.h"

// What a step of Model is compared with; for its own sources only.

namespace otk::kiosk::model {

struct Model::Snapshot {
    Screen screen;
    Overlay overlay;
    std::uint64_t visitor;
    std::uint64_t visit_id;
    std::size_t page;
    std::size_t sheet;
    bool is_finding;
    int toast_steps;
    bool recorded;
    bool printer_ready;
    bool printing;
    int idle_left_steps;
    int thanks_left_s;
    int breath_face;
    float breath_phase;
    ViewOptions view;
    StaffPage staff_page;
    std::uint64_t staff_revision;
    Closed closed;

    bool shows_the_same_page_as(const Snapshot& other) const {
        return std::tie(screen, overlay, visit_id, page, sheet, is_finding, staff_page) ==
               std::tie(other.screen, other.overlay, other.visit_id, other.page, other.sheet,
                   other.is_finding, other.staff_page);
    }
    friend bool operator==(const Snapshot&, const Snapshot&) = default;
};

}  // namespace otk::kiosk::model
