#pragma once

#include <condition_variable>
#include <cstddef>
#include <deque>
#include <functional>
#include <memory>
#include <mutex>
#include <thread>

#include "server/http/waiting_room.h"

namespace otk::http {

/// One thread that does blocking work (the database) away from the event loop, in order of arrival.
/// What waits for it is bounded by the bytes that it holds, not by how many requests they are: a
/// caller for whom there is no place says "try later" instead of growing without bound.
class WorkQueue {
  public:
    explicit WorkQueue(std::size_t bytes_max);
    WorkQueue(const WorkQueue&) = delete;
    WorkQueue& operator=(const WorkQueue&) = delete;
    /// Does what is waiting, then ends the thread.
    ~WorkQueue();

    /// A request's bytes in the queue, from its admission until the last copy is gone. Any thread;
    /// it may outlive the queue.
    using Place = std::shared_ptr<const void>;

    /// Null if so many bytes do not fit. Any thread.
    [[nodiscard]] Place admit(std::size_t bytes);
    /// For work on what was admitted: what holds a place holds it until its work is done.
    void post_admitted(std::function<void()> job);

    /// Both: false if there is no place; a job keeps its place until it is done. Any thread.
    [[nodiscard]] bool post(std::function<void()> job, std::size_t bytes = 0);

    /// For the answer to a request of so many bytes that found no place (WaitingRoom). Each call
    /// hands out a moment of its own. Any thread.
    int seconds_until_place(std::size_t bytes);

  private:
    struct Room;
    void work();

    std::shared_ptr<Room> m_room;
    std::mutex m_mutex;
    std::condition_variable m_changed;
    std::deque<std::function<void()>> m_jobs;
    bool m_stopping = false;
    std::thread m_thread;
};

}  // namespace otk::http
