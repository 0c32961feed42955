#include "core/staff/people.h"

#include <sys/stat.h>

#include <catch2/catch.hpp>

#include "core/crypto/password.h"
#include "tests/support/temporary_folder.h"

using namespace otk;

namespace {

/// One for all cases: a hash takes its time.
const std::string& some_hash() {
    static const std::string hash = crypto::hash_password("402918").value();
    return hash;
}

staff::Person person(int number, std::string name) {
    return {number, std::move(name), some_hash(), Day{2027, 11, 26}};
}

std::string with_person(const std::string& members) {
    return R"({"version":1,"people":[{)" + members + "}]}";
}

}  // namespace

TEST_CASE("people come back from their text in the order of their numbers") {
    staff::People people;
    REQUIRE(people.add(person(7, "Зал 1")));
    REQUIRE(people.add(person(1, "Администратор зала")));
    const staff::People read = staff::People::parse(people.text()).value();
    CHECK(read == people);
    REQUIRE(read.all().size() == 2);
    CHECK(read.all().front().number == 1);
    CHECK(read.find(7)->name == "Зал 1");
    CHECK(read.find(2) == nullptr);
    CHECK(read.free_number() == 2);
}

TEST_CASE("a number belongs to one person, and goes with him") {
    staff::People people;
    REQUIRE(people.add(person(1, "А")));
    CHECK(people.add(person(1, "Б")).error().kind == ErrorKind::Conflict);
    CHECK(people.remove(2).error().kind == ErrorKind::NotFound);
    CHECK(people.remove(1));
    CHECK(people.all().empty());
    for (int number = 1; number <= staff::number_max; ++number) {
        REQUIRE(people.add(person(number, "А")));
    }
    CHECK_FALSE(people.free_number());
}

TEST_CASE("what is no list of people is refused") {
    const std::string good =
        R"("number":1,"name":"А","pin":")" + some_hash() + R"(","expires":"2027-11-26")";
    REQUIRE(staff::People::parse(with_person(good)));
    const auto broken = [&good](const std::string& from, const std::string& to) {
        std::string other = good;
        return with_person(other.replace(other.find(from), from.size(), to));
    };
    for (const std::string& text : {std::string(), std::string("[]"),
             std::string(R"({"version":2,"people":[]})"), std::string(R"({"version":1})"),
             std::string(R"({"version":1,"people":[],"pin":"402918"})"),
             std::string(R"({"version":1,"people":[7]})"), broken(":1,", ":0,"),
             broken(":1,", ":100,"), broken(":1,", ":\"1\","), broken("\"А\"", "\"\""),
             broken("\"А\"", "\"a\\u0007\""), broken("\"А\"", "\"" + std::string(81, 'a') + "\""),
             broken("m=32768", "m=4194304"), broken("2027-11-26", "2027-02-30"),
             broken("\"expires\"", "\"expired\""), with_person(good + R"(,"role":"x")")}) {
        CAPTURE(text);
        CHECK_FALSE(staff::People::parse(text));
    }
}

TEST_CASE("the people's file is the owner's alone and is not made without its state folder") {
    const test::TemporaryFolder folder;
    CHECK(staff::read_people(folder.path()).value().all().empty());
    staff::People people;
    REQUIRE(people.add(person(3, "Зал 1")));
    REQUIRE(staff::write_people(folder.path(), people));
    CHECK(staff::read_people(folder.path()).value() == people);
    struct stat entry {};
    REQUIRE(::stat((folder / "staff/people.json").c_str(), &entry) == 0);
    CHECK((entry.st_mode & 0777U) == 0600U);
    REQUIRE(::stat((folder / "staff").c_str(), &entry) == 0);
    CHECK((entry.st_mode & 0777U) == 0700U);

    const Result<void> nowhere = staff::write_people(folder / "none", people);
    CHECK(nowhere.error().kind == ErrorKind::NotFound);
    REQUIRE(write_durably(folder / "staff/people.json", bytes_of("{"), 0600));
    CHECK_FALSE(staff::read_people(folder.path()));
}
