#pragma once

#include <string>
#include <vector>

#include "tests/server/support/sample_kiosk.h"

namespace otk::test {

inline std::vector<SampleKiosk::Row> rows_of(
    SampleKiosk& kiosk, const std::vector<const char*>& marks) {
    std::vector<SampleKiosk::Row> rows;
    for (const char* mark : marks)
        rows.push_back(kiosk.row(reception_response(mark)));
    return rows;
}

inline storage::RollUp days_of(storage::Storage& storage) {
    return storage.roll_up_of_days().value();
}

inline storage::RollUp quarters_of(storage::Storage& storage) {
    return storage.roll_up_of_quarters().value();
}

/// The count of an option in the roll-up of days, over all keys.
inline std::int64_t counted(storage::Storage& storage, const char* question, const char* option) {
    std::int64_t n = 0;
    const auto roll_up = storage.roll_up_of_days().value();
    for (const auto& [key, counts] : roll_up) {
        if (key.question != question) continue;
        const auto found = counts.options.find(option);
        if (found != counts.options.end()) n += found->second;
    }
    return n;
}

/// A server that knows the reception's form, and an enrolled kiosk.
struct Fixture {
    SampleServer server;
    SampleKiosk kiosk;

    Fixture() {
        server.put_form("reception");
        server.enrol(kiosk);
    }
};

}  // namespace otk::test
