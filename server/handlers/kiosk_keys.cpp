#include <memory>

#include "core/base/log.h"
#include "server/handlers/addresses.h"
#include "server/handlers/refusal.h"
#include "server/web/figures_json.h"
#include "server/web/html.h"

namespace otk::handlers {
namespace {

http::Response refused(const Error& error) {
    log::info("a kiosk's new key is not taken", {{"error", error}});
    return refusal_of(error, "a kiosk's new key cannot be stored");
}

http::Response answer_to(keys::RotationDesk& desk, const keys::HeardRotation& heard) {
    const Result<Bytes> answer = desk.rotate(heard);
    if (!answer) return refused(answer.error());
    return http::Response{.status = 200,
        .content_type = "application/octet-stream",
        .body = std::string(text_of(*answer))};
}

}  // namespace

http::Handler post_kiosk_key(Site& site) {
    return [&site](http::Request request, const http::Reply& reply) {
        if (request.content_type != "application/octet-stream") {
            return reply(http::json_response(415, web::error_json(web::refusal_reason(415))));
        }
        const auto body = std::make_shared<const Bytes>(std::move(request.body));
        const auto hear = [&site, body, reply] {
            const Result<keys::HeardRotation> heard = keys::hear_rotation(*site.reader, *body);
            if (!heard) return reply(refused(heard.error()));
            const bool posted = site.writer_queue->post(
                [&site, heard = *heard, reply] { reply(answer_to(*site.rotation, heard)); });
            if (!posted) reply(put_off(*site.writer_queue, 0, true));
        };
        if (!site.reader_queue->post(hear, body->size()))
            reply(put_off(*site.reader_queue, body->size(), true));
    };
}

}  // namespace otk::handlers
