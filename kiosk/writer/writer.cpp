#include "kiosk/writer/writer.h"

#include <algorithm>
#include <chrono>
#include <condition_variable>
#include <list>
#include <mutex>
#include <thread>
#include <utility>

#include "core/base/assert.h"
#include "kiosk/writer/doorbell.h"
#include "kiosk/writer/recorder.h"

namespace otk::kiosk::writer {
namespace {

/// How often freezing by time is looked at; rare, so that a kiosk at rest sleeps.
constexpr std::int64_t attend_ms = 10'000;

struct Pending {
    std::uint64_t visit_id = 0;
    std::uint64_t revision = 0;
    std::shared_ptr<const form::Response> response;
    SaveKind kind = SaveKind::Open;
};

}  // namespace

/// Shared by the Writer and its thread, as the thread may outlive the Writer. Nobody holds a mutex
/// while waiting for the disk.
struct Writer::Core {
    Core(Options options_given, Notify notify_given)
        : options(std::move(options_given)), notify(std::move(notify_given)) {}

    const Options options;
    Doorbell doorbell;
    std::thread thread;

    mutable std::mutex mutex;  ///< guards what follows
    std::list<Pending> waiting;
    bool refused = false;  ///< a save found no room since the thread last looked
    bool stopping = false;
    bool finished = false;
    bool everything_durable = false;
    Status status;
    std::condition_variable finish;

    std::mutex notify_mutex;  ///< held during a call of notify, which must not block
    Notify notify;

    void run();
    void emit(const Event& event);
    bool record_next(Recorder& recorder);
    void look_at_refusals(Recorder& recorder);
    void publish(const Recorder& recorder);
    bool is_stopping() const;
    std::int64_t sleep_ms(const Recorder& recorder, bool watched) const;
};

void Writer::Core::emit(const Event& event) {
    const std::lock_guard lock(notify_mutex);
    if (notify) notify(event);
}

bool Writer::Core::is_stopping() const {
    const std::lock_guard lock(mutex);
    return stopping;
}

void Writer::Core::publish(const Recorder& recorder) {
    const Status now = recorder.status();
    const std::lock_guard lock(mutex);
    status = now;
}

void Writer::Core::look_at_refusals(Recorder& recorder) {
    bool was_refused = false;
    bool has_room = false;
    {
        const std::lock_guard lock(mutex);
        was_refused = std::exchange(refused, false);
        has_room = waiting.size() < visits_waiting_max;
    }
    if (was_refused) {
        recorder.refuse();
    } else if (has_room) {
        recorder.admit();
    }
}

/// Writes the oldest save; false if there is none or it has to wait.
bool Writer::Core::record_next(Recorder& recorder) {
    Pending next;
    {
        const std::lock_guard lock(mutex);
        if (waiting.empty()) return false;
        next = waiting.front();
    }
    const Recorder::Outcome outcome =
        recorder.record(next.visit_id, next.revision, *next.response, next.kind);
    if (outcome == Recorder::Outcome::Later) return false;
    const std::lock_guard lock(mutex);
    // A newer revision may have come meanwhile; it stays.
    std::erase_if(waiting, [&](const Pending& pending) {
        return pending.visit_id == next.visit_id && pending.revision == next.revision;
    });
    return true;
}

std::int64_t Writer::Core::sleep_ms(const Recorder& recorder, bool watched) const {
    const std::int64_t now_ms = options.clock->monotonic_ms();
    if (recorder.has_more()) return 0;
    {
        const std::lock_guard lock(mutex);
        if (recorder.is_ready() && !waiting.empty()) return 0;
    }
    std::int64_t until_ms = now_ms + (watched ? attend_ms : options.inbox_poll_ms);
    if (recorder.retry_at_ms() > now_ms) until_ms = std::min(until_ms, recorder.retry_at_ms());
    return until_ms - now_ms;
}

void Writer::Core::run() {
    Recorder recorder(options, [this](const Event& event) { emit(event); });
    recorder.attend();
    bool watched = doorbell.watch(options.inbox_folder);
    bool last_round = false;
    while (!last_round) {
        last_round = is_stopping();
        const bool may_try =
            recorder.is_ready() || options.clock->monotonic_ms() >= recorder.retry_at_ms();
        while ((may_try || last_round) && record_next(recorder)) {
            publish(recorder);
        }
        look_at_refusals(recorder);
        recorder.attend();
        publish(recorder);
        if (!watched) watched = doorbell.watch(options.inbox_folder);
        if (!last_round) doorbell.sleep(sleep_ms(recorder, watched));
    }
    recorder.finish();
    const std::lock_guard lock(mutex);
    everything_durable = waiting.empty();
    finished = true;
    finish.notify_all();
}

Writer::Writer(std::shared_ptr<Core> core) : m_core(std::move(core)) {}

std::unique_ptr<Writer> Writer::start(Options options, Notify notify) {
    auto core = std::make_shared<Core>(std::move(options), std::move(notify));
    core->thread = std::thread([core] { core->run(); });
    return std::unique_ptr<Writer>(new Writer(std::move(core)));
}

Writer::~Writer() {
    const bool durable = stop();
    static_cast<void>(durable);  // whoever wants to know calls stop
}

void Writer::save(
    std::uint64_t visit_id, std::uint64_t revision, form::Response response, SaveKind kind) {
    Pending saved{.visit_id = visit_id,
        .revision = revision,
        .response = std::make_shared<const form::Response>(std::move(response)),
        .kind = kind};
    {
        const std::lock_guard lock(m_core->mutex);
        const auto known = std::find_if(m_core->waiting.begin(), m_core->waiting.end(),
            [&](const Pending& pending) { return pending.visit_id == visit_id; });
        if (known != m_core->waiting.end()) {
            if (known->revision <= revision) *known = std::move(saved);
        } else if (m_core->waiting.size() < visits_waiting_max) {
            m_core->waiting.push_back(std::move(saved));
        } else {
            m_core->refused = true;
        }
    }
    m_core->doorbell.ring();
}

Status Writer::status() const {
    const std::lock_guard lock(m_core->mutex);
    return m_core->status;
}

bool Writer::stop() {
    if (!m_core->thread.joinable()) return m_core->everything_durable;
    std::unique_lock lock(m_core->mutex);
    m_core->stopping = true;
    m_core->doorbell.ring();
    const auto patience = std::chrono::milliseconds(m_core->options.flush_ms_max);
    const bool ended = m_core->finish.wait_for(lock, patience, [&] { return m_core->finished; });
    const bool durable = ended && m_core->everything_durable;
    lock.unlock();
    if (ended) {
        m_core->thread.join();
    } else {
        const std::lock_guard notify_lock(m_core->notify_mutex);
        m_core->notify = nullptr;
        m_core->thread.detach();
    }
    return durable;
}

}  // namespace otk::kiosk::writer
