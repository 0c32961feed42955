#include "sync/bundle_follower.h"

#include <algorithm>
#include <functional>
#include <vector>

#include <catch2/catch.hpp>

#include "tests/support/manual_clock.h"
#include "tests/support/temporary_folder.h"
#include "tests/sync/fake_world.h"

using namespace otk;
using sync::BundleFollower;
using sync::BundleSource;
using sync::Contact;
using sync::PostOutcome;
using sync::test::FakeServer;

namespace {

const wire::BundleOffer offer{"12-0a1b2c3d4e5f6071", 600'000};

/// A server with one bundle that it gives in pieces.
class FakeSource final : public BundleSource {
  public:
    Bytes file = Bytes(offer.bytes, 7);
    std::string answer = wire::encode_bundle_offer(offer);
    std::function<PostOutcome()> instead;
    std::vector<std::size_t> asked;
    int reports = 0;

    PostOutcome post_bundle_report(ByteView) override {
        ++reports;
        if (instead) return instead();
        const ByteView bytes = bytes_of(answer);
        return FakeServer::says(200, Bytes(bytes.begin(), bytes.end()));
    }
    PostOutcome get_bundle_piece(std::string_view name, std::size_t at) override {
        CHECK(name == offer.name);
        asked.push_back(at);
        if (instead) return instead();
        const std::size_t size = std::min(wire::bundle_piece_bytes, file.size() - at);
        const auto begin = file.begin() + static_cast<std::ptrdiff_t>(at);
        return FakeServer::says(200, Bytes(begin, begin + static_cast<std::ptrdiff_t>(size)));
    }
};

class Site {
  public:
    Site() {
        REQUIRE(make_folder(incoming()));
        say("report");
    }
    Path incoming() const { return m_folder.path() / "incoming"; }
    void say(const std::string& report) const {
        REQUIRE(write_durably(m_folder / "bundle.report", bytes_of(report)));
    }
    void forget() const { REQUIRE(remove_durably(m_folder / "bundle.report")); }
    std::vector<std::string> fetched() const { return list_files(incoming(), "").value(); }
    /// Steps, and lets the time pass that it asks for.
    void step(int times = 1) {
        for (int at = 0; at < times; ++at)
            clock.advance_ms(follower.step());
    }

  private:
    test::TemporaryFolder m_folder;

  public:
    test::ManualClock clock;
    SeededRandom random{1};
    FakeSource source;
    BundleFollower follower{{.report = m_folder / "bundle.report",
                                .incoming = m_folder / "incoming",
                                .interval_ms = 60'000,
                                .backoff = {}},
        clock, random, source};
};

}  // namespace

TEST_CASE("what the server offers is fetched piece by piece and laid down whole") {
    Site site;
    site.step(4);  // waits, says its word, two pieces
    CHECK(site.source.reports == 1);
    CHECK(site.fetched().empty());
    site.step();
    CHECK(site.source.asked == std::vector<std::size_t>{0, 262'144, 524'288});
    CHECK(site.fetched() == std::vector<std::string>{"12-0a1b2c3d4e5f6071.otkb"});
    CHECK(read_file(site.incoming() / "12-0a1b2c3d4e5f6071.otkb", offer.bytes).value() ==
          site.source.file);
    // The kiosk has not judged it yet.
    site.step(2);
    CHECK(site.source.reports >= 2);
    CHECK(site.source.asked.size() == 3);
}

TEST_CASE("a bundle of another name is not fetched while one waits to be judged") {
    Site site;
    REQUIRE(write_durably(site.incoming() / "from-a-stick.otkb", bytes_of("a bundle")));
    site.step(4);
    CHECK(site.source.reports >= 2);
    CHECK(site.source.asked.empty());
    REQUIRE(remove_durably(site.incoming() / "from-a-stick.otkb"));
    site.step(4);
    CHECK(site.fetched().size() == 1);
}

TEST_CASE("what the disk does not take is kept, and not fetched again") {
    Site site;
    site.step(4);
    REQUIRE(site.source.asked.size() == 2);
    std::filesystem::remove(site.incoming());
    site.step(3);
    CHECK(site.source.asked.size() == 3);
    REQUIRE(make_folder(site.incoming()));
    site.step();
    CHECK(site.fetched().size() == 1);
    CHECK(site.source.asked.size() == 3);
}

TEST_CASE("a way that breaks loses no piece, and Retry-After is waited for") {
    Site site;
    site.step(3);
    REQUIRE(site.source.asked.size() == 1);
    site.source.instead = [] { return FakeServer::fails(Contact::Broken); };
    site.step(3);
    CHECK(site.source.asked.back() == 262'144);
    site.source.instead = [] {
        PostOutcome busy = FakeServer::says(503);
        busy.retry_after_s = 300;
        return busy;
    };
    const std::int64_t wait_ms = site.follower.step();
    CHECK(wait_ms >= 300'000);
    site.clock.advance_ms(wait_ms);
    site.source.instead = nullptr;
    site.step(2);
    CHECK(site.fetched().size() == 1);
    CHECK(std::count(site.source.asked.begin(), site.source.asked.end(), 0U) == 1);
}

TEST_CASE("a bundle that is no longer published is forgotten, and its word asked for again") {
    Site site;
    site.step(3);
    site.source.instead = [] { return FakeServer::says(404); };
    site.step();
    site.source.instead = nullptr;
    site.source.answer = "{}";
    site.step(3);
    CHECK(site.source.reports >= 2);
    CHECK(site.fetched().empty());
}

TEST_CASE("a kiosk that says nothing asks for nothing, and has news at once") {
    Site site;
    site.forget();
    site.step(5);
    CHECK(site.source.reports == 0);
    site.say("first");
    site.source.answer = "{}";
    const std::int64_t wait_ms = site.follower.step();
    REQUIRE(site.source.reports == 1);
    CHECK(wait_ms >= 30'000);
    site.follower.step();
    CHECK(site.source.reports == 1);
    site.say("second");
    site.follower.step();
    CHECK(site.source.reports == 2);
}

TEST_CASE("what is no offer, or another size than offered, lays nothing down") {
    Site site;
    site.source.answer = "<html>a portal</html>";
    site.step(3);
    CHECK(site.source.reports > 0);
    CHECK(site.source.asked.empty());
    site.source.answer = wire::encode_bundle_offer(offer);
    site.source.file = Bytes(offer.bytes + 1, 7);
    site.step(6);
    CHECK_FALSE(site.source.asked.empty());
    CHECK(site.fetched().empty());
}
