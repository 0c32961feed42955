#include "server/handlers/addresses.h"
#include "server/web/html.h"

namespace otk::handlers {
namespace {

constexpr std::string_view emblem =
    R"svg(<svg xmlns="http://www.w3.org/2000/svg" viewBox="-5 0 58 58"><path fill="#0A4454" d="M2 2H46V34C46 46 36 52 24 56C12 52 2 46 2 34Z"/><g fill="none" stroke="#fff" stroke-width="3.4" stroke-linecap="round"><path d="M15 32V21A9 9 0 0 1 33 21V32"/><path d="M9 40C13 36 16 36 20 40S28 44 32 40S37 37 39 39"/></g></svg>)svg";

http::Handler constant(http::Response response) {
    return [response = std::move(response)](
               const http::Request&, const http::Reply& reply) { reply(response); };
}

}  // namespace

http::Handler get_health() {
    return constant(http::json_response(200, R"({"status":"ok"})"));
}

http::Handler get_style() {
    return constant({.status = 200,
        .content_type = "text/css; charset=utf-8",
        .body = std::string(web::style_sheet()),
        .headers = {{"Cache-Control", "max-age=300"}}});
}

http::Handler get_emblem() {
    return constant({.status = 200,
        .content_type = "image/svg+xml",
        .body = std::string(emblem),
        .headers = {{"Cache-Control", "max-age=300"}}});
}

}  // namespace otk::handlers
