#include "drivers/service/desk.h"

#include <algorithm>

#include "core/base/assert.h"
#include "core/base/base64.h"
#include "core/base/log.h"

namespace otk::service {
namespace {

constexpr std::int64_t state_interval_ms = 2'000;
constexpr std::int64_t state_interval_waiting_ms = 500;  // somebody has just put paper in
/// A printer that does not tell its state is asked seldom, so that hardly a slip waits for it.
constexpr std::int64_t state_interval_silent_ms = 10'000;
/// How long known trouble is believed of a printer that has fallen silent with it.
constexpr std::int64_t trouble_ms_max = 30'000;
constexpr std::int64_t hold_ms = 1'000;
constexpr int jobs_shown = 10;
/// Slips of staff's that may wait when the kiosk's user orders more.
constexpr std::int64_t kiosk_slips_max = 100;

Json refusal(const Error& error) {
    Json json = Json::object();
    json.set("ok", false).set("error", protocol_word(error.kind)).set("message", error.context);
    return json;
}

Json accepted() {
    return Json::object().set("ok", true);
}

void put_job(Json& json, const spool::Job& job) {
    json.set("job", job.id).set("state", name_of(job.state())).set("copies", job.copies);
    json.set("printed", job.printed).set("failed", job.failed).set("unknown", job.unknown);
    json.set("paused", job.paused);
}

}  // namespace

LineReply Desk::reply_to(std::string_view line, uid_t user) {
    const auto request = parse_request(line);
    if (!request) return {refusal(request.error()).dump()};
    const auto reply = carry_out(*request, user);
    if (!reply) return {refusal(reply.error()).dump()};
    return {reply->dump(), request->operation == Operation::Watch};
}

/// Staff order at the kiosk, too. Whoever takes that program over can waste a roll, no more.
Result<void> Desk::check_right(const Request& request, uid_t user) {
    const bool is_bounded = user == m_parts.visitor_user && request.operation == Operation::Print &&
                            request.owner == Owner::Staff;
    if (!is_bounded) return {};
    const std::int64_t waiting = OTK_TRY(m_parts.staff.slips_waiting());
    if (waiting + request.copies <= kiosk_slips_max) return {};
    return fail(ErrorKind::Permission, "this user lets at most 100 slips of staff's wait");
}

Result<Json> Desk::carry_out(const Request& request, uid_t user) {
    OTK_TRY(check_right(request, user));
    switch (request.operation) {
        case Operation::Status:
        case Operation::Watch:
            return status_reply();
        case Operation::Print:
            return take_order(request, user);
        case Operation::Preview:
            return preview(request);
        case Operation::Advise:
            return advice(request);
        case Operation::Job:
            return job_reply(request.job);
        case Operation::Jobs:
            return jobs_reply();
        case Operation::Cancel:
            OTK_TRY(cancel(request.job));
            return accepted();
        case Operation::Pause:
        case Operation::Resume:
            OTK_TRY(m_parts.staff.set_paused(request.job, request.operation == Operation::Pause));
            return accepted();
    }
    OTK_UNREACHABLE();
}

Result<Json> Desk::take_order(const Request& request, uid_t user) {
    // What cannot be printed is refused now, to whoever can still mend it.
    OTK_TRY(m_parts.maker.make(request.slip));
    const std::string order = request.slip.to_json().dump();
    if (request.owner == Owner::Visitor) {
        // No log line: its time would tell the visit.
        const std::int64_t job = OTK_TRY(m_parts.visitors.add(order));
        return accepted().set("job", job);
    }
    const std::int64_t job = OTK_TRY(m_parts.staff.add(order, request.copies));
    log::info("a staff job is taken", {{"job", job}, {"copies", request.copies}, {"user", user}});
    return accepted().set("job", job);
}

Result<Json> Desk::preview(const Request& request) {
    if (m_parts.maker.document() == Document::Page) {
        return fail(ErrorKind::Unsupported,
            "a page is painted by the queue's driver, so there is no preview of it");
    }
    const Bytes slip = OTK_TRY(m_parts.maker.make(request.slip));
    const Bytes png = OTK_TRY(m_parts.painter.paint(slip));
    return accepted()
        .set("bytes", static_cast<std::int64_t>(slip.size()))
        .set("png", to_base64(png));
}

Json Desk::advice(const Request& request) const {
    const printer::Model& advised = printer::advised_model(m_parts.maker.model(), request.seen);
    return accepted().set("model", advised.name).set("description", advised.description);
}

Result<Json> Desk::job_reply(std::int64_t job) {
    auto found = m_parts.visitors.find(job);
    if (!found) found = OTK_TRY(m_parts.staff.find(job));
    if (!found) return fail(ErrorKind::NotFound, "no such job");
    Json json = accepted();
    put_job(json, *found);
    return json;
}

Result<Json> Desk::jobs_reply() {
    Json list = Json::array();
    for (const spool::Job& job : OTK_TRY(m_parts.staff.last(jobs_shown))) {
        Json json = Json::object();
        put_job(json, job);
        const auto slip = Json::parse(job.order);
        if (slip) json.set("slip", *slip);
        list.push_back(std::move(json));
    }
    return accepted().set("jobs", std::move(list));
}

Result<void> Desk::cancel(std::int64_t job) {
    if (m_parts.visitors.find(job)) return m_parts.visitors.cancel(job);
    return m_parts.staff.cancel(job);
}

Json Desk::status_reply() {
    const bool is_sending = m_sending.has_value() && port::takes_slips(m_state);
    const port::PrinterState state = is_sending ? port::PrinterState::Busy : m_state;
    Json printer = Json::object();
    printer.set("state", port::name_of(state)).set("model", m_parts.maker.model().name);
    const auto staff = m_parts.staff.slips_waiting();
    Json json = accepted().set("printer", std::move(printer));
    json.set("queue", m_parts.visitors.slips_waiting() + staff.value_or(0));
    if (!staff) json.set("spool", protocol_word(staff.error().kind));
    return json;
}

Json Desk::status_report() {
    Json json = Json::object();
    json.set("process", "printd").set("version", OTK_VERSION);
    Json printer = Json::object();
    printer.set("state", port::name_of(m_state)).set("model", m_parts.maker.model().name);
    json.set("printer", std::move(printer));
    const auto waiting = m_parts.staff.slips_waiting();
    json.set("queue", waiting.value_or(0)).set("spool_failed", !waiting || m_spool_failed);
    return json;
}

std::int64_t Desk::step() {
    take_answer();
    settle();
    if (!m_sending && m_parts.worker.is_idle() && !m_is_stopping) begin_next();
    return wait_ms();
}

void Desk::take_answer() {
    const auto answer = m_parts.worker.take_answer();
    if (!answer) return;
    if (!answer->delivery) return hear(answer->state);
    OTK_ASSERT(m_sending.has_value());
    m_sending->fate = answer->delivery->fate;
    if (answer->delivery->state) hear(answer->delivery->state);
    if (answer->delivery->error) {
        log::warning("a slip was not taken", {{"error", *answer->delivery->error}});
        m_state_due_ms = 0;  // ask what is wrong before the next one
        hold(hold_ms);
    }
}

void Desk::hear(std::optional<port::PrinterState> told) {
    const std::int64_t now_ms = m_parts.clock.monotonic_ms();
    m_is_silent = !told;
    if (told) {
        m_state = *told;
        m_told_ms = now_ms;
        return;
    }
    // Many printers without paper do not answer either: a slip would lie in their memory.
    const bool is_believed = !port::takes_slips(m_state) && now_ms - m_told_ms < trouble_ms_max;
    if (!is_believed) m_state = port::PrinterState::Unknown;
}

std::int64_t Desk::state_interval() const {
    if (!port::takes_slips(m_state)) return state_interval_waiting_ms;
    return m_is_silent ? state_interval_silent_ms : state_interval_ms;
}

void Desk::settle() {
    if (!m_sending || !m_sending->fate) return;
    if (m_spool_failed && m_parts.clock.monotonic_ms() < m_held_until_ms) return;
    if (m_sending->owner == Owner::Visitor) {
        m_parts.visitors.end_slip(m_sending->job, *m_sending->fate);
    } else {
        const auto ended = m_parts.staff.end_slip(m_sending->job, *m_sending->fate);
        if (!ended) {
            // Nothing else is begun until this is written down: else a restart would have more
            // than one slip of unknown fate.
            if (!m_spool_failed)
                log::error("the spool cannot be written", {{"error", ended.error()}});
            m_spool_failed = true;
            hold(hold_ms);
            return;
        }
    }
    m_spool_failed = false;
    expect_taking(*m_sending);
    m_sending.reset();
}

/// Staff stand at the printer; a visitor may have gone, and the next slip would push this one out.
void Desk::expect_taking(const Sending& sending) {
    if (sending.fate == port::Fate::NotStarted) return;
    const bool is_held_out = m_parts.take_back_ms > 0 && sending.owner == Owner::Visitor &&
                             m_parts.maker.model().presenter != printer::Presenter::None;
    m_take_back_due_ms.reset();
    if (is_held_out) m_take_back_due_ms = m_parts.clock.monotonic_ms() + m_parts.take_back_ms;
}

void Desk::begin_next() {
    const std::int64_t now_ms = m_parts.clock.monotonic_ms();
    if (m_take_back_due_ms && now_ms >= *m_take_back_due_ms) {
        m_take_back_due_ms.reset();
        return m_parts.worker.take_back();
    }
    if (now_ms >= m_state_due_ms) {
        m_state_due_ms = now_ms + state_interval();
        return m_parts.worker.ask_state();
    }
    if (now_ms < m_held_until_ms || !port::takes_slips(m_state)) return;
    if (begin_visitor()) return;
    const auto begun = begin_staff();
    if (begun) return;
    if (!m_spool_failed) log::error("the spool does not work", {{"error", begun.error()}});
    m_spool_failed = true;
    hold(hold_ms);
}

bool Desk::begin_visitor() {
    while (const auto job = m_parts.visitors.next()) {
        const auto order = SlipOrder::parse(Json::parse(job->order).value());
        auto slip =
            order ? m_parts.maker.make(*order) : Result<Bytes>(tl::make_unexpected(order.error()));
        if (!slip) {
            m_parts.visitors.fail_job(job->id);
            continue;
        }
        m_parts.visitors.begin_slip(job->id);
        m_sending = Sending{Owner::Visitor, job->id, std::nullopt};
        m_parts.worker.print(std::move(*slip));
        return true;
    }
    return false;
}

Result<bool> Desk::begin_staff() {
    while (const auto job = OTK_TRY(m_parts.staff.next())) {
        const auto json = Json::parse(job->order);
        const auto order =
            json ? SlipOrder::parse(*json) : Result<SlipOrder>(tl::make_unexpected(json.error()));
        auto slip =
            order ? m_parts.maker.make(*order) : Result<Bytes>(tl::make_unexpected(order.error()));
        if (!slip) {
            log::error("a job's slip cannot be made any more",
                {{"job", job->id}, {"error", slip.error()}});
            OTK_TRY(m_parts.staff.fail_rest(job->id));
            continue;
        }
        OTK_TRY(m_parts.staff.begin_slip(job->id));
        m_sending = Sending{Owner::Staff, job->id, std::nullopt};
        m_parts.worker.print(std::move(*slip));
        return true;
    }
    return false;
}

void Desk::hold(std::int64_t milliseconds) {
    m_held_until_ms = m_parts.clock.monotonic_ms() + milliseconds;
}

std::int64_t Desk::wait_ms() const {
    // While the worker works, its descriptor ends the wait.
    if (!m_parts.worker.is_idle()) return state_interval_ms;
    const std::int64_t now_ms = m_parts.clock.monotonic_ms();
    const bool is_held = m_held_until_ms > now_ms;
    // A slip that is not yet written down holds everything else up.
    if (m_sending) return is_held ? m_held_until_ms - now_ms : 0;
    std::int64_t until_ms = is_held ? std::min(m_state_due_ms, m_held_until_ms) : m_state_due_ms;
    if (m_take_back_due_ms) until_ms = std::min(until_ms, *m_take_back_due_ms);
    return std::max<std::int64_t>(until_ms - now_ms, 0);
}

}  // namespace otk::service
