#include "kiosk/shell/print_client.h"

#include <chrono>
#include <utility>

#include "core/base/json.h"
#include "core/base/log.h"
#include "kiosk/shell/printd_line.h"

namespace otk::kiosk::shell {
namespace {

using namespace std::chrono_literals;

constexpr auto watch_every = 2s;
constexpr auto job_every = 200ms;
constexpr auto job_longest = 30s;

Result<bool> ask_is_ready(const Path& path) {
    Json question = Json::object();
    question.set("op", "status");
    const Json answer = OTK_TRY(ask_printd(path, question));
    const Json* printer = OTK_TRY(answer.object_at("printer"));
    const std::string state = OTK_TRY(printer->string_at("state"));
    return state == "ready" || state == "busy" || state == "paper_low";
}

Result<std::int64_t> order(const Path& path, const Slip& slip) {
    Json content = Json::object();
    content.set("template", slip.slip_template);
    content.set("language", slip.language);
    content.set("link", slip.link);
    content.set("address", slip.address);
    content.set("place", slip.place);
    Json question = Json::object();
    question.set("op", "print");
    question.set("owner", "visitor");
    question.set("copies", 1);
    question.set("slip", std::move(content));
    const Json answer = OTK_TRY(ask_printd(path, question));
    return answer.integer_at("job");
}

Result<std::string> job_state(const Path& path, std::int64_t job) {
    Json question = Json::object();
    question.set("op", "job");
    question.set("job", job);
    const Json answer = OTK_TRY(ask_printd(path, question));
    return answer.string_at("state");
}

}  // namespace

PrintClient::PrintClient(Path socket, Listener listener)
    : m_socket(std::move(socket)), m_listener(std::move(listener)), m_thread([this] { serve(); }) {}

PrintClient::~PrintClient() {
    {
        const std::lock_guard guard(m_mutex);
        m_stopping = true;
    }
    m_changed.notify_one();
    m_thread.join();
}

void PrintClient::watch(bool wanted) {
    {
        const std::lock_guard guard(m_mutex);
        if (m_wanted == wanted) return;
        m_wanted = wanted;
    }
    m_changed.notify_one();
}

void PrintClient::print(Slip slip) {
    {
        const std::lock_guard guard(m_mutex);
        m_slip = std::move(slip);
    }
    m_changed.notify_one();
}

void PrintClient::serve() {
    std::unique_lock lock(m_mutex);
    for (;;) {
        m_changed.wait(lock, [this] { return m_stopping || m_wanted || m_slip; });
        if (m_stopping) return;
        const std::optional<Slip> slip = std::exchange(m_slip, std::nullopt);
        lock.unlock();
        if (slip) m_listener.print_ended(print_now(*slip));
        report(is_ready());
        lock.lock();
        if (!m_wanted) m_reported.reset();
        m_changed.wait_for(lock, watch_every, [this] { return m_stopping || !m_wanted || m_slip; });
    }
}

void PrintClient::report(bool ready) {
    if (m_reported == ready) return;
    m_reported = ready;
    m_listener.printer(ready);
}

bool PrintClient::is_ready() const {
    if (m_socket.empty()) return false;
    // An absent service is a kiosk without a printer: no line in the log every two seconds.
    return ask_is_ready(m_socket).value_or(false);
}

bool PrintClient::print_now(const Slip& slip) {
    const Result<std::int64_t> job = order(m_socket, slip);
    if (!job) {
        log::warning("slip not ordered", {{"error", job.error()}});
        return false;
    }
    const auto until = std::chrono::steady_clock::now() + job_longest;
    for (;;) {
        const Result<std::string> state = job_state(m_socket, *job);
        if (!state) {
            log::warning("slip's fate not known", {{"error", state.error()}});
            return false;
        }
        if (*state == "printed") return true;
        const bool goes_on = *state == "queued" || *state == "sending";
        if (!goes_on || std::chrono::steady_clock::now() > until) return false;
        std::unique_lock lock(m_mutex);
        if (m_changed.wait_for(lock, job_every, [this] { return m_stopping; })) return false;
    }
}

}  // namespace otk::kiosk::shell
