#include "server/ingest/forms.h"

#include <catch2/catch.hpp>

#include "core/crypto/hash.h"
#include "core/form/form_json.h"
#include "tests/server/support/sample_kiosk.h"

using namespace otk;
using namespace otk::test;

namespace {

/// The sample form under that version, with one choice of its reasons less: what a profile's drop
/// makes of it.
form::Form dropped(const std::string& version) {
    form::Form form = form::decode_form(golden_form("reception")).value();
    form.version = version;
    const auto reasons = form.find("reasons");
    REQUIRE(reasons);
    REQUIRE(form.questions[*reasons].list);
    form.lists[*form.questions[*reasons].list].choices.pop_back();
    return form;
}

std::string compiled(const form::Form& form) {
    return form::encode_form(
        form, [](std::string_view text) { return to_hex(crypto::blake2b_256(bytes_of(text))); });
}

struct Bundle {
    TemporaryFolder folder;

    explicit Bundle(const std::string& form) {
        REQUIRE(make_folder(folder / "forms"));
        REQUIRE(write_durably(folder / "forms/reception.json", bytes_of(form), 0644));
    }

    int import_into(SampleServer& server) {
        int taken = 0;
        REQUIRE(server.storage().in_transaction([&]() -> Result<void> {
            taken = OTK_TRY(ingest::import_forms(folder.path(), server.storage()));
            return {};
        }));
        return taken;
    }
};

const std::string known_version = "2026112201";
const std::string suffixed_version = "2026112201-014f6107";

}  // namespace

TEST_CASE("a form of a known version with other content is left out and the held one counts on") {
    SampleServer server;
    SampleKiosk kiosk;
    server.enrol(kiosk);
    REQUIRE(Bundle(golden_form("reception")).import_into(server) == 1);
    CHECK(Bundle(compiled(dropped(known_version))).import_into(server) == 0);
    CHECK(Bundle(golden_form("reception")).import_into(server) == 1);
    CHECK(server.storage().find_form("reception", known_version).value()->json ==
          golden_form("reception"));
    const wire::Reply reply =
        server.send(kiosk.body(1, {kiosk.row(reception_response("5"))}, server.keys()));
    CHECK(reply.receipt->counted == 1);
}

TEST_CASE("a content suffix makes another version, and rows of both are counted by their own") {
    SampleServer server;
    SampleKiosk kiosk;
    server.enrol(kiosk);
    const form::Form small = dropped(suffixed_version);
    REQUIRE(Bundle(golden_form("reception")).import_into(server) == 1);
    REQUIRE(Bundle(compiled(small)).import_into(server) == 1);
    const auto newest = server.storage().newest_forms().value();
    REQUIRE(newest.size() == 1);
    CHECK(newest[0].version == suffixed_version);

    const form::Form whole = form::decode_form(golden_form("reception")).value();
    const auto& choices = whole.lists[*whole.questions[*whole.find("reasons")].list].choices;
    auto old_row = reception_response("2", choices.back().name);
    auto new_row = reception_response("2", choices.front().name);
    new_row.form_version = suffixed_version;
    auto gone = old_row;
    gone.form_version = suffixed_version;
    const wire::Reply reply = server.send(
        kiosk.body(1, {kiosk.row(old_row), kiosk.row(new_row), kiosk.row(gone)}, server.keys()));
    CHECK(reply.receipt->counted == 2);
    CHECK(reply.receipt->parked == 1);
    CHECK(server.storage().parked_counts().value().at(0).reason == "value_refused");
    for (const char* version : {"2026112201", "2026112201-014f6107"}) {
        std::int64_t rated = 0;
        const auto days = server.storage().roll_up_of_days().value();
        for (const auto& [key, counts] : days) {
            if (key.version == version && key.question == "rating") rated += counts.answered;
        }
        CHECK(rated == 1);
    }
}
