#include "core/base/log.h"
#include "server/handlers/addresses.h"
#include "server/handlers/wish.h"
#include "server/web/figures_page.h"
#include "server/web/html.h"

namespace otk::handlers {
namespace {

http::Response home_response(const web::Wish& wish, const Site& site) {
    const auto view = figures_for(wish, site);
    if (view) return http::html_response(200, web::figures_page(*view));
    log::error("figures cannot be read", {{"error", view.error()}});
    return busy(60, false);
}

}  // namespace

http::Handler get_home(Site& site) {
    return [&site](const http::Request& request, const http::Reply& reply) {
        const auto wish = wish_of(request.query, site);
        if (!wish) {
            const int status = wish.error().kind == ErrorKind::Permission ? 403 : 400;
            return reply(
                http::html_response(status, web::refusal_page(status, wish.error().context)));
        }
        const bool taken = site.reader_queue->post(
            [&site, wanted = *wish, reply] { reply(home_response(wanted, site)); });
        if (!taken) reply(put_off(*site.reader_queue, 0, false));
    };
}

}  // namespace otk::handlers
