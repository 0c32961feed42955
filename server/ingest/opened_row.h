#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "core/crypto/secret.h"
#include "core/form/form.h"
#include "core/form/response.h"
#include "core/wire/row.h"
#include "server/ingest/forms.h"
#include "server/ingest/key_ring.h"

namespace otk::ingest {

/// Why a row cannot be counted now. It is kept sealed and tried again when the cause may be gone.
struct ParkReason {
    std::string reason;  ///< form_unknown, key_unknown, opening_failed, value_refused
    std::string detail;  ///< names of form, version, key or question; never a value
};

/// A row that can be counted, or why not.
struct OpenedRow {
    form::Response response;  ///< checked, in canonical form
    std::shared_ptr<const form::Form> form;
    std::optional<ParkReason> parked;
    bool is_sound = false;  ///< what arrived is what the kiosk sealed: it opened, counted or not
};

/// A period's key out of its box, or why not. 75 µs: once a box, not once a row.
struct OpenedBox {
    std::optional<crypto::Secret> key;
    ParkReason failure;
};
OpenedBox open_box(const wire::KeyBox& box, const KeyRing& keys);

/// Fails only if the storage does (looking for the form).
Result<OpenedRow> open_row(
    ByteView sealed, const wire::RowId& id, const OpenedBox& box, Forms& forms);

}  // namespace otk::ingest
