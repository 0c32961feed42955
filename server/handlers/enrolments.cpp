#include <memory>

#include "core/base/log.h"
#include "server/handlers/addresses.h"
#include "server/web/figures_json.h"
#include "server/web/html.h"

namespace otk::handlers {
namespace {

constexpr int retry_after_s = 30;

http::Response response_to(const Result<Bytes>& answer) {
    if (answer) {
        return http::Response{.status = 200,
            .content_type = "application/octet-stream",
            .body = std::string(text_of(*answer))};
    }
    const ErrorKind kind = answer.error().kind;
    log::info("an enrolment is not answered", {{"error", answer.error()}});
    if (kind == ErrorKind::InvalidInput || kind == ErrorKind::Unsupported)
        return http::json_response(400, web::error_json(answer.error().context));
    if (kind == ErrorKind::Permission)
        return http::json_response(403, web::error_json(answer.error().context));
    return busy(retry_after_s, true);
}

}  // namespace

http::Handler post_enrolments(Site& site) {
    return [&site](http::Request request, const http::Reply& reply) {
        if (request.content_type != "application/octet-stream") {
            return reply(http::json_response(415, web::error_json(web::refusal_reason(415))));
        }
        const auto body = std::make_shared<const Bytes>(std::move(request.body));
        const auto enrol = [&site, body, reply] { reply(response_to(site.enrolment->enrol(*body))); };
        if (!site.writer_queue->post(enrol, body->size()))
            reply(put_off(*site.writer_queue, body->size(), true));
    };
}

}  // namespace otk::handlers
