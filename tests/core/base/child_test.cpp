#include "core/base/child.h"

#include <poll.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <csignal>

#include <catch2/catch.hpp>

using namespace otk;

namespace {

std::string all_of(const Child& child) {
    std::string text;
    std::array<char, 256> piece{};
    for (;;) {
        const ssize_t got = ::read(child.output(), piece.data(), piece.size());
        REQUIRE(got >= 0);
        if (got == 0) return text;
        text.append(piece.data(), static_cast<std::size_t>(got));
    }
}

std::string said_by(const Child::Command& command) {
    Result<Child> child = Child::start(command);
    REQUIRE(child);
    std::string text = all_of(*child);
    CHECK(child->wait() == 0);
    return text;
}

}  // namespace

TEST_CASE("a child reads what it is given, from its input or from its file, and nothing else") {
    const Descriptor file = nameless_file("слова").value();
    CHECK(said_by({.words = {"/bin/cat"}, .input = &file}) == "слова");
    CHECK(said_by({.words = {"/bin/cat", "/proc/self/fd/0"}, .input = &file}) == "слова");
    CHECK(said_by({.words = {"/bin/cat"}}).empty());
}

TEST_CASE("a child's environment and its complaints are ours, or nobody's") {
    REQUIRE(::setenv("OTK_CHILD_TEST", "here", 1) == 0);
    const std::vector<std::string> words{"/usr/bin/env"};
    CHECK(said_by({.words = words}).find("OTK_CHILD_TEST=here") != std::string::npos);
    CHECK(said_by({.words = words, .inherits_environment = false}).empty());
    REQUIRE(::unsetenv("OTK_CHILD_TEST") == 0);
    CHECK(said_by({.words = {"/bin/sh", "-c", "readlink /proc/self/fd/2"},
              .is_heard_complaining = false}) == "/dev/null\n");
}

TEST_CASE("a child's end is told, whatever it is") {
    CHECK(WEXITSTATUS(Child::start({.words = {"/bin/sh", "-c", "exit 7"}})->wait()) == 7);
    const int killed = Child::start({.words = {"/bin/sh", "-c", "kill -9 $$"}})->wait();
    CHECK(WIFSIGNALED(killed));
    const Result<Child> nobody = Child::start({.words = {"/nowhere/program"}});
    REQUIRE_FALSE(nobody);
    CHECK(nobody.error().kind == ErrorKind::NotFound);
}

TEST_CASE("a child that still runs ends with its object") {
    pid_t pid = -1;
    {
        const Child child =
            Child::start({.words = {"/bin/sh", "-c", "echo $$; exec sleep 600"}}).value();
        std::array<char, 32> number{};
        REQUIRE(::read(child.output(), number.data(), number.size() - 1) > 0);
        pid = static_cast<pid_t>(std::stol(number.data()));
        REQUIRE(::kill(pid, 0) == 0);
    }
    CHECK(::kill(pid, 0) == -1);
}

TEST_CASE("a child begins with no signal blocked") {
    sigset_t blocked;
    sigset_t before;
    ::sigemptyset(&blocked);
    ::sigaddset(&blocked, SIGTERM);
    REQUIRE(::pthread_sigmask(SIG_BLOCK, &blocked, &before) == 0);
    CHECK(said_by({.words = {"/bin/grep", "SigBlk", "/proc/self/status"}}) ==
          "SigBlk:\t0000000000000000\n");
    REQUIRE(::pthread_sigmask(SIG_SETMASK, &before, nullptr) == 0);
}
