// What the writer tells of the server's keys that the kiosk still needs.

#include <catch2/catch.hpp>

#include "core/wire/batch.h"
#include "core/wire/receipt.h"
#include "kiosk/writer/recorder.h"
#include "tests/kiosk/writer/writer_sample.h"

using namespace otk;
using namespace otk::kiosk::writer;
using otk::test::WriterSample;
using Keys = std::vector<wire::ServerKeyId>;

namespace {

/// A kiosk that follows its tenant's root.
struct Follower : WriterSample {
    crypto::SigningKey root = crypto::SigningKey::generate(random);
    crypto::BoxPublicKey second_key = crypto::BoxKey::generate(random).public_key();
    wire::ServerKeyId first = wire::server_key_id(box_key.public_key());
    wire::ServerKeyId second = wire::server_key_id(second_key);

    wire::KeyList list(std::int64_t sequence, std::vector<crypto::BoxPublicKey> box_keys) const {
        return {.sequence = sequence,
            .box_keys = std::move(box_keys),
            .receipt_keys = {receipt_key.public_key()},
            .bundle_keys = {},
            .tls_pins = {crypto::sha256(bytes_of("a")), crypto::sha256(bytes_of("b"))}};
    }

    void enrol_with_first_list() const {
        const wire::KeyList first_list = list(1, {box_key.public_key()});
        const wire::Trust trust{.root = root.public_key(),
            .document = wire::sign_key_list(first_list, root),
            .list = first_list};
        const wire::Enrolment enrolment = wire::make_enrolment({.url = "https://127.0.0.1:8443",
                                                                   .kiosk = kiosk_id,
                                                                   .place = "reception-7",
                                                                   .tls_authority = {}},
            trust);
        REQUIRE(make_folder(folder / "inbox"));
        REQUIRE(write_durably(
            folder / "inbox" / "enrolment.json", bytes_of(wire::encode_enrolment(enrolment))));
    }

    void lay_second_list() const {
        REQUIRE(write_durably(folder / "inbox" / "keys.json",
            bytes_of(wire::sign_key_list(list(2, {second_key}), root))));
    }

    /// As the courier, of a server that has the only batch in a backup.
    void lay_receipt() const {
        const std::vector<std::string> files = list_files(folder / "outbox", ".batch").value();
        REQUIRE(files.size() == 1);
        const Bytes body = read_file(folder / "outbox" / files[0], wire::batch_bytes_max).value();
        const wire::StatementSubject subject{
            wire::peek_batch(body).value(), wire::batch_hash(body)};
        const Bytes reply = wire::encode_reply(
            wire::encode_receipt({.subject = subject, .counted = 1}, receipt_key),
            wire::encode_holdings(
                {.subject = subject, .incarnation = {}, .backed_up = 1, .ranges = {{1, 1}}},
                receipt_key));
        const std::string stem = files[0].substr(0, files[0].size() - 6);
        REQUIRE(write_durably(folder / "inbox" / (stem + ".receipt"), reply));
    }

    Keys sorted(Keys keys) const {
        std::sort(keys.begin(), keys.end());
        return keys;
    }
};

}  // namespace

TEST_CASE("a visit changes nothing of the needed keys, a newer list does") {
    Follower kiosk;
    kiosk.enrol_with_first_list();
    auto writer = kiosk.start();
    test::until([&] { return !writer->status().server_keys.needed.empty(); });
    CHECK(writer->status().server_keys.sequence == 1);
    CHECK(writer->status().server_keys.needed == Keys{kiosk.first});
    writer->save(1, 1, WriterSample::response("one"), SaveKind::Close);
    kiosk.events.wait_for_saved(1, 1);
    CHECK(writer->status().server_keys.needed == Keys{kiosk.first});

    kiosk.lay_second_list();
    test::until([&] { return writer->status().server_keys.sequence == 2; });
    CHECK(writer->status().server_keys.needed == kiosk.sorted({kiosk.first, kiosk.second}));
    CHECK(writer->stop());
}

TEST_CASE("with nothing under it the old key is not needed once the newer list is followed") {
    Follower kiosk;
    kiosk.enrol_with_first_list();
    auto writer = kiosk.start();
    test::until([&] { return !writer->status().server_keys.needed.empty(); });
    kiosk.lay_second_list();
    test::until([&] { return writer->status().server_keys.sequence == 2; });
    CHECK(writer->status().server_keys.needed == Keys{kiosk.second});
    CHECK(writer->stop());
}

TEST_CASE("what is needed no more is told within an hour") {
    Follower kiosk;
    kiosk.enrol_with_first_list();
    Options options = kiosk.options();
    options.clock = kiosk.clock;
    options.freeze = Freeze::AtOnce;
    Recorder recorder(options, [](const Event&) {});
    recorder.attend();
    REQUIRE(recorder.record(1, 1, WriterSample::response("one"), SaveKind::Close) ==
            Recorder::Outcome::Done);
    recorder.attend();
    kiosk.lay_second_list();
    recorder.attend();
    const Keys both = kiosk.sorted({kiosk.first, kiosk.second});
    CHECK(recorder.status().server_keys.needed == both);
    kiosk.lay_receipt();
    recorder.attend();
    CHECK(recorder.status().backlog->batches_unsent == 0);
    CHECK(recorder.status().server_keys.needed == both);
    kiosk.clock->advance_ms(std::int64_t{60} * 60 * 1000);
    recorder.attend();
    CHECK(recorder.status().server_keys.sequence == 2);
    CHECK(recorder.status().server_keys.needed == Keys{kiosk.second});
}

TEST_CASE("a kiosk without a root seals to its one key for ever and says so") {
    WriterSample kiosk;
    kiosk.enrol();
    auto writer = kiosk.start();
    test::until([&] { return !writer->status().server_keys.needed.empty(); });
    CHECK(writer->status().server_keys.sequence == 0);
    CHECK(writer->status().server_keys.needed == Keys{wire::ServerKeyId{}});
    CHECK(writer->stop());
}

TEST_CASE("while a buffer set aside cannot be read nobody tells which keys are needed") {
    Follower kiosk;
    kiosk.enrol_with_first_list();
    REQUIRE(make_folder(kiosk.folder / "state" / "buffer-0011223344556677.aside"));
    auto writer = kiosk.start();
    kiosk.events.wait_for_any<Recovered>();
    test::until([&] { return writer->status().server_keys.sequence == 1; });
    CHECK(writer->status().server_keys.needed.empty());
    CHECK(writer->stop());
}
