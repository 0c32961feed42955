#include "server/ingest/opened_row.h"

#include <utility>

#include "core/base/format.h"
#include "server/ingest/count.h"

namespace otk::ingest {
namespace {

OpenedRow unopened(std::string reason, std::string detail) {
    OpenedRow row;
    row.parked = ParkReason{std::move(reason), std::move(detail)};
    return row;
}

OpenedRow parked(std::string reason, std::string detail) {
    OpenedRow row = unopened(std::move(reason), std::move(detail));
    row.is_sound = true;
    return row;
}

}  // namespace

OpenedBox open_box(const wire::KeyBox& box, const KeyRing& keys) {
    OpenedBox opened;
    const crypto::BoxKey* const key = keys.find(box.server_key);
    if (key == nullptr) {
        opened.failure = {"key_unknown", box.server_key.text()};
        return opened;
    }
    auto secret = wire::open_key(box, *key);
    if (secret) {
        opened.key.emplace(std::move(*secret));
    } else {
        opened.failure = {"opening_failed", "key box"};
    }
    return opened;
}

Result<OpenedRow> open_row(
    ByteView sealed, const wire::RowId& id, const OpenedBox& box, Forms& forms) {
    if (!box.key) return unopened(box.failure.reason, box.failure.detail);
    const auto content = wire::open_row(sealed, id, *box.key);
    if (!content) return unopened("opening_failed", std::string(name_of(content.error().kind)));
    auto response = form::decode_response(*content);
    // A decoder's context may quote what it read; only that it refused is kept.
    if (!response) return parked("value_refused", "response");
    const auto form = OTK_TRY(forms.find(response->form_id, response->form_version));
    if (!form) {
        const bool plain = response->form_id.size() <= 64 && response->form_version.size() <= 64;
        return parked("form_unknown",
            plain ? format("{} {}", response->form_id, response->form_version) : "");
    }
    auto canonical = checked(*form, std::move(*response));
    if (!canonical)
        return parked("value_refused",
            format("{} {}: {}", form->id, form->version, canonical.error().context));
    OpenedRow row;
    row.response = std::move(*canonical);
    row.form = form;
    row.is_sound = true;
    return row;
}

}  // namespace otk::ingest
