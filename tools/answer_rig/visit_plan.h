#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "core/base/random.h"
#include "core/form/response.h"
#include "kiosk/writer/writer.h"

namespace otk::answer_rig {

/// One save of a visit, as the kiosk's model would ask for it after a page.
struct Save {
    kiosk::writer::SaveKind kind = kiosk::writer::SaveKind::Open;
    bool waits = true;  ///< for «recorded» before the next page; else the next save may replace it
};

/// What a visitor does: some pages, then an end; one in twelve takes everything back. At least one
/// save, and the last one is a Close or a Drop.
std::vector<Save> plan_visit(Random& random);

/// What all responses of a run share.
struct Place {
    std::string form_id;
    std::string form_version;
    std::string place;
};

/// The word that a visit's save leaves in its free text: the server keeps it, so that whoever looks
/// there knows which save of which visit arrived.
std::string word_of(std::uint64_t visit, std::uint64_t revision);

form::Response response_of(
    const Place& place, std::uint64_t visit, std::uint64_t revision, kiosk::writer::SaveKind kind);

}  // namespace otk::answer_rig
