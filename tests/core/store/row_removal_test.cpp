#include "core/store/row_removal.h"

#include <algorithm>
#include <catch2/catch.hpp>

#include "core/base/file.h"
#include "core/store/schema.h"
#include "tests/support/temporary_folder.h"

using namespace otk;
using database::Database;

namespace {

/// Ids of sixteen equal bytes, put in order; then one of them turns into another in the file, out
/// of order.
class Disordered {
  public:
    Disordered(const std::vector<std::uint8_t>& ids, std::uint8_t from, std::uint8_t to) {
        {
            Database database = Database::open(file()).value();
            REQUIRE(database.migrate(store::migrations()));
            for (const std::uint8_t id : ids) {
                auto insert =
                    database
                        .prepare("INSERT INTO response VALUES(?1, 1, 1, '', '', '', x'00', x'00')")
                        .value();
                REQUIRE(insert.run({ByteView(bytes_of(id))}));
            }
            REQUIRE(database.reset_wal());
        }
        Bytes bytes = read_file(file(), 10'000'000).value();
        const Bytes sought = bytes_of(from);
        const auto found = std::search(bytes.begin(), bytes.end(), sought.begin(), sought.end());
        REQUIRE(found != bytes.end());
        *found = to;
        REQUIRE(write_durably(file(), bytes, 0600));
    }

    Database open() const { return Database::open(file()).value(); }
    static Bytes bytes_of(std::uint8_t id) { return Bytes(16, id); }

  private:
    Path file() const { return m_folder / "rows.sqlite"; }
    test::TemporaryFolder m_folder;
};

std::int64_t rows_in(Database& database) {
    auto count = database.prepare("SELECT count(*) FROM response").value();
    REQUIRE(count.first().value());
    return count.integer(0);
}

}  // namespace

TEST_CASE("a row is taken out once, and one that is not there is told") {
    const Disordered sound({1, 2, 3}, 2, 2);
    Database database = sound.open();
    auto remove = store::RowRemoval::prepare(database).value();
    CHECK(remove.run(Disordered::bytes_of(2)));
    CHECK(rows_in(database) == 2);
    CHECK(remove.run(Disordered::bytes_of(2)).error().kind == ErrorKind::Corrupt);
}

TEST_CASE("a neighbour that went in the row's place is noticed") {
    const Disordered disordered({0x10, 0x20, 0x30}, 0x20, 0x00);
    Database database = disordered.open();
    Bytes damaged = Disordered::bytes_of(0x20);
    damaged.front() = 0x00;
    {
        auto transaction = database::Transaction::begin(database).value();
        auto remove = store::RowRemoval::prepare(database).value();
        CHECK(remove.run(damaged).error().kind == ErrorKind::Corrupt);
        CHECK(rows_in(database) == 2);  // something did go: the sound neighbour
    }
    CHECK(rows_in(database) == 3);
}
