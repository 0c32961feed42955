#include "kiosk/writer/enrolment.h"

#include <catch2/catch.hpp>

#include "core/wire/enrolment_message.h"
#include "core/wire/limits.h"
#include "tests/support/temporary_folder.h"

using namespace otk;
using namespace otk::kiosk::writer;

namespace {

wire::Enrolment enrolment_of(std::string place) {
    return {.url = "https://127.0.0.1:8443",
        .kiosk = {},
        .place = std::move(place),
        .server_key_id = {},
        .server_key = {},
        .receipt_keys = {crypto::PublicKey{}},
        .tls_authority = {}};
}

/// A kiosk's folders, and the server that it is to be enrolled at.
struct Fixture {
    test::TemporaryFolder folder;
    SystemRandom random;
    Folders folders{.state = folder / "state", .inbox = folder / "inbox", .outbox = folder / "outbox"};
    crypto::SigningKey key = crypto::SigningKey::generate(random);
    crypto::SigningKey root = crypto::SigningKey::generate(random);
    crypto::SigningKey receipt_key = crypto::SigningKey::generate(random);
    crypto::BoxPublicKey box_key = crypto::BoxKey::generate(random).public_key();
    wire::Ticket ticket{.url = "https://kiosks.example",
        .root = root.public_key(),
        .code = wire::EnrolmentCode::random(random)};

    Fixture() {
        for (const Path& made : {folders.state, folders.inbox, folders.outbox})
            REQUIRE(make_folder(made));
    }

    std::string document(std::int64_t sequence) {
        return wire::sign_key_list({.sequence = sequence,
                                       .box_keys = {box_key},
                                       .receipt_keys = {receipt_key.public_key()},
                                       .bundle_keys = {},
                                       .tls_pins = {crypto::sha256(bytes_of("a")),
                                           crypto::sha256(bytes_of("b"))}},
            root);
    }
    Result<wire::Enrolment> open() { return open_enrolment(folders, key); }
    void lay(const Path& file, ByteView bytes) { REQUIRE(write_durably(file, bytes)); }
    void lay_ticket() { lay(folders.inbox / "enrolment.ticket", bytes_of(wire::encode_ticket(ticket))); }
    Bytes request() {
        return read_file(folders.outbox / "enrolment.request", wire::enrolment_request_bytes).value();
    }
    void answer(const crypto::SigningKey& signed_by, ByteView to) {
        lay(folders.inbox / "enrolment.answer",
            wire::encode_enrolment_answer({.request_hash = wire::enrolment_request_hash(to),
                                              .kiosk = {},
                                              .url = "https://kiosks.example",
                                              .place = "hall-2",
                                              .tls_authority = {}},
                document(1), signed_by));
    }
    wire::Enrolment enrolled() {
        lay_ticket();
        CHECK(open().error().kind == ErrorKind::NotFound);
        answer(receipt_key, request());
        return open().value();
    }
    bool is_there(const Path& file) const { return std::filesystem::exists(file); }
};

}  // namespace

TEST_CASE("the first enrolment is kept, a later one cannot redirect the answers") {
    Fixture kiosk;
    const Path offered = kiosk.folders.inbox / "enrolment.json";
    CHECK(kiosk.open().error().kind == ErrorKind::NotFound);
    kiosk.lay(offered, bytes_of("{}"));
    CHECK(kiosk.open().error().kind == ErrorKind::InvalidInput);
    kiosk.lay(offered, bytes_of(wire::encode_enrolment(enrolment_of("hall-2"))));
    CHECK(kiosk.open().value().place == "hall-2");
    kiosk.lay(offered, bytes_of(wire::encode_enrolment(enrolment_of("elsewhere"))));
    CHECK(kiosk.open().value().place == "hall-2");
    kiosk.lay_ticket();
    CHECK(kiosk.open().value().place == "hall-2");
    CHECK_FALSE(kiosk.is_there(kiosk.folders.outbox / "enrolment.request"));
}

TEST_CASE("a ticket makes a request, and the server's answer to it the enrolment") {
    Fixture kiosk;
    const wire::Enrolment enrolment = kiosk.enrolled();
    CHECK(enrolment.place == "hall-2");
    CHECK(enrolment.trust->root == kiosk.root.public_key());
    CHECK(kiosk.open().value() == enrolment);
    for (const char* left : {"inbox/enrolment.ticket", "inbox/enrolment.answer", "outbox/enrolment.request"})
        CHECK_FALSE(kiosk.is_there(kiosk.folder / left));
}

TEST_CASE("a request is the same after a restart, so that the same answer fits it") {
    Fixture kiosk;
    kiosk.lay_ticket();
    REQUIRE_FALSE(kiosk.open());
    const Bytes first = kiosk.request();
    REQUIRE_FALSE(kiosk.open());
    CHECK(kiosk.request() == first);
    CHECK(wire::decode_enrolment_request(first)->kiosk == kiosk.key.public_key());
}

TEST_CASE("an answer that the root does not stand behind, or to another request, is taken away") {
    Fixture kiosk;
    kiosk.lay_ticket();
    REQUIRE_FALSE(kiosk.open());
    const Path answer = kiosk.folders.inbox / "enrolment.answer";
    kiosk.answer(crypto::SigningKey::generate(kiosk.random), kiosk.request());
    CHECK(kiosk.open().error().kind == ErrorKind::NotFound);
    CHECK_FALSE(kiosk.is_there(answer));
    kiosk.answer(kiosk.receipt_key, bytes_of("another request"));
    CHECK(kiosk.open().error().kind == ErrorKind::NotFound);
    CHECK_FALSE(kiosk.is_there(answer));
    kiosk.answer(kiosk.receipt_key, kiosk.request());
    CHECK(kiosk.open());
}

TEST_CASE("what the kiosk believes of its server lies in the outbox for the courier") {
    Fixture kiosk;
    const wire::Enrolment enrolment = kiosk.enrolled();
    REQUIRE(publish_enrolment(kiosk.folders, enrolment));
    const Bytes published =
        read_file(kiosk.folders.outbox / "server.json", wire::enrolment_bytes_max).value();
    CHECK(wire::decode_enrolment(text_of(published)).value() == enrolment);
}

TEST_CASE("newer keys of the same root are followed, and stay after a restart") {
    Fixture kiosk;
    wire::Enrolment enrolment = kiosk.enrolled();
    CHECK_FALSE(follow_keys(kiosk.folders, enrolment).value());
    const crypto::BoxPublicKey old_box = kiosk.box_key;
    kiosk.box_key = crypto::BoxKey::generate(kiosk.random).public_key();
    const Path news = kiosk.folders.inbox / "keys.json";
    kiosk.lay(news, bytes_of(kiosk.document(2)));
    CHECK(follow_keys(kiosk.folders, enrolment).value());
    CHECK(enrolment.server_key == kiosk.box_key);
    CHECK(enrolment.server_key != old_box);
    CHECK(enrolment.trust->list.sequence == 2);
    CHECK(enrolment.place == "hall-2");
    CHECK(kiosk.open().value() == enrolment);
    CHECK_FALSE(kiosk.is_there(news));
}

TEST_CASE("an older list, another root's and no list change nothing and are taken away") {
    Fixture kiosk;
    wire::Enrolment enrolment = kiosk.enrolled();
    const Path news = kiosk.folders.inbox / "keys.json";
    kiosk.lay(news, bytes_of(kiosk.document(5)));
    REQUIRE(follow_keys(kiosk.folders, enrolment).value());
    const wire::Enrolment before = enrolment;
    std::vector<std::string> texts{kiosk.document(4), kiosk.document(5), "<html></html>",
        std::string(wire::key_list_bytes_max + 1, ' ')};
    kiosk.root = crypto::SigningKey::generate(kiosk.random);
    texts.push_back(kiosk.document(6));
    for (const std::string& text : texts) {
        kiosk.lay(news, bytes_of(text));
        CHECK_FALSE(follow_keys(kiosk.folders, enrolment).value());
        CHECK(enrolment == before);
        CHECK_FALSE(kiosk.is_there(news));
    }
}

TEST_CASE("an enrolment without a root follows nobody") {
    Fixture kiosk;
    wire::Enrolment enrolment = enrolment_of("hall-2");
    kiosk.lay(kiosk.folders.inbox / "keys.json", bytes_of(kiosk.document(2)));
    CHECK_FALSE(follow_keys(kiosk.folders, enrolment).value());
    CHECK(enrolment == enrolment_of("hall-2"));
}

TEST_CASE("a revocation is remembered until it is undone") {
    Fixture kiosk;
    CHECK_FALSE(read_revoked(kiosk.folders).value());
    REQUIRE(keep_revoked(kiosk.folders, true));
    CHECK(read_revoked(kiosk.folders).value());
    REQUIRE(keep_revoked(kiosk.folders, false));
    CHECK_FALSE(read_revoked(kiosk.folders).value());
}
