#include <deque>
#include <memory>
#include <mutex>
#include <vector>

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

/// Batches that came while the writer was at work: it takes them together, so that a storm of kiosks
/// costs one sync of the disk for many batches and a lone kiosk waits for nobody.
class WaitingBatches {
  public:
    using Ticket = std::uint64_t;

    Ticket add(Bytes body, const http::Reply& reply) {
        const std::lock_guard lock(m_mutex);
        m_waiting.push_back({++m_last, std::move(body), reply});
        return m_last;
    }

    /// False if the writer has it already.
    bool take_back(Ticket ticket) {
        const std::lock_guard lock(m_mutex);
        return std::erase_if(m_waiting, [&](const Waiting& one) { return one.ticket == ticket; }) > 0;
    }

    /// On the writer's thread.
    void receive(ingest::Ingest& ingest) {
        const std::vector<Waiting> group = take_group();
        std::vector<ByteView> bodies;
        bodies.reserve(group.size());
        for (const Waiting& one : group)
            bodies.emplace_back(one.body);
        const auto replies = ingest.receive_all(bodies);
        OTK_ASSERT(replies.size() == group.size());
        for (std::size_t index = 0; index < group.size(); ++index)
            group[index].reply(response_to(replies[index]));
    }

  private:
    /// 3,400 usual rows: a twentieth of a second in one transaction.
    static constexpr std::size_t group_max = 32;

    struct Waiting {
        Ticket ticket;
        Bytes body;
        http::Reply reply;
    };

    std::vector<Waiting> take_group() {
        const std::lock_guard lock(m_mutex);
        std::vector<Waiting> group;
        while (!m_waiting.empty() && group.size() < group_max) {
            group.push_back(std::move(m_waiting.front()));
            m_waiting.pop_front();
        }
        return group;
    }

    std::mutex m_mutex;
    std::deque<Waiting> m_waiting;
    Ticket m_last = 0;
};

}  // namespace

http::Handler post_batches(Site& site) {
    const auto waiting = std::make_shared<WaitingBatches>();
    return [&site, waiting](http::Request request, const http::Reply& reply) {
        if (request.content_type != "application/octet-stream") {
            return reply(http::json_response(415, web::error_json(web::refusal_reason(415))));
        }
        // As many jobs as batches: one that finds its batch taken by the job before has nothing to do.
        const auto ticket = waiting->add(std::move(request.body), reply);
        const bool posted =
            site.writer_queue->post([&site, waiting] { waiting->receive(*site.ingest); });
        if (!posted && waiting->take_back(ticket)) reply(busy(retry_after_queue_s, true));
    };
}

}  // namespace otk::handlers
