#pragma once

#include <condition_variable>
#include <cstddef>
#include <deque>
#include <functional>
#include <mutex>
#include <thread>

namespace otk::http {

/// One thread that does blocking work (the database) away from the event loop, in order of arrival.
class WorkQueue {
  public:
    explicit WorkQueue(std::size_t waiting_max);
    WorkQueue(const WorkQueue&) = delete;
    WorkQueue& operator=(const WorkQueue&) = delete;
    /// Does what is waiting, then ends the thread.
    ~WorkQueue();

    /// False if `waiting_max` jobs wait already: the caller says "try later" instead of growing
    /// without bound. Any thread.
    [[nodiscard]] bool post(std::function<void()> job);

  private:
    void work();

    std::size_t m_waiting_max;
    std::mutex m_mutex;
    std::condition_variable m_changed;
    std::deque<std::function<void()>> m_jobs;
    bool m_stopping = false;
    std::thread m_thread;
};

}  // namespace otk::http
