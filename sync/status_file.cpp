#include "sync/status_file.h"

#include "core/base/local_day.h"

namespace otk::sync {
namespace {

std::string_view state_word(const CourierStatus& status, bool is_enrolled) {
    if (!is_enrolled) return "not_enrolled";
    if (status.failures > 0) return "retrying";
    return status.waiting > 0 ? "waiting" : "idle";
}

}  // namespace

Json status_json(const CourierStatus& status, bool is_enrolled) {
    Json json = Json::object();
    json.set("process", "syncd").set("version", OTK_VERSION);
    json.set("state", state_word(status, is_enrolled));
    json.set("queue", static_cast<std::int64_t>(status.waiting));
    json.set("delivered", static_cast<std::int64_t>(status.delivered));
    json.set("failures", status.failures);
    json.set("last_error", name_of(status.trouble));
    json.set(
        "last_success_day", status.delivered_on ? Json(to_text(*status.delivered_on)) : Json());
    return json;
}

}  // namespace otk::sync
