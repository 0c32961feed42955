#include "server/http/work_queue.h"

#include <chrono>
#include <utility>

namespace otk::http {
namespace {

std::int64_t now_us() {
    const auto now = std::chrono::steady_clock::now().time_since_epoch();
    return std::chrono::duration_cast<std::chrono::microseconds>(now).count();
}

}  // namespace

struct WorkQueue::Room {
    explicit Room(std::size_t bytes_max) : waiting(bytes_max) {}

    bool enter(std::size_t bytes) {
        const std::lock_guard lock(mutex);
        return waiting.enter(bytes, now_us());
    }
    void leave(std::size_t bytes) {
        const std::lock_guard lock(mutex);
        waiting.leave(bytes, now_us());
    }
    int seconds_until_place(std::size_t bytes) {
        const std::lock_guard lock(mutex);
        return waiting.seconds_until_place(bytes, now_us());
    }

    std::mutex mutex;
    WaitingRoom waiting;
};

WorkQueue::WorkQueue(std::size_t bytes_max)
    : m_room(std::make_shared<Room>(bytes_max)), m_thread([this] { work(); }) {}

WorkQueue::~WorkQueue() {
    {
        const std::lock_guard lock(m_mutex);
        m_stopping = true;
    }
    m_changed.notify_one();
    m_thread.join();
}

WorkQueue::Place WorkQueue::admit(std::size_t bytes) {
    if (!m_room->enter(bytes)) return nullptr;
    // The pointer is only what is not null: to leave is all that a place does.
    return {m_room.get(), [room = m_room, bytes](const void*) { room->leave(bytes); }};
}

void WorkQueue::post_admitted(std::function<void()> job) {
    {
        const std::lock_guard lock(m_mutex);
        m_jobs.push_back(std::move(job));
    }
    m_changed.notify_one();
}

bool WorkQueue::post(std::function<void()> job, std::size_t bytes) {
    Place place = admit(bytes);
    if (!place) return false;
    post_admitted([place = std::move(place), job = std::move(job)] { job(); });
    return true;
}

int WorkQueue::seconds_until_place(std::size_t bytes) {
    return m_room->seconds_until_place(bytes);
}

void WorkQueue::work() {
    std::unique_lock lock(m_mutex);
    while (true) {
        m_changed.wait(lock, [this] { return m_stopping || !m_jobs.empty(); });
        if (m_jobs.empty()) return;
        std::function<void()> job = std::move(m_jobs.front());
        m_jobs.pop_front();
        lock.unlock();
        job();
        job = nullptr;  // with all that it holds, before the next one or the wait for it
        lock.lock();
    }
}

}  // namespace otk::http
