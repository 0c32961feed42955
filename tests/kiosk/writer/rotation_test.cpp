#include "kiosk/writer/rotation.h"

#include <algorithm>
#include <array>
#include <optional>
#include <vector>

#include <catch2/catch.hpp>

#include "core/wire/key_rotation.h"
#include "kiosk/writer/identity.h"
#include "tests/support/temporary_folder.h"

using namespace otk;
using namespace otk::kiosk::writer;

namespace {

/// A kiosk's folders, and a server that knows keys of it: the newest signs, all are taken.
class World {
  public:
    World() {
        for (const Path& made : {m_folders.state, m_folders.inbox, m_folders.outbox})
            REQUIRE(make_folder(made));
        known.push_back(open_identity(m_folders.state, random).value().public_key());
    }

    void order() { REQUIRE(write_durably(m_folders.inbox / "identity.rotate", {})); }
    crypto::SigningKey key_on_disk() { return open_identity(m_folders.state, random).value(); }
    bool lies(const char* file) const { return std::filesystem::exists(m_folder / file); }
    Bytes request() const {
        return read_file(m_folders.outbox / "identity.rotation", wire::key_rotation_bytes).value();
    }
    std::string published() const {
        return std::string(text_of(read_file(m_folders.outbox / "kiosk.pub", 256).value()));
    }

    /// After so many durable steps the kiosk stops, once; without a number it never does.
    void stop_after(int steps) { m_steps_left = steps; }
    void stop_no_more() { m_steps_left.reset(); }
    bool has_stopped() const { return m_has_stopped; }

    /// One look by a kiosk that has this key in memory.
    Result<bool> look(crypto::SigningKey& key) {
        const RotationTerms terms{.folders = m_folders,
            .kiosk = {},
            .receipt_keys = m_receipt_keys,
            .before_step = [this](std::string_view) { return before_step(); }};
        return follow_rotation(terms, key, random);
    }
    /// One look of a kiosk that has just started.
    Result<bool> look_after_start() {
        crypto::SigningKey key = key_on_disk();
        return look(key);
    }

    /// The courier and the server, whose part may be lost too.
    void carry() {
        if (!lies("outbox/identity.rotation")) return;
        const Bytes asked = request();
        const wire::KeyRotation rotation = wire::decode_key_rotation(asked).value();
        if (rotation.before == known.back()) known.push_back(rotation.after);
        if (rotation.after == known.back()) answer(asked, m_receipt_key);
    }
    void answer(ByteView asked, const crypto::SigningKey& signer) {
        REQUIRE(write_durably(m_folders.inbox / "identity.rotated",
            wire::encode_key_rotation_answer(wire::key_rotation_hash(asked), signer)));
    }
    bool is_taken(const crypto::SigningKey& key) const {
        return std::find(known.begin(), known.end(), key.public_key()) != known.end();
    }
    const Folders& folders() const { return m_folders; }

    SystemRandom random;
    std::vector<crypto::PublicKey> known;

  private:
    Result<void> before_step() {
        if (!m_steps_left || m_has_stopped) return {};
        if ((*m_steps_left)-- > 0) return {};
        m_has_stopped = true;
        return fail(ErrorKind::Io, "stopped");
    }

    std::optional<int> m_steps_left;
    bool m_has_stopped = false;
    test::TemporaryFolder m_folder;
    Folders m_folders{
        .state = m_folder / "state", .inbox = m_folder / "inbox", .outbox = m_folder / "outbox"};
    crypto::SigningKey m_receipt_key = crypto::SigningKey::generate(random);
    std::array<crypto::PublicKey, 1> m_receipt_keys{m_receipt_key.public_key()};
};

}  // namespace

TEST_CASE("an order makes a new key, which signs after the server has said that it knows it") {
    World world;
    crypto::SigningKey key = world.key_on_disk();
    const crypto::PublicKey old = key.public_key();
    CHECK_FALSE(world.look(key).value());
    CHECK_FALSE(world.lies("outbox/identity.rotation"));
    CHECK_FALSE(is_rotation_open(world.folders()));
    world.order();
    CHECK_FALSE(world.look(key).value());
    CHECK_FALSE(world.lies("inbox/identity.rotate"));
    CHECK(key.public_key() == old);
    CHECK(is_rotation_open(world.folders()));
    const wire::KeyRotation asked = wire::decode_key_rotation(world.request()).value();
    CHECK(asked.before == old);
    CHECK_FALSE(world.look(key).value());
    world.carry();
    CHECK(world.look(key).value());
    CHECK(key.public_key() == asked.after);
    CHECK(world.key_on_disk().public_key() == asked.after);
    CHECK(world.published() == asked.after.text() + "\n");
    CHECK_FALSE(world.lies("state/identity.next"));
    CHECK_FALSE(is_rotation_open(world.folders()));
    CHECK_FALSE(world.lies("inbox/identity.rotated"));
    // For a server that is restored from a backup of before.
    CHECK(wire::decode_key_rotation(world.request()).value() == asked);
}

TEST_CASE(
    "wherever it stops, the kiosk signs with a key that the server takes, and gets the new one") {
    int steps = 0;
    for (bool stopped = true; stopped; ++steps) {
        World world;
        world.stop_after(steps);
        const crypto::PublicKey first = world.known.back();
        world.order();
        // Each round is a start of the kiosk, which may end within its look, then the courier's
        // way.
        for (int round = 0; round < 4; ++round) {
            const Result<bool> looked = world.look_after_start();
            CHECK((looked || world.has_stopped()));
            CHECK(world.is_taken(world.key_on_disk()));
            world.carry();
            CHECK(world.is_taken(world.key_on_disk()));
        }
        stopped = world.has_stopped();
        world.stop_no_more();
        REQUIRE(world.look_after_start());
        CHECK(world.key_on_disk().public_key() != first);
        CHECK(world.key_on_disk().public_key() == world.known.back());
        CHECK(world.known.size() == 2);
        CHECK(world.published() == world.known.back().text() + "\n");
        CHECK_FALSE(world.lies("state/identity.next"));
        CHECK_FALSE(world.lies("inbox/identity.rotate"));
    }
    // Making it, the order, the request; using it, publishing it, the answer, what is left.
    CHECK(steps > 7);
}

TEST_CASE("an answer that the server did not give, or to another request, changes nothing") {
    World world;
    crypto::SigningKey key = world.key_on_disk();
    const crypto::PublicKey old = key.public_key();
    world.order();
    REQUIRE(world.look(key));
    world.answer(world.request(), crypto::SigningKey::generate(world.random));
    CHECK_FALSE(world.look(key).value());
    CHECK_FALSE(world.lies("inbox/identity.rotated"));
    REQUIRE(write_durably(world.folders().inbox / "identity.rotated", Bytes(1000, 1)));
    CHECK_FALSE(world.look(key).value());
    CHECK_FALSE(world.lies("inbox/identity.rotated"));
    CHECK(key.public_key() == old);
    CHECK(world.key_on_disk().public_key() == old);
}

TEST_CASE("a second order while one is on its way makes no third key") {
    World world;
    crypto::SigningKey key = world.key_on_disk();
    world.order();
    REQUIRE(world.look(key));
    const Bytes asked = world.request();
    world.order();
    REQUIRE(world.look(key));
    CHECK(world.request() == asked);
    CHECK_FALSE(world.lies("inbox/identity.rotate"));
}

TEST_CASE("a damaged next key is given up, and another order makes a new one") {
    World world;
    crypto::SigningKey key = world.key_on_disk();
    world.order();
    REQUIRE(world.look(key));
    REQUIRE(write_durably(world.folders().state / "identity.next", bytes_of("damaged"), 0600));
    CHECK_FALSE(world.look(key).value());
    CHECK_FALSE(world.lies("state/identity.next"));
    CHECK_FALSE(world.lies("outbox/identity.rotation"));
    world.order();
    REQUIRE(world.look(key));
    world.carry();
    CHECK(world.look(key).value());
    CHECK(world.is_taken(key));
}
