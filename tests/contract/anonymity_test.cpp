// Visitors come at moments and in an order that the test knows; then every byte that a kiosk and a
// server have on their disks is searched for them, with the server's key in hand, and the kiosk's
// for what was answered, without it. The times of files and the file system's journal are not here:
// they are the machine's, not a clock of the test.

#include <algorithm>
#include <array>
#include <map>
#include <set>

#include <catch2/catch.hpp>

#include "core/base/format.h"
#include "core/base/local_day.h"
#include "core/outbox/outbox.h"
#include "core/store/buffer.h"
#include "core/wire/row.h"
#include "tests/server/support/sample_kiosk.h"

using namespace otk;
using namespace otk::test;

namespace {

constexpr std::int64_t day_s = std::int64_t{24} * 60 * 60;
constexpr std::int64_t first_day_s = 1'795'219'200;  // 2026-11-21T00:00:00Z
/// Of the day, in seconds: 9:12:34, 11:45:56, 16:07:08.
constexpr std::array<std::int64_t, 3> visits_at_s{33'154, 42'356, 58'028};
constexpr std::array<const char*, 3> marks{"1", "3", "5"};
constexpr std::array<const char*, 3> wishes{
    "Тропинка занесена снегом", "Вывеска висит слишком высоко", "Благодарность сотрудникам окна"};

/// Which visit, from 0, stands at which place.
using Order = std::array<std::size_t, 3>;

struct Dumped {
    std::string name;
    Bytes bytes;
};

std::vector<Dumped> dump(const Path& folder) {
    std::vector<Dumped> files;
    for (const auto& entry : std::filesystem::recursive_directory_iterator(folder)) {
        if (!entry.is_regular_file()) continue;
        files.push_back({entry.path().lexically_relative(folder).string(),
            read_file(entry.path(), std::size_t{1} << 26U).value()});
        // A name is as much on the disk as what is in the file.
        const std::string& name = files.back().name;
        files.push_back({name + " (name)", Bytes(name.begin(), name.end())});
    }
    return files;
}

/// Names of the files that hold these bytes.
std::vector<std::string> holding(const std::vector<Dumped>& files, ByteView wanted) {
    std::vector<std::string> found;
    for (const Dumped& file : files) {
        const auto at =
            std::search(file.bytes.begin(), file.bytes.end(), wanted.begin(), wanted.end());
        if (at != file.bytes.end()) found.push_back(file.name);
    }
    return found;
}

Bytes big_endian(std::uint64_t number, std::size_t size) {
    Bytes bytes(size);
    for (std::size_t index = size; index-- > 0; number >>= 8U)
        bytes[index] = static_cast<std::uint8_t>(number);
    return bytes;
}

Bytes reversed(Bytes bytes) {
    std::reverse(bytes.begin(), bytes.end());
    return bytes;
}

/// A moment as anybody may have written it down: seconds, milliseconds and microseconds since 1970
/// in either order of bytes and as digits (to a tenth of a minute and finer), the clock on the
/// wall.
std::vector<Bytes> traces_of(std::int64_t unix_s) {
    std::vector<Bytes> traces;
    const auto seconds = static_cast<std::uint64_t>(unix_s);
    for (std::uint64_t near = seconds - 5; near <= seconds + 5; ++near) {
        traces.push_back(big_endian(near, 4));
        traces.push_back(reversed(big_endian(near, 4)));
        const std::string digits = format("{}", near);
        traces.emplace_back(digits.begin(), digits.end());
    }
    // The upper bytes: 65 s of milliseconds, 16 s of microseconds.
    traces.push_back(big_endian(seconds * 1'000 >> 16U, 4));
    traces.push_back(reversed(big_endian(seconds * 1'000 >> 16U, 4)));
    traces.push_back(big_endian(seconds * 1'000'000 >> 24U, 5));
    traces.push_back(reversed(big_endian(seconds * 1'000'000 >> 24U, 5)));
    const std::int64_t of_day = unix_s % day_s;
    for (const std::string& text :
        {format("{:02}:{:02}", of_day / 3600, of_day / 60 % 60),
            format("{:02}.{:02}", of_day / 3600, of_day / 60 % 60), format("T{:02}", of_day / 3600),
            format("{:02}{:02}{:02}", of_day / 3600, of_day / 60 % 60, of_day % 60)})
        traces.emplace_back(text.begin(), text.end());
    return traces;
}

/// A kiosk's disk and a server's, between them a courier.
class Town {
  public:
    Town() {
        m_server.put_form("reception");
        REQUIRE(m_server.storage().in_transaction([&]() -> Result<void> {
            OTK_TRY(m_server.storage().put_kiosk(
                {.number = 0, .id = m_kiosk, .key = m_key.public_key(), .place = "reception-7"},
                "2026-11-01"));
            return {};
        }));
        REQUIRE(make_folder(m_disk / "outbox"));
        REQUIRE(make_folder(m_disk / "inbox"));
    }

    /// Three visits on that day; the rows' ids in the order of the visits.
    std::array<wire::RowId, 3> receives_visits(std::int64_t day) {
        std::array<wire::RowId, 3> rows;
        for (std::size_t visit = 0; visit < rows.size(); ++visit) {
            goes_to(first_day_s + day * day_s + visits_at_s[visit]);
            rows[visit] = wire::RowId::random(m_random);
            const std::string content = form::encode_response(response(visit));
            REQUIRE(m_buffer.put({.id = rows[visit],
                .state = store::RowState::Closed,
                .form = "reception",
                .form_version = "2026112201",
                .bucket = today(),
                .content = content}));
            REQUIRE(m_outbox.tick());
        }
        return rows;
    }

    /// The night: the bucket has ended, the longest delay is over.
    void sleeps(std::int64_t day) {
        goes_to(first_day_s + (day + 1) * day_s + 600);
        REQUIRE(m_outbox.tick());
        goes_to(m_clock.unix_seconds() + outbox::ended_delay_ms_max / 1000 + 60);
        REQUIRE(m_outbox.tick());
        m_buffer.end_period();
    }

    /// Carries what lies in the outbox to the server; the batches as the server reads them.
    std::vector<wire::Batch> is_visited_by_courier() {
        std::vector<wire::Batch> sent;
        const auto files = list_files(m_disk / "outbox", ".batch").value();
        for (const std::string& file : files) {
            const Bytes body = read_file(m_disk / "outbox" / file, wire::batch_bytes_max).value();
            sent.push_back(wire::decode_batch(body, m_key.public_key()).value());
            m_server.clock().jump_to(m_clock.unix_seconds());
            const Bytes reply = m_server.ingest().receive(body).value();
            Path receipt = m_disk / "inbox" / file;
            REQUIRE(write_durably(receipt.replace_extension(".receipt"), reply));
        }
        REQUIRE(m_outbox.receive());
        return sent;
    }

    std::vector<Dumped> kiosks_disk() const { return dump(m_disk.path()); }
    std::vector<Dumped> servers_disk() const { return dump(m_server.folder()); }
    test::SampleServer& server() { return m_server; }
    std::string today() const { return to_text(day_of(m_clock.unix_seconds())); }

  private:
    form::Response response(std::size_t visit) const {
        form::Response response = reception_response(marks[visit]);
        response.day = today();
        response.asked.emplace_back("wish");
        response.answers.emplace_back("wish", wishes[visit]);
        return response;
    }

    void goes_to(std::int64_t unix_s) {
        m_clock.advance_ms((unix_s - m_clock.unix_seconds()) * 1000);
    }

    TemporaryFolder m_disk;
    test::SampleServer m_server;
    ManualClock m_clock{first_day_s};
    SeededRandom m_random{20261126};
    crypto::SigningKey m_key = crypto::SigningKey::generate(m_random);
    wire::KioskId m_kiosk = wire::KioskId::random(m_random);
    store::Buffer m_buffer = store::Buffer::open(m_disk / "buffer.sqlite",
        {.server_key = {m_server.keys().box_key_id(), m_server.keys().box_public_key()},
            .clock = &m_clock,
            .random = &m_random})
                                 .value();
    outbox::Outbox m_outbox{
        m_buffer, {.outbox_folder = m_disk / "outbox",
                      .inbox_folder = m_disk / "inbox",
                      .freeze = outbox::Freeze::Batched,
                      .kiosk = m_kiosk,
                      .key = &m_key,
                      .receipt_keys = {m_server.keys().receipt_key().public_key()},
                      .clock = &m_clock,
                      .random = &m_random,
                      .before_step = {}}};
};

void check_no_moment(const std::vector<Dumped>& files, std::int64_t day) {
    for (const std::int64_t at_s : visits_at_s) {
        for (const Bytes& trace : traces_of(first_day_s + day * day_s + at_s)) {
            INFO(to_hex(trace));
            CHECK(holding(files, trace).empty());
        }
    }
}

void check_no_answer(const std::vector<Dumped>& files) {
    for (const std::string text : {"rating", "wish", "снегом", "Вывеска", "сотрудникам"}) {
        INFO(text);
        CHECK(holding(files, bytes_of(text)).empty());
    }
}

}  // namespace

TEST_CASE("the search finds a moment and an answer where they are") {
    const TemporaryFolder folder;
    const std::int64_t moment = first_day_s + visits_at_s[0];
    for (const Bytes& trace : traces_of(moment)) {
        REQUIRE(write_atomically(folder / "trace", trace));
        CHECK(holding(dump(folder.path()), trace).size() == 1);
    }
    REQUIRE(write_atomically(folder / "answer-09:12", bytes_of("{\"wish\":\"Вывеска\"}")));
    CHECK(holding(dump(folder.path()), bytes_of("Вывеска")).size() == 1);
    CHECK(holding(dump(folder.path()), bytes_of("09:12")).size() == 1);
}

TEST_CASE(
    "no byte on a kiosk or a server tells when a visitor came, none on a kiosk what was said") {
    Town town;
    town.receives_visits(0);
    check_no_answer(town.kiosks_disk());  // while the rows wait, some still in the WAL
    check_no_moment(town.kiosks_disk(), 0);
    town.sleeps(0);
    check_no_answer(town.kiosks_disk());
    REQUIRE(town.is_visited_by_courier().size() == 1);
    check_no_answer(town.kiosks_disk());
    check_no_moment(town.kiosks_disk(), 0);
    check_no_moment(town.servers_disk(), 0);
    // The answers did come, and the day is what is known of their time.
    CHECK_FALSE(holding(town.servers_disk(), bytes_of("Вывеска")).empty());
    CHECK_FALSE(holding(town.servers_disk(), bytes_of("2026-11-21")).empty());
}

TEST_CASE("no order on the wire or on a server follows the order of visits") {
    constexpr std::int64_t days = 90;  // an order is missed by chance: 6 × (5/6)^90 < 5e-7
    Town town;
    std::set<Order> in_batches;
    std::map<std::string, Order> of_responses;
    for (std::int64_t day = 0; day < days; ++day) {
        const auto rows = town.receives_visits(day);
        town.sleeps(day);
        const auto batches = town.is_visited_by_courier();
        REQUIRE(batches.size() == 1);
        REQUIRE(batches.front().rows.size() == rows.size());
        Order order{};
        for (std::size_t at = 0; at < rows.size(); ++at) {
            const auto visit = std::find(rows.begin(), rows.end(), batches.front().rows[at].id);
            REQUIRE(visit != rows.end());
            order[at] = static_cast<std::size_t>(visit - rows.begin());
        }
        in_batches.insert(order);
    }
    std::map<std::string, std::size_t> seen;
    REQUIRE(town.server().storage().for_each_response(
        [&](const storage::StoredResponse& response) -> Result<void> {
            for (std::size_t visit = 0; visit < marks.size(); ++visit) {
                if (response.content.find(format("\"{}\"", marks[visit])) == std::string::npos)
                    continue;
                of_responses[response.day].at(seen[response.day]++) = visit;
            }
            return {};
        }));
    REQUIRE(of_responses.size() == static_cast<std::size_t>(days));
    std::set<Order> at_server;
    for (const auto& [day, order] : of_responses)
        at_server.insert(order);
    CHECK(in_batches.size() == 6);
    CHECK(at_server.size() == 6);
}
