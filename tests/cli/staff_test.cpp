#include <catch2/catch.hpp>

#include "core/base/json.h"
#include "core/crypto/password.h"
#include "core/staff/attempts.h"
#include "core/staff/people.h"
#include "tests/cli/ran.h"
#include "tests/support/temporary_folder.h"

using namespace otk;
using test::Ran;

namespace {

/// A kiosk with a configuration and a state folder.
class Kiosk {
  public:
    Kiosk() {
        REQUIRE(make_folder(state()));
        REQUIRE(write_durably(m_folder / "kiosk.toml",
            bytes_of("[kiosk]\nplace = \"hall-2\"\nstate_folder = \"state\"\n")));
    }

    Ran staff(std::vector<std::string> words, const std::string& typed = "") const {
        words.insert(words.begin(), "staff");
        words.insert(words.end(), {"--config", (m_folder / "kiosk.toml").string()});
        return test::run(std::move(words), typed);
    }

    Path state() const { return m_folder / "state"; }

  private:
    test::TemporaryFolder m_folder;
};

}  // namespace

TEST_CASE("who is added gets a number and can be told by his PIN, until he is removed") {
    const Kiosk kiosk;
    const Ran added = kiosk.staff({"add", "Зал 1", "--expires", "2099-12-31"}, "402918\n");
    CAPTURE(added.err);
    REQUIRE(added.code == 0);
    CHECK(added.out.find("номер 01") != std::string::npos);
    CHECK(added.out.find("2099-12-31") != std::string::npos);
    CHECK((added.out + added.err).find("402918") == std::string::npos);
    REQUIRE(kiosk.staff({"add", "Дежурный", "--number", "7"}, "730518\r\n").code == 0);

    const staff::People people = staff::read_people(kiosk.state()).value();
    REQUIRE(people.find(1) != nullptr);
    CHECK(crypto::is_password_of(people.find(1)->hash, "402918"));
    REQUIRE(people.find(7) != nullptr);
    CHECK(crypto::is_password_of(people.find(7)->hash, "730518"));

    REQUIRE(staff::Attempts(kiosk.state()).count_one());
    const Json listed = Json::parse(kiosk.staff({"list", "--json"}).out).value();
    CHECK(listed.array_at("people").value()->size() == 2);
    CHECK(listed.integer_at("failures").value() == 1);
    const Ran list = kiosk.staff({"list"});
    const std::string id = to_hex(staff::pin_id(*people.find(1)));
    CHECK(list.out.find("01  2099-12-31  действует  " + id + "  Зал 1") != std::string::npos);
    CHECK(added.out.find("по коду " + id) != std::string::npos);
    CHECK(listed.array_at("people").value()->at(0).string_at("pin").value() == id);
    CHECK(list.out.find("argon2id") == std::string::npos);

    CHECK(kiosk.staff({"remove", "1"}).code == 0);
    CHECK(kiosk.staff({"remove", "1"}).code == 4);
    CHECK(staff::read_people(kiosk.state()).value().all().size() == 1);
}

TEST_CASE("what would make no safe PIN changes nothing") {
    const Kiosk kiosk;
    CHECK(kiosk.staff({"add", "А"}, "123456\n").code == 3);
    CHECK(kiosk.staff({"add", "А"}, "40291\n").code == 3);
    CHECK(kiosk.staff({"add", "А"}, "").code == 3);
    CHECK(kiosk.staff({"add", "А", "--expires", "2020-01-01"}, "402918\n").code == 3);
    CHECK(kiosk.staff({"add", "А", "--expires", "tomorrow"}, "402918\n").code == 3);
    CHECK(kiosk.staff({"add", "А", "--number", "100"}, "402918\n").code == 3);
    CHECK(kiosk.staff({"add", ""}, "402918\n").code == 3);
    CHECK(staff::read_people(kiosk.state()).value().all().empty());
    CHECK(kiosk.staff({"list"}).out.find("никого") != std::string::npos);

    REQUIRE(kiosk.staff({"add", "А", "--number", "7"}, "402918\n").code == 0);
    const Ran taken = kiosk.staff({"add", "Б", "--number", "7"}, "402918\n");
    CHECK(taken.code == 3);
    CHECK(taken.err.find("otklik staff remove 7") != std::string::npos);
}
