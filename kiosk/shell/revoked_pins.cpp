#include "kiosk/shell/revoked_pins.h"

#include <algorithm>
#include <type_traits>

#include "core/wire/enrolment.h"
#include "core/wire/limits.h"

namespace otk::kiosk::shell {

static_assert(std::is_same_v<staff::PinId, wire::PinId>);

Result<bool> is_pin_revoked(const Path& state_folder, const staff::PinId& pin) {
    const Result<Bytes> kept =
        read_file(state_folder / "enrolment.json", wire::enrolment_bytes_max);
    if (!kept && kept.error().kind == ErrorKind::NotFound) return false;
    if (!kept) return tl::make_unexpected(kept.error());
    const wire::Enrolment enrolment = OTK_TRY(wire::decode_enrolment(text_of(*kept)));
    if (!enrolment.trust) return false;
    const std::vector<wire::PinId>& revoked = enrolment.trust->list.revoked_pins;
    return std::find(revoked.begin(), revoked.end(), pin) != revoked.end();
}

}  // namespace otk::kiosk::shell
