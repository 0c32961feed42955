#include "tools/fleet_sim/courier_line.h"

#include <array>
#include <utility>

#include "bench/figure.h"
#include "core/base/assert.h"
#include "core/wire/receipt.h"

namespace otk::fleet_sim {
namespace {

constexpr const char* address_of_batches = "/api/v1/batches";

bool asks_for_time(int status) {
    return status >= 500 || status == 429 || status == 408;
}

}  // namespace

CourierLine::CourierLine(const Surroundings& surroundings, std::size_t kiosk)
    : m_surroundings(surroundings), m_kiosk(kiosk), m_line(surroundings.network.line(kiosk)) {}

void CourierLine::connect(std::function<void(bool)> connected) {
    m_line->open([self = shared_from_this(), connected = std::move(connected)](bool opened) {
        self->m_is_open = opened;
        connected(opened);
    });
}

void CourierLine::close() {
    m_is_open = false;
    m_line->close();
}

void CourierLine::deliver(std::function<void()> finished) {
    m_finished = std::move(finished);
    attempt();
}

void CourierLine::attempt() {
    if (is_finished()) return std::exchange(m_finished, {})();
    ++m_surroundings.deliveries.attempts;
    if (m_is_open) return send();
    connect([self = shared_from_this()](bool opened) {
        if (opened) return self->send();
        ++self->m_surroundings.deliveries.unreachable;
        self->wait(std::nullopt);
    });
}

void CourierLine::send() {
    const bench::Stopwatch watch;
    m_line->post(address_of_batches, batches()[m_next].body,
        [self = shared_from_this(), watch](
            const Answer& answer) { self->take(answer, watch.microseconds() / 1000); });
}

void CourierLine::take(const Answer& answer, double ms) {
    Deliveries& deliveries = m_surroundings.deliveries;
    if (!answer.came) {
        ++deliveries.unreachable;
        m_is_open = false;
        return wait(std::nullopt);
    }
    if (answer.status != 200) {
        ++(asks_for_time(answer.status) ? deliveries.busy : deliveries.refused);
        m_is_open = m_line->is_open();
        return wait(answer.retry_after_s);
    }
    if (!is_receipt(answer)) {
        ++deliveries.unbelieved;
        return wait(std::nullopt);
    }
    deliveries.answer_ms.push_back(ms);
    m_backoff.after_success();
    ++m_next;
    attempt();
}

bool CourierLine::is_receipt(const Answer& answer) {
    const std::array<crypto::PublicKey, 1> trusted{m_surroundings.fleet.receipt_key};
    const auto reply = wire::decode_reply(bytes_of(answer.body), trusted);
    if (!reply || !reply->receipt || reply->subject != batches()[m_next].subject) return false;
    ++m_surroundings.deliveries.batches;
    m_surroundings.deliveries.rows += reply->receipt->counted;
    return true;
}

void CourierLine::wait(std::optional<std::int64_t> asked_s) {
    const std::int64_t delay_ms = m_backoff.after_failure(m_surroundings.random, asked_s);
    m_surroundings.network.after(delay_ms, [self = shared_from_this()] { self->attempt(); });
}

}  // namespace otk::fleet_sim
