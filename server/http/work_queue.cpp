#include "server/http/work_queue.h"

#include <utility>

namespace otk::http {

WorkQueue::WorkQueue(std::size_t waiting_max)
    : m_waiting_max(waiting_max), m_thread([this] { work(); }) {}

WorkQueue::~WorkQueue() {
    {
        const std::lock_guard lock(m_mutex);
        m_stopping = true;
    }
    m_changed.notify_one();
    m_thread.join();
}

bool WorkQueue::post(std::function<void()> job) {
    {
        const std::lock_guard lock(m_mutex);
        if (m_jobs.size() >= m_waiting_max) return false;
        m_jobs.push_back(std::move(job));
    }
    m_changed.notify_one();
    return true;
}

void WorkQueue::work() {
    std::unique_lock lock(m_mutex);
    while (true) {
        m_changed.wait(lock, [this] { return m_stopping || !m_jobs.empty(); });
        if (m_jobs.empty()) return;
        const std::function<void()> job = std::move(m_jobs.front());
        m_jobs.pop_front();
        lock.unlock();
        job();
        lock.lock();
    }
}

}  // namespace otk::http
