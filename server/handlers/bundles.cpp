#include <memory>

#include "server/handlers/addresses.h"
#include "server/handlers/piece_wish.h"
#include "server/handlers/refusal.h"
#include "server/web/figures_json.h"
#include "server/web/html.h"

namespace otk::handlers {
namespace {

constexpr std::string_view trouble = "a bundle cannot be given";

http::Response offer_to(rollout::ReportDesk& desk, const rollout::HeardReport& heard) {
    const Result<wire::BundleOffer> offer = desk.receive(heard);
    if (!offer) return refusal_of(offer.error(), trouble);
    return http::json_response(200, wire::encode_bundle_offer(*offer));
}

http::Response piece_of(rollout::RolloutFolder& folder, const PieceWish& wish) {
    Result<std::string> piece = folder.piece(wish.name, wish.at);
    if (!piece) return refusal_of(piece.error(), trouble);
    return http::Response{
        .status = 200, .content_type = "application/octet-stream", .body = std::move(*piece)};
}

}  // namespace

http::Handler post_bundle_report(Site& site) {
    return [&site](http::Request request, const http::Reply& reply) {
        if (request.content_type != "application/octet-stream") {
            return reply(http::json_response(415, web::error_json(web::refusal_reason(415))));
        }
        const auto body = std::make_shared<const Bytes>(std::move(request.body));
        const auto hear = [&site, body, reply] {
            const Result<rollout::HeardReport> heard = rollout::hear_report(*site.reader, *body);
            if (!heard) return reply(refusal_of(heard.error(), trouble));
            const bool posted = site.writer_queue->post(
                [&site, heard = *heard, reply] { reply(offer_to(*site.bundle_reports, heard)); });
            if (!posted) reply(put_off(*site.writer_queue, 0, true));
        };
        if (!site.reader_queue->post(hear, body->size()))
            reply(put_off(*site.reader_queue, body->size(), true));
    };
}

http::Handler get_bundle_piece(Site& site) {
    return [&site](const http::Request& request, const http::Reply& reply) {
        const Result<PieceWish> wish = parse_piece_wish(request.query);
        if (!wish) return reply(refusal_of(wish.error(), trouble));
        const bool posted = site.reader_queue->post(
            [&site, wish = *wish, reply] { reply(piece_of(*site.bundles, wish)); });
        if (!posted) reply(put_off(*site.reader_queue, 0, true));
    };
}

}  // namespace otk::handlers
