#include "kiosk/shell/bundle_trial.h"

#include <catch2/catch.hpp>

#include "core/base/format.h"
#include "core/crypto/minisign.h"
#include "core/wire/enrolment.h"
#include "kiosk/fit/panel_class.h"
#include "kiosk/shell/bundle_keys.h"
#include "kiosk/shell/revoked_pins.h"
#include "tests/support/temporary_folder.h"

using namespace otk;
using kiosk::shell::BundleTrial;

namespace {

/// A stand-in for the kiosk's own program, in sh.
class Program {
  public:
    explicit Program(const std::string& script) {
        const Path file = path();
        REQUIRE(write_atomically(file, bytes_of("#!/bin/sh\n" + script), 0755));
    }
    Path path() const { return m_folder.path() / "program"; }
    Result<void> try_it(std::int64_t ms_max = 20'000, bool is_stopped = false) const {
        const BundleTrial trial{
            .program = path(), .config = "kiosk.toml", .panel = "10:800x1280", .ms_max = ms_max};
        return trial("/bundle", [is_stopped] { return is_stopped; });
    }

  private:
    test::TemporaryFolder m_folder;
};

Error refusal(const Result<void>& tried) {
    REQUIRE_FALSE(tried);
    return tried.error();
}

}  // namespace

TEST_CASE("a bundle is tried by the program itself, told where it lies and what the panel is") {
    CHECK(Program("exit 0").try_it());
    const Error told = refusal(Program("echo \"$*\"; exit 1").try_it());
    CHECK(told.context == "--config kiosk.toml --check-bundle /bundle --panel 10:800x1280");
}

TEST_CASE("what does not draw is refused with its first faults on one line") {
    const Error faulty =
        refusal(Program("echo 'page a: too long'; echo 'page b: too'; exit 1").try_it());
    CHECK(faulty.kind == ErrorKind::InvalidInput);
    CHECK(faulty.context == "page a: too long; page b: too");
    const Error much = refusal(
        Program("i=0; while [ $i -lt 900 ]; do echo 'ёж'; i=$((i+1)); done; exit 1").try_it());
    CHECK(much.context.size() < 1500);
    CHECK(is_utf8(much.context));
}

TEST_CASE("a bundle that breaks what draws it, or never ends, is refused") {
    CHECK(refusal(Program("kill -SEGV $$").try_it()).kind == ErrorKind::InvalidInput);
    const Error endless = refusal(Program("exec sleep 600").try_it(1));
    CHECK(endless.kind == ErrorKind::InvalidInput);
    CHECK(endless.context.find("not drawn within") != std::string::npos);
}

TEST_CASE("what could not be tried is no fault of the bundle") {
    CHECK(refusal(Program("exit 2").try_it()).kind == ErrorKind::Unavailable);
    CHECK(refusal(Program("exec sleep 600").try_it(20'000, true)).kind == ErrorKind::Unavailable);
    const BundleTrial nowhere{.program = "/nonexistent/kiosk", .config = {}, .panel = {}};
    const Error absent = refusal(nowhere("/bundle", [] { return false; }));
    CHECK(absent.kind != ErrorKind::InvalidInput);
}

TEST_CASE("a panel's words are read back as that panel") {
    const kiosk::look::Panel panel{1080, 1920, 267.84F, 476.16F};
    const auto read = kiosk::fit::parse_panel_class(kiosk::shell::panel_in_words(panel));
    REQUIRE(read);
    CHECK(read->panel.width_px == panel.width_px);
    CHECK(read->panel.height_px == panel.height_px);
    CHECK(read->panel.width_mm == Approx(panel.width_mm).epsilon(0.01));
}

TEST_CASE("keys whose bundles are taken stand one a line, and none without the file") {
    const test::TemporaryFolder folder;
    const auto key = crypto::SigningKey::from_seed(Bytes(32, 1)).value().public_key();
    const auto other = crypto::SigningKey::from_seed(Bytes(32, 2)).value().public_key();
    CHECK(kiosk::shell::read_bundle_keys(folder / "none")->empty());
    const std::string text = format("# of the town\nuntrusted comment: one\n{}\n\n{}\r\n",
        crypto::minisign_key_text(key), other.text());
    REQUIRE(write_atomically(folder / "keys", bytes_of(text)));
    CHECK(kiosk::shell::read_bundle_keys(folder / "keys").value() ==
          std::vector<crypto::PublicKey>{key, other});
    REQUIRE(write_atomically(folder / "keys", bytes_of(text + "nonsense\n")));
    const auto refused = kiosk::shell::read_bundle_keys(folder / "keys");
    REQUIRE_FALSE(refused);
    CHECK(refused.error().context.find("keys:6") != std::string::npos);
}

TEST_CASE(
    "keys that the kiosk's keys.json lets sign bundles are believed beside those of the file") {
    const test::TemporaryFolder folder;
    const auto public_key = [](std::uint8_t seed) {
        return crypto::SigningKey::from_seed(Bytes(32, seed)).value().public_key();
    };
    REQUIRE(write_atomically(folder / "keys", bytes_of(public_key(1).text())));
    const auto trusted = [&] {
        return kiosk::shell::trusted_bundle_keys(folder / "keys", folder.path());
    };
    CHECK(trusted().value() == std::vector{public_key(1)});  // not enrolled yet

    const auto root = crypto::SigningKey::from_seed(Bytes(32, 9)).value();
    SeededRandom random(1);
    wire::KeyList list;
    list.sequence = 1;
    list.box_keys = {crypto::BoxKey::generate(random).public_key()};
    list.receipt_keys = {public_key(2)};
    list.bundle_keys = {public_key(3), public_key(4)};
    list.tls_pins = {crypto::sha256(bytes_of("one")), crypto::sha256(bytes_of("other"))};
    const wire::Enrolment enrolment = wire::make_enrolment(
        {.url = "https://server.example", .kiosk = {}, .place = "hall-2", .tls_authority = {}},
        {root.public_key(), wire::sign_key_list(list, root), list});
    REQUIRE(
        write_atomically(folder / "enrolment.json", bytes_of(wire::encode_enrolment(enrolment))));
    CHECK(trusted().value() == std::vector{public_key(1), public_key(3), public_key(4)});
}

TEST_CASE("PINs that the kiosk's keys.json revokes are found, others are not") {
    const test::TemporaryFolder folder;
    const staff::PinId pin{1, 2, 3};
    const auto is_revoked = [&] { return kiosk::shell::is_pin_revoked(folder.path(), pin); };
    CHECK_FALSE(is_revoked().value());  // not enrolled yet
    const auto root = crypto::SigningKey::from_seed(Bytes(32, 9)).value();
    SeededRandom random(1);
    const auto enrol = [&](const std::vector<wire::PinId>& revoked) {
        wire::KeyList list;
        list.sequence = 1;
        list.box_keys = {crypto::BoxKey::generate(random).public_key()};
        list.receipt_keys = {root.public_key()};
        list.tls_pins = {crypto::sha256(bytes_of("one")), crypto::sha256(bytes_of("other"))};
        list.revoked_pins = revoked;
        const wire::Enrolment enrolment = wire::make_enrolment(
            {.url = "https://server.example", .kiosk = {}, .place = "hall-2", .tls_authority = {}},
            {root.public_key(), wire::sign_key_list(list, root), list});
        REQUIRE(write_atomically(
            folder / "enrolment.json", bytes_of(wire::encode_enrolment(enrolment))));
    };
    enrol({wire::PinId{9}});
    CHECK_FALSE(is_revoked().value());
    enrol({wire::PinId{9}, pin});
    CHECK(is_revoked().value());
    REQUIRE(write_atomically(folder / "enrolment.json", bytes_of("{}")));
    CHECK_FALSE(is_revoked());
}
