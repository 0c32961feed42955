#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/file.h"
#include "core/base/local_day.h"
#include "core/base/result.h"

namespace otk::staff {

/// One of those who may use a kiosk's staff mode.
struct Person {
    int number = 0;    ///< 1 to 99; typed as two digits before the PIN, and what the audit names
    std::string name;  ///< a person's or a role's: «Администратор зала»
    std::string hash;  ///< of the PIN, crypto::hash_password
    Day expires;       ///< the last day on which the PIN opens

    friend bool operator==(const Person&, const Person&) = default;
};

/// Names this one PIN, for a list of revoked ones: the first 8 bytes of the BLAKE2b-128 of its
/// hash. The hash has a salt of its own, so the id tells nothing, and a new PIN has another one.
using PinId = std::array<std::uint8_t, 8>;
PinId pin_id(const Person& person);

constexpr int number_max = 99;
constexpr std::size_t name_bytes_max = 80;
constexpr std::size_t people_file_bytes_max = 65'536;

/// Those of one kiosk, in the order of their numbers. They lie in the kiosk's state folder and
/// never in a bundle: a bundle is copied to many places.
class People {
  public:
    /// Strict: InvalidInput for an unknown member, a number that is taken twice or out of range, a
    /// name with control characters, a hash of another cost, no real day.
    static Result<People> parse(std::string_view json);
    std::string text() const;

    const std::vector<Person>& all() const { return m_people; }
    const Person* find(int number) const;
    /// The smallest number that nobody has; absent if all are taken.
    std::optional<int> free_number() const;

    /// Conflict if the number is taken, InvalidInput for what parse() would refuse.
    Result<void> add(Person person);
    /// NotFound for a number that nobody has.
    Result<void> remove(int number);

    friend bool operator==(const People&, const People&) = default;

  private:
    std::vector<Person> m_people;
};

/// The room of staff's files within a kiosk's state folder.
Path staff_folder(const Path& state_folder);

/// Nobody if there is no file yet.
Result<People> read_people(const Path& state_folder);

/// Durable, mode 0600. The superuser leaves it to the owner of the state folder, which is there
/// before (NotFound otherwise).
Result<void> write_people(const Path& state_folder, const People& people);

}  // namespace otk::staff
