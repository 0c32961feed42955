#include "core/base/log.h"
#include "server/handlers/addresses.h"
#include "server/handlers/wish.h"
#include "server/web/figures_json.h"

namespace otk::handlers {
namespace {

http::Response figures_response(const web::Wish& wish, const Site& site) {
    const auto view = figures_for(wish, site);
    if (view) return http::json_response(200, web::figures_json(*view));
    log::error("figures cannot be read", {{"error", view.error()}});
    return busy(60, true);
}

}  // namespace

http::Handler get_figures(Site& site) {
    return [&site](const http::Request& request, const http::Reply& reply) {
        const auto wish = wish_of(request.query, site);
        if (!wish) {
            const int status = wish.error().kind == ErrorKind::Permission ? 403 : 400;
            return reply(http::json_response(status, web::error_json(wish.error().context)));
        }
        const bool taken = site.reader_queue->post(
            [&site, wanted = *wish, reply] { reply(figures_response(wanted, site)); });
        if (!taken) reply(put_off(*site.reader_queue, 0, true));
    };
}

}  // namespace otk::handlers
