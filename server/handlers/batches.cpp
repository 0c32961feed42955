#include <cstddef>
#include <cstdint>
#include <deque>
#include <memory>
#include <mutex>
#include <utility>
#include <vector>

#include "core/base/assert.h"
#include "core/base/log.h"
#include "server/handlers/addresses.h"
#include "server/http/request_limits.h"
#include "server/web/figures_json.h"
#include "server/web/html.h"

namespace otk::handlers {
namespace {

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

/// 403 with a signature: the only refusal that a kiosk believes.
http::Response revoked(const Bytes& statement) {
    log::info("a batch of a revoked kiosk is refused");
    return http::Response{.status = 403,
        .content_type = "application/octet-stream",
        .body = std::string(text_of(statement))};
}

/// Opened batches that came while the writer was at work: it takes them together, so that a storm
/// of kiosks costs one sync of the disk for many batches and a lone kiosk waits for nobody.
class WaitingBatches {
  public:
    struct Sender {
        http::Reply reply;
        http::WorkQueue::Place place;  ///< in the writer's queue
    };

    /// True if the writer is to be called; it will take all that come until it has begun.
    bool add(Result<ingest::OpenedBody> batch, Sender sender) {
        const std::lock_guard lock(m_mutex);
        m_batches.push_back(std::move(batch));
        m_senders.push_back(std::move(sender));
        return !std::exchange(m_called, true);
    }

    /// On the writer's thread. True if it is to be called again: behind others who wait for it.
    bool receive(ingest::Ingest& ingest) {
        std::vector<Result<ingest::OpenedBody>> batches;
        std::vector<Sender> senders;
        bool call_again = false;
        {
            const std::lock_guard lock(m_mutex);
            while (!m_batches.empty() && batches.size() < group_max) {
                batches.push_back(std::move(m_batches.front()));
                m_batches.pop_front();
                senders.push_back(std::move(m_senders.front()));
                m_senders.pop_front();
            }
            m_called = !m_batches.empty();
            call_again = m_called;
        }
        const auto replies = ingest.receive_opened(batches);
        OTK_ASSERT(replies.size() == senders.size());
        for (std::size_t index = 0; index < senders.size(); ++index)
            senders[index].reply(response_to(replies[index]));
        return call_again;
    }

  private:
    /// 6,900 usual rows: a tenth of a second in one transaction.
    static constexpr std::size_t group_max = 64;

    std::mutex m_mutex;
    std::deque<Result<ingest::OpenedBody>> m_batches;
    std::deque<Sender> m_senders;  ///< of the batches, in their order
    bool m_called = false;
};

/// One job however many wait: a job for each would wait on when its batch had long been taken, and
/// hold the place of others.
void call_writer(Site& site, const std::shared_ptr<WaitingBatches>& waiting) {
    site.writer_queue->post_admitted([&site, waiting] {
        if (waiting->receive(*site.ingest)) call_writer(site, waiting);
    });
}

}  // namespace

http::Handler post_batches(Site& site) {
    const auto waiting = std::make_shared<WaitingBatches>();
    return [&site, waiting](http::Request request, const http::Reply& reply) {
        if (request.content_type != "application/octet-stream") {
            return reply(http::json_response(415, web::error_json(web::refusal_reason(415))));
        }
        const std::size_t bytes = request.body.size();
        // Asked before anything is done: a batch that was opened and found no writer was work lost.
        const http::WorkQueue::Place place = site.writer_queue->admit(bytes);
        if (!place) return reply(put_off(*site.writer_queue, bytes, true));
        const auto body = std::make_shared<const Bytes>(std::move(request.body));
        const auto open = [&site, waiting, body, reply, place] {
            auto opened = site.opener->open(*body);
            if (opened && ingest::sender_of(*opened).is_revoked)
                return reply(revoked(ingest::revocation_of(*opened, site.opener->keys())));
            if (waiting->add(std::move(opened), {reply, place})) call_writer(site, waiting);
        };
        if (!site.opener_queue->post(open, bytes)) reply(put_off(*site.opener_queue, bytes, true));
    };
}

}  // namespace otk::handlers
