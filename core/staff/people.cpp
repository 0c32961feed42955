#include "core/staff/people.h"

#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>

#include "core/base/format.h"
#include "core/base/json.h"
#include "core/crypto/hash.h"
#include "core/crypto/password.h"

namespace otk::staff {
namespace {

constexpr std::int64_t version = 1;

bool is_name(std::string_view name) {
    const bool has_control = std::any_of(name.begin(), name.end(),
        [](char letter) { return static_cast<unsigned char>(letter) < 0x20 || letter == 0x7F; });
    return !name.empty() && name.size() <= name_bytes_max && is_utf8(name) && !has_control;
}

Result<void> check(const Person& person) {
    if (person.number < 1 || person.number > number_max) {
        return fail(ErrorKind::InvalidInput, format("number: 1 to {} expected", number_max));
    }
    if (!is_name(person.name)) {
        return fail(ErrorKind::InvalidInput,
            format("name: 1 to {} bytes of printable text expected", name_bytes_max));
    }
    if (!crypto::is_password_hash(person.hash)) {
        return fail(ErrorKind::InvalidInput, "pin: not hashed as this version does; set it anew");
    }
    return {};
}

Result<void> allow_only(const Json& json, std::initializer_list<std::string_view> names) {
    for (const auto& [name, value] : *json.if_object()) {
        if (std::find(names.begin(), names.end(), name) == names.end()) {
            return fail(ErrorKind::InvalidInput, "an unknown member");
        }
    }
    return {};
}

Result<Person> person_from(const Json& json) {
    if (!json.is_object()) return fail(ErrorKind::InvalidInput, "an object expected");
    OTK_TRY(allow_only(json, {"number", "name", "pin", "expires"}));
    const std::int64_t number = OTK_TRY(json.integer_at("number"));
    if (number < 1 || number > number_max) {
        return fail(ErrorKind::InvalidInput, format("number: 1 to {} expected", number_max));
    }
    const std::string expires = OTK_TRY(json.string_at("expires"));
    Person person;
    person.number = static_cast<int>(number);
    person.name = OTK_TRY(json.string_at("name"));
    person.hash = OTK_TRY(json.string_at("pin"));
    person.expires = OTK_TRY(parse_day(expires));
    return person;
}

/// The superuser sets a kiosk up, and the kiosk's own user reads.
Result<void> leave_to_owner_of(const Path& state_folder, const Path& path) {
    if (::geteuid() != 0) return {};
    struct stat entry {};
    if (::stat(state_folder.c_str(), &entry) != 0) {
        return Failure(error_from_errno("look at", state_folder, errno));
    }
    if (::chown(path.c_str(), entry.st_uid, entry.st_gid) != 0) {
        return Failure(error_from_errno("hand over", path, errno));
    }
    return {};
}

Path people_file(const Path& state_folder) {
    return staff_folder(state_folder) / "people.json";
}

}  // namespace

PinId pin_id(const Person& person) {
    const crypto::Hash128 hash = crypto::blake2b_128(bytes_of(person.hash));
    PinId id{};
    std::copy_n(hash.begin(), id.size(), id.begin());
    return id;
}

Result<People> People::parse(std::string_view text) {
    const Json json = OTK_TRY(Json::parse(text, {.size_bytes_max = people_file_bytes_max}));
    if (!json.is_object()) return fail(ErrorKind::InvalidInput, "an object expected");
    OTK_TRY(allow_only(json, {"version", "people"}));
    const std::int64_t written = OTK_TRY(json.integer_at("version"));
    if (written != version) return fail(ErrorKind::Unsupported, "written by another version");
    const Json::Array* const list = OTK_TRY(json.array_at("people"));
    People people;
    for (const Json& one : *list) {
        Person person = OTK_TRY(person_from(one));
        OTK_TRY(people.add(std::move(person)));
    }
    return people;
}

std::string People::text() const {
    Json list = Json::array();
    for (const Person& person : m_people) {
        Json one = Json::object();
        one.set("number", person.number).set("name", person.name).set("pin", person.hash);
        one.set("expires", to_text(person.expires));
        list.push_back(std::move(one));
    }
    return Json::object().set("version", version).set("people", std::move(list)).dump_pretty() +
           "\n";
}

const Person* People::find(int number) const {
    const auto found = std::find_if(m_people.begin(), m_people.end(),
        [number](const Person& person) { return person.number == number; });
    return found != m_people.end() ? &*found : nullptr;
}

std::optional<int> People::free_number() const {
    for (int number = 1; number <= number_max; ++number) {
        if (find(number) == nullptr) return number;
    }
    return std::nullopt;
}

Result<void> People::add(Person person) {
    OTK_TRY(check(person));
    if (find(person.number) != nullptr) {
        return fail(ErrorKind::Conflict, format("number {}: somebody has it", person.number));
    }
    const auto behind = std::find_if(m_people.begin(), m_people.end(),
        [&person](const Person& other) { return other.number > person.number; });
    m_people.insert(behind, std::move(person));
    return {};
}

Result<void> People::remove(int number) {
    const auto erased =
        std::erase_if(m_people, [number](const Person& person) { return person.number == number; });
    if (erased == 0) return fail(ErrorKind::NotFound, format("number {}: nobody has it", number));
    return {};
}

Path staff_folder(const Path& state_folder) {
    return state_folder / "staff";
}

Result<People> read_people(const Path& state_folder) {
    const Path path = people_file(state_folder);
    const Result<Bytes> bytes = read_file(path, people_file_bytes_max);
    if (!bytes && bytes.error().kind == ErrorKind::NotFound) return People();
    if (!bytes) return tl::make_unexpected(bytes.error());
    return in(path.string(), People::parse(text_of(*bytes)));
}

Result<void> write_people(const Path& state_folder, const People& people) {
    struct stat entry {};
    if (::stat(state_folder.c_str(), &entry) != 0) {
        return Failure(error_from_errno("look at", state_folder, errno));
    }
    const Path folder = staff_folder(state_folder);
    OTK_TRY(make_folder(folder, 0700));
    OTK_TRY(leave_to_owner_of(state_folder, folder));
    OTK_TRY(write_durably(people_file(state_folder), bytes_of(people.text()), 0600));
    return leave_to_owner_of(state_folder, people_file(state_folder));
}

}  // namespace otk::staff
