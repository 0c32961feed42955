#include <fcntl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <csignal>
#include <map>
#include <string>
#include <vector>

#include <catch2/catch.hpp>

#include "core/base/format.h"
#include "core/wire/batch.h"
#include "kiosk/writer/identity.h"
#include "tests/kiosk/writer/writer_sample.h"

using namespace otk;
using otk::test::WriterSample;

namespace {

/// "run/visit" → the newest revision that was acknowledged.
using Journal = std::map<std::string, int>;

/// Reads acknowledgements until so many came, then kills; the rest that was told before death counts
/// too.
class Child {
  public:
    Child(const Path& folder, int run) : m_run(run) {
        int ends[2] = {-1, -1};
        REQUIRE(::pipe2(ends, O_CLOEXEC) == 0);
        m_read = Descriptor(ends[0]);
        const Descriptor write_end(ends[1]);
        const std::string run_text = std::to_string(run);
        m_pid = ::fork();
        REQUIRE(m_pid >= 0);
        if (m_pid == 0) {
            ::dup2(write_end.number(), STDOUT_FILENO);
            ::execl(OTK_WRITER_CHILD, OTK_WRITER_CHILD, folder.c_str(), run_text.c_str(), "1000",
                static_cast<char*>(nullptr));
            ::_exit(127);
        }
    }
    void read_until_killed(int lines_before_kill, Journal& journal) {
        std::string text;
        int lines = 0;
        char letter = 0;
        while (::read(m_read.number(), &letter, 1) == 1) {
            if (letter != '\n') {
                text.push_back(letter);
                continue;
            }
            note(text, journal);
            text.clear();
            if (++lines == lines_before_kill) REQUIRE(::kill(m_pid, SIGKILL) == 0);
        }
        int status = 0;
        REQUIRE(::waitpid(m_pid, &status, 0) == m_pid);
        REQUIRE(WIFSIGNALED(status));
        REQUIRE(WTERMSIG(status) == SIGKILL);
    }

  private:
    void note(const std::string& line, Journal& journal) const {
        const std::size_t space = line.find(' ');
        REQUIRE(space != std::string::npos);
        int& newest = journal[format("{}/{}", m_run, line.substr(0, space))];
        newest = std::max(newest, std::stoi(line.substr(space + 1)));
    }

    int m_run;
    pid_t m_pid = -1;
    Descriptor m_read;
};

/// All that the server would get: frozen batches and rows that are still in the buffer.
std::map<std::string, std::vector<int>> everything(WriterSample& sample) {
    std::map<std::string, std::vector<int>> found;
    const auto add = [&](const form::Response& response) {
        found[response.answers.at(1).second].push_back(std::stoi(response.answers.at(0).second));
    };
    const std::vector<form::Response> responses = sample.responses();
    for (const form::Response& response : responses) {
        add(response);
    }
    const crypto::PublicKey kiosk_key =
        kiosk::writer::open_identity(sample.folder / "state", sample.random).value().public_key();
    store::Buffer buffer = store::open_buffer(sample.folder / "state",
        {.server_key = {.id = {}, .key = sample.box_key.public_key()},
            .clock = sample.clock.get(),
            .random = &sample.random})
                               .value();
    const std::vector<store::BatchRecord> records = buffer.batches().value();
    std::uint32_t number = 0;
    for (const store::BatchRecord& record : records) {
        CHECK(record.name.number == ++number);
        const Bytes body = buffer.batch_body(record.name).value();
        const wire::Batch batch = wire::decode_batch(body, kiosk_key).value();
        for (const wire::SealedRow& row : batch.rows) {
            const crypto::Secret key =
                wire::open_key(batch.boxes.at(row.box), sample.box_key).value();
            add(form::decode_response(wire::open_row(row.sealed, row.id, key).value()).value());
        }
    }
    return found;
}

}  // namespace

TEST_CASE("kills at any moment lose no acknowledged answer and double none") {
    constexpr std::uint64_t seed = 20261122;
    constexpr int kills = 12;
    SeededRandom random(seed);
    WriterSample sample;
    sample.enrol();
    Journal journal;
    for (int run = 1; run <= kills; ++run) {
        Child child(sample.folder.path(), run);
        child.read_until_killed(static_cast<int>(random.below(15)) + 1, journal);
    }
    const auto found = everything(sample);
    CAPTURE(seed);
    CHECK(journal.size() >= kills);
    for (const auto& [visit, revision] : journal) {
        CAPTURE(visit);
        const auto response = found.find(visit);
        REQUIRE(response != found.end());
        CHECK(response->second.size() == 1);
        CHECK(response->second.at(0) >= revision);
    }
    for (const auto& [visit, revisions] : found) {
        CAPTURE(visit);
        CHECK(revisions.size() == 1);
    }
}
