#include "kiosk/shell/staff_desk.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <chrono>
#include <utility>

#include "core/base/assert.h"
#include "core/base/json.h"
#include "core/base/local_day.h"
#include "core/base/log.h"
#include "core/crypto/base64.h"
#include "core/crypto/secret.h"
#include "kiosk/shell/place_plan.h"
#include "kiosk/shell/printd_line.h"
#include "kiosk/shell/revoked_pins.h"
#include "kiosk/shell/staff_facts.h"

namespace otk::kiosk::shell {
namespace {

using model::StaffOrder;
using model::StaffOrderKind;

constexpr auto look_every = std::chrono::seconds(1);
/// Leads nowhere (RFC 2606).
constexpr const char* test_link = "https://example.org/otklik-printer-test";

Json slip_json(const Slip& slip) {
    return Json::object()
        .set("template", slip.slip_template)
        .set("language", slip.language)
        .set("link", slip.link)
        .set("address", slip.address)
        .set("place", slip.place);
}

model::DiskRoom room_of(writer::Room room) {
    switch (room) {
        case writer::Room::Fine:
            return model::DiskRoom::Fine;
        case writer::Room::Low:
            return model::DiskRoom::Low;
        case writer::Room::None:
            return model::DiskRoom::None;
    }
    OTK_UNREACHABLE();
}

model::CodeProblem problem_of(staff::Refusal refusal) {
    switch (refusal) {
        case staff::Refusal::WrongCode:
            return model::CodeProblem::Wrong;
        case staff::Refusal::Expired:
            return model::CodeProblem::Expired;
        case staff::Refusal::Wait:
            return model::CodeProblem::Wait;
        case staff::Refusal::Nobody:
            return model::CodeProblem::Nobody;
    }
    OTK_UNREACHABLE();
}

}  // namespace

StaffDesk::StaffDesk(Options options, Listener listener, const Clock& clock,
    std::function<writer::Status()> ask_writer)
    : m_options(std::move(options)),
      m_listener(std::move(listener)),
      m_clock(clock),
      m_ask_writer(std::move(ask_writer)),
      m_door(m_options.state_folder, clock,
          [folder = m_options.state_folder](
              const staff::PinId& pin) { return is_pin_revoked(folder, pin); }),
      m_comfort(read_comfort(m_options.state_folder)),
      m_thread([this] { serve(); }) {}

StaffDesk::~StaffDesk() {
    {
        const std::lock_guard guard(m_mutex);
        m_stopping = true;
    }
    m_changed.notify_one();
    m_thread.join();
}

void StaffDesk::take(StaffOrder order) {
    {
        const std::lock_guard guard(m_mutex);
        m_orders.push_back(std::move(order));
    }
    m_changed.notify_one();
}

void StaffDesk::serve() {
    std::unique_lock lock(m_mutex);
    for (;;) {
        const auto is_wanted = [this] { return m_stopping || !m_orders.empty(); };
        if (m_looks) {
            m_changed.wait_for(lock, look_every, is_wanted);
        } else {
            m_changed.wait(lock, is_wanted);
        }
        if (m_stopping && m_orders.empty()) return;
        while (!m_orders.empty()) {
            StaffOrder order = std::move(m_orders.front());
            m_orders.pop_front();
            if (order.kind == StaffOrderKind::Look) m_looks = true;
            if (order.kind == StaffOrderKind::LookAway) m_looks = false;
            lock.unlock();
            carry_out(order);
            crypto::wipe({reinterpret_cast<std::uint8_t*>(order.text.data()), order.text.size()});
            lock.lock();
        }
        if (!m_looks) continue;
        lock.unlock();
        m_listener.facts(facts());
        lock.lock();
    }
}

void StaffDesk::carry_out(const StaffOrder& order) {
    switch (order.kind) {
        case StaffOrderKind::Look:
        case StaffOrderKind::LookAway:
            return;
        case StaffOrderKind::Judge:
            return judge(order);
        case StaffOrderKind::Print:
            return print(order, m_options.slip);
        case StaffOrderKind::PrintTest: {
            Slip slip = m_options.slip;
            slip.link = test_link;
            slip.address = "example.org";
            slip.place = "Пробная листовка";
            return print(order, slip);
        }
        case StaffOrderKind::Pause:
            return change_job(order, "pause");
        case StaffOrderKind::Resume:
            return change_job(order, "resume");
        case StaffOrderKind::Cancel:
            note(order, staff::Deed::Cancel);
            return change_job(order, "cancel");
        case StaffOrderKind::Preview:
            return preview();
        case StaffOrderKind::Advise:
            return advise(order.text);
        case StaffOrderKind::Brightness:
            return shine(order);
        case StaffOrderKind::Volume:
            m_comfort.volume = static_cast<int>(order.number);
            return keep_comfort();
        case StaffOrderKind::Clean:
            return note(order, staff::Deed::Clean);
        case StaffOrderKind::PlanPlace:
            return plan_place(order);
        case StaffOrderKind::Restart:
            return note(order, staff::Deed::Restart);
    }
    OTK_UNREACHABLE();
}

void StaffDesk::judge(const StaffOrder& order) {
    const Result<staff::Answer> answer = m_door.judge(order.text);
    if (!answer) {
        log::error("a PIN was not judged", {{"error", answer.error()}});
        return m_listener.judged({0, {}, model::CodeProblem::NotJudged, 0, order.number});
    }
    if (const auto* entered = std::get_if<staff::Entered>(&*answer)) {
        return m_listener.judged(
            {entered->number, entered->name, model::CodeProblem::None, 0, order.number});
    }
    const auto& refused = std::get<staff::Refused>(*answer);
    m_listener.judged({0, {}, problem_of(refused.why), refused.wait_ms, order.number});
}

void StaffDesk::print(const StaffOrder& order, const Slip& slip) {
    const bool is_test = order.kind == StaffOrderKind::PrintTest;
    const Json question = Json::object()
                              .set("op", "print")
                              .set("owner", "staff")
                              .set("copies", order.number)
                              .set("slip", slip_json(slip));
    const Result<Json> reply = ask_printd(m_options.printd_socket, question);
    const Result<std::int64_t> job =
        reply ? reply->integer_at("job") : Result<std::int64_t>(Failure(reply.error()));
    if (!job) {
        log::warning("staff's slips not ordered", {{"error", job.error()}});
        return m_listener.taken({0});
    }
    note(order, is_test ? staff::Deed::TestSlip : staff::Deed::Print,
        is_test ? std::string() : std::to_string(order.number));
    // The job first, so that the page that follows it finds it.
    m_listener.facts(facts());
    m_listener.taken({*job});
}

void StaffDesk::change_job(const StaffOrder& order, const char* operation) const {
    const Json question = Json::object().set("op", operation).set("job", order.number);
    const Result<Json> reply = ask_printd(m_options.printd_socket, question);
    if (!reply) log::warning("staff's job not changed", {{"error", reply.error()}});
}

/// The slip of the place as the printer service draws it from the very bytes.
void StaffDesk::preview() const {
    constexpr std::size_t png_bytes_max = 131'072;
    const Json question =
        Json::object().set("op", "preview").set("slip", slip_json(m_options.slip));
    const Result<Json> reply = ask_printd(m_options.printd_socket, question);
    const Result<std::string> text =
        reply ? reply->string_at("png") : Result<std::string>(Failure(reply.error()));
    Result<Bytes> png =
        text ? crypto::from_base64(*text, png_bytes_max) : Result<Bytes>(Failure(text.error()));
    if (!png) log::warning("no preview of the slip", {{"error", png.error()}});
    m_listener.previewed({png ? std::move(*png) : Bytes()});
}

/// `seen`: "yes no yes yes", in the order of model::SlipQuestion.
void StaffDesk::advise(const std::string& seen) const {
    constexpr std::array<const char*, model::slip_questions> members{
        "letters", "edges", "symbol", "cut"};
    Json answers = Json::object();
    std::string_view rest = seen;
    for (const char* const member : members) {
        const std::size_t blank = std::min(rest.find(' '), rest.size());
        answers.set(member, rest.substr(0, blank) == "yes");
        rest.remove_prefix(std::min(blank + 1, rest.size()));
    }
    const Json question = Json::object().set("op", "advise").set("seen", std::move(answers));
    const Result<Json> reply = ask_printd(m_options.printd_socket, question);
    if (!reply) {
        log::warning("no advice about the printer", {{"error", reply.error()}});
        return m_listener.advised({});
    }
    m_listener.advised(
        {reply->string_at("model").value_or(""), reply->string_at("description").value_or("")});
}

/// By the lamp, if it can be reached; of staff's orders also for later days. The order's text is
/// the minute at which these hours begin.
void StaffDesk::shine(const StaffOrder& order) {
    const auto percent = static_cast<int>(order.number);
    if (m_options.backlight) {
        const Result<void> shone = m_options.backlight->shine(percent);
        if (!shone) log::warning("the backlight was not changed", {{"error", shone.error()}});
    }
    if (order.person == 0) return;
    int minute = 0;
    const char* const end = order.text.data() + order.text.size();
    const auto [stop, error] = std::from_chars(order.text.data(), end, minute);
    OTK_ASSERT(error == std::errc() && stop == end);
    m_comfort.brightness[minute] = percent;
    keep_comfort();
}

void StaffDesk::keep_comfort() const {
    const Result<void> written = write_comfort(m_options.state_folder, m_comfort);
    if (!written) log::error("brightness and volume not kept", {{"error", written.error()}});
}

void StaffDesk::plan_place(const StaffOrder& order) {
    PlacePlan plan = read_place_plan(m_options.state_folder, m_options.configured_place);
    const Result<Day> from = parse_day(order.day);
    OTK_ASSERT(from.has_value());
    plan.change(day_of(m_clock.unix_seconds()), {order.text, *from});
    const Result<void> written = write_place_plan(m_options.state_folder, plan);
    if (!written) {
        log::error("the plan of places not written", {{"error", written.error()}});
        return m_listener.planned({});
    }
    note(order, staff::Deed::Place, order.text + " " + order.day);
    m_listener.planned({order.text, order.day});
}

/// A deed that the audit does not take is done all the same: staff serve visitors first.
void StaffDesk::note(const StaffOrder& order, staff::Deed deed, const std::string& detail) const {
    if (order.person == 0) return;
    const Result<void> noted =
        staff::note(m_options.state_folder, m_clock, order.person, deed, detail);
    if (!noted) log::error("staff's deed not noted", {{"error", noted.error()}});
}

model::StaffFacts StaffDesk::facts() const {
    model::StaffFacts facts;
    facts.printer = model::PrinterCondition::NoService;
    if (!m_options.printd_socket.empty() && ask_printer(m_options.printd_socket, facts)) {
        facts.jobs = ask_jobs(m_options.printd_socket).value_or(std::vector<model::StaffJob>());
    }
    facts.network = network_from(m_options.syncd_status_file);
    const writer::Status status = m_ask_writer();
    if (status.backlog) {
        facts.unsent = status.backlog->rows_unsent;
        facts.batches_unsent = status.backlog->batches_unsent;
        facts.last_batch = static_cast<std::int64_t>(status.backlog->last_number);
    }
    facts.rows_damaged = status.rows_damaged;
    facts.files_set_aside = status.files_set_aside;
    facts.room = room_of(status.storage.room);
    facts.disk_free_mib = status.storage.free_mib;
    facts.buffer_mib = status.storage.buffer_mib;
    facts.enrolled = status.enrolled;
    facts.recording = status.recording;
    facts.today = to_text(day_of(m_clock.unix_seconds()));
    facts.clock_trusted = m_clock.is_trusted();
    return facts;
}

}  // namespace otk::kiosk::shell
