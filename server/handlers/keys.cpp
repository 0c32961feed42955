#include "core/base/log.h"
#include "server/handlers/addresses.h"
#include "server/keys/tenant_keys.h"
#include "server/web/figures_json.h"
#include "server/web/html.h"

namespace otk::handlers {
namespace {

constexpr int retry_after_s = 60;

http::Response response_to(const Result<std::optional<keys::TenantKeys>>& installed) {
    if (!installed) {
        log::error("keys.json cannot be given", {{"error", installed.error()}});
        return busy(retry_after_s, true);
    }
    if (!*installed) return http::json_response(404, web::error_json(web::refusal_reason(404)));
    return http::json_response(200, (*installed)->document);
}

}  // namespace

http::Handler get_keys(Site& site) {
    // Read each time: `keys install` needs no restart, and a kiosk asks once a day.
    return [&site](const http::Request&, const http::Reply& reply) {
        const auto give = [&site, reply] {
            reply(response_to(keys::read_tenant_keys(site.state_folder)));
        };
        if (!site.reader_queue->post(give)) reply(put_off(*site.reader_queue, 0, true));
    };
}

}  // namespace otk::handlers
