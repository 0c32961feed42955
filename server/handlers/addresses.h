#pragma once

#include "server/handlers/site.h"

/// One file an address.
namespace otk::handlers {

http::Handler post_batches(Site& site);  ///< POST /api/v1/batches
http::Handler post_enrolments(Site& site);  ///< POST /api/v1/enrolments
http::Handler get_keys(Site& site);      ///< GET /api/v1/keys
http::Handler post_kiosk_key(Site& site);  ///< POST /api/v1/kiosk-keys
http::Handler post_bundle_report(Site& site);  ///< POST /api/v1/bundle
http::Handler get_bundle_piece(Site& site);    ///< GET /api/v1/bundle
http::Handler get_figures(Site& site);   ///< GET /api/v1/figures
http::Handler get_home(Site& site);      ///< GET /
http::Handler get_health();              ///< GET /healthz
http::Handler get_style();               ///< GET /style.css
http::Handler get_emblem();              ///< GET /emblem.svg

/// "Not now", with the seconds after which trying again makes sense.
http::Response busy(int retry_after_s, bool for_program);
/// The same to a request of so many bytes that found no place in a queue.
http::Response put_off(http::WorkQueue& queue, std::size_t bytes, bool for_program);

}  // namespace otk::handlers
