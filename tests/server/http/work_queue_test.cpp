#include "server/http/work_queue.h"

#include <catch2/catch.hpp>
#include <future>
#include <optional>

using namespace otk;
using http::RequestLimits;
using http::WorkQueue;

namespace {

constexpr std::size_t place = RequestLimits::waiting_bytes_least;

}  // namespace

TEST_CASE("a job keeps its place until it is done, and no longer") {
    WorkQueue queue(2 * place);
    std::promise<void> end;
    std::promise<void> begun;
    REQUIRE(queue.post([&] {
        begun.set_value();
        end.get_future().wait();
    }));
    begun.get_future().wait();
    REQUIRE(queue.post([] {}));
    CHECK_FALSE(queue.post([] {}));
    end.set_value();
    // Its place is free before the job behind it begins.
    std::promise<bool> posted;
    queue.post_admitted([&] { posted.set_value(queue.post([] {})); });
    CHECK(posted.get_future().get());
}

TEST_CASE("what is admitted keeps its place until it is given up, wherever it is") {
    std::optional<WorkQueue> queue(std::in_place, 3 * place);
    WorkQueue::Place first = queue->admit(2 * place);
    REQUIRE(first);
    CHECK_FALSE(queue->admit(2 * place));
    const WorkQueue::Place copy = first;
    first = nullptr;
    CHECK_FALSE(queue->admit(2 * place));
    std::promise<bool> done;
    queue->post_admitted([&] { done.set_value(true); });  // needs no other place
    CHECK(done.get_future().get());
    queue.reset();  // and may be gone before
}

TEST_CASE("a queue does what waits before it ends, and what that posts") {
    int done = 0;
    {
        WorkQueue queue(10 * place);
        REQUIRE(queue.post([&] {
            ++done;
            queue.post_admitted([&] { ++done; });
        }));
    }
    CHECK(done == 2);
}
