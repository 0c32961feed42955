#include <memory>

#include "core/base/assert.h"
#include "core/base/log.h"
#include "server/handlers/addresses.h"
#include "server/web/figures_json.h"
#include "server/web/html.h"

namespace otk::handlers {
namespace {

constexpr int retry_after_queue_s = 5;
constexpr int retry_after_storage_s = 60;

/// Whatever the status, a reply without a signature means "try later" to a kiosk; the status is for
/// people who look at the courier's log.
int status_of(ErrorKind kind) {
    switch (kind) {
        case ErrorKind::InvalidInput:
        case ErrorKind::Corrupt:
        case ErrorKind::Unsupported:
            return 400;
        case ErrorKind::NotFound:
        case ErrorKind::Permission:
            return 403;
        case ErrorKind::Unavailable:
        case ErrorKind::Conflict:
        case ErrorKind::NoSpace:
        case ErrorKind::Io:
            return 503;
    }
    OTK_UNREACHABLE();
}

http::Response response_to(const Result<Bytes>& reply) {
    if (reply) {
        return http::Response{.status = 200,
            .content_type = "application/octet-stream",
            .body = std::string(text_of(*reply))};
    }
    const int status = status_of(reply.error().kind);
    if (status == 503) {
        log::error("a batch could not be stored", {{"error", reply.error()}});
        return busy(retry_after_storage_s, true);
    }
    log::info("a batch is refused", {{"error", reply.error()}});
    return http::json_response(status, web::error_json(reply.error().context));
}

}  // namespace

http::Handler post_batches(Site& site) {
    return [&site](http::Request request, const http::Reply& reply) {
        if (request.content_type != "application/octet-stream") {
            return reply(http::json_response(415, web::error_json(web::refusal_reason(415))));
        }
        const auto body = std::make_shared<const Bytes>(std::move(request.body));
        const bool taken = site.writer_queue->post(
            [&site, body, reply] { reply(response_to(site.ingest->receive(*body))); });
        if (!taken) reply(busy(retry_after_queue_s, true));
    };
}

}  // namespace otk::handlers
