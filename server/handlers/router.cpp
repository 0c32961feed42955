#include <algorithm>

#include "server/handlers/addresses.h"
#include "server/web/figures_json.h"
#include "server/web/html.h"

namespace otk::handlers {
namespace {

constexpr std::int64_t k_inside = 5;
constexpr std::int64_t k_strict = 10;

http::Response refusal(int status, bool for_program) {
    if (for_program)
        return http::json_response(status, web::error_json(web::refusal_reason(status)));
    return http::html_response(status, web::refusal_page(status));
}

}  // namespace

http::Router make_router(Site& site) {
    using http::Access;
    using http::Method;
    std::vector<http::Route> routes{
        {Method::Post, "/api/v1/batches", Access::Kiosk, batch_body_bytes_max, post_batches(site)},
        {Method::Post, "/api/v1/enrolments", Access::Kiosk, enrolment_body_bytes_max,
            post_enrolments(site)},
        {Method::Get, "/api/v1/keys", Access::Anyone, 0, get_keys(site)},
        {Method::Post, "/api/v1/kiosk-keys", Access::Kiosk, wire::key_rotation_bytes,
            post_kiosk_key(site)},
        {Method::Post, "/api/v1/bundle", Access::Kiosk, wire::bundle_report_bytes_max,
            post_bundle_report(site)},
        {Method::Get, "/api/v1/bundle", Access::Anyone, 0, get_bundle_piece(site)},
        {Method::Get, "/api/v1/figures", Access::Staff, 0, get_figures(site)},
        {Method::Get, "/", Access::Staff, 0, get_home(site)},
        {Method::Get, "/healthz", Access::Anyone, 0, get_health()},
        {Method::Get, "/style.css", Access::Anyone, 0, get_style()},
        {Method::Get, "/emblem.svg", Access::Anyone, 0, get_emblem()},
    };
    return http::Router(std::move(routes), site.audience != Audience::Nobody, refusal);
}

http::Response busy(int retry_after_s, bool for_program) {
    http::Response response = refusal(503, for_program);
    response.headers.emplace_back("Retry-After", std::to_string(retry_after_s));
    return response;
}

http::Response put_off(http::WorkQueue& queue, std::size_t bytes, bool for_program) {
    return busy(queue.seconds_until_place(bytes), for_program);
}

analysis::Thresholds thresholds_for(
    Audience audience, std::int64_t k_external, std::int64_t k_internal) {
    const std::int64_t least = audience == Audience::Staff ? k_inside : k_strict;
    return {.external = std::max(least, k_external), .internal = std::max(k_strict, k_internal)};
}

}  // namespace otk::handlers
