#include "kiosk/shell/picture_loader.h"

#include <condition_variable>
#include <mutex>

#include <catch2/catch.hpp>

#include "tests/support/temporary_folder.h"

using namespace otk;
using kiosk::shell::PictureLoader;

namespace {

const Path media = Path(OTK_SOURCE_DIR) / "tests/contract/every_kind/media";

/// Counts the calls and waits for them.
class Bell {
  public:
    std::function<void()> rope() {
        return [this] {
            const std::lock_guard guard(m_mutex);
            ++m_rung;
            m_wake.notify_all();
        };
    }
    void wait_for(int rung) {
        std::unique_lock lock(m_mutex);
        m_wake.wait(lock, [&] { return m_rung >= rung; });
    }

  private:
    std::mutex m_mutex;
    std::condition_variable m_wake;
    int m_rung = 0;
};

}  // namespace

TEST_CASE("a picture is ready some time after it was asked for, at the size that was wanted") {
    Bell bell;
    PictureLoader loader({{"queue.png", media / "queue.png"}}, bell.rope());
    const PictureLoader::Size own = loader.size_of("queue.png");
    REQUIRE(own.is_there());
    const PictureLoader::Size wanted{own.width / 2, own.height / 2};
    loader.begin_frame();
    CHECK(loader.at("queue.png", wanted) == nullptr);
    CHECK(loader.at("queue.png", wanted) == nullptr);
    bell.wait_for(1);
    const auto* texture =
        static_cast<const kiosk::raster::Texture*>(loader.at("queue.png", wanted));
    REQUIRE(texture != nullptr);
    CHECK(texture->width == wanted.width);
    CHECK(texture->height == wanted.height);
    CHECK(texture->format == kiosk::raster::Texture::Format::Rgba32);
    CHECK(loader.at("other.png", wanted) == nullptr);
}

TEST_CASE("a picture that is missing or no picture has no size, so that its label stands alone") {
    const test::TemporaryFolder folder;
    REQUIRE(write_atomically(folder / "broken.png", bytes_of("no picture at all")));
    Bell bell;
    PictureLoader loader(
        {{"broken.png", folder / "broken.png"}, {"gone.png", folder / "gone.png"}}, bell.rope());
    CHECK_FALSE(loader.size_of("broken.png").is_there());
    CHECK_FALSE(loader.size_of("gone.png").is_there());
    CHECK(loader.at("broken.png", {16, 16}) == nullptr);
}

TEST_CASE("a picture that turns out to be damaged when it is needed has no size any more") {
    const test::TemporaryFolder folder;
    Bytes png = read_file(media / "queue.png", 4096).value();
    png.resize(png.size() - 20);  // the head is whole, the pixels are not
    REQUIRE(write_atomically(folder / "cut.png", png));
    Bell bell;
    PictureLoader loader({{"cut.png", folder / "cut.png"}}, bell.rope());
    REQUIRE(loader.size_of("cut.png").is_there());
    CHECK(loader.at("cut.png", {16, 16}) == nullptr);
    bell.wait_for(1);
    CHECK_FALSE(loader.size_of("cut.png").is_there());
    CHECK(loader.at("cut.png", {16, 16}) == nullptr);
}

TEST_CASE("a picture that is in no file is shown as it was put last") {
    Bell bell;
    PictureLoader loader({}, bell.rope());
    CHECK_FALSE(loader.size_of("slip-preview").is_there());
    const Bytes png = read_file(media / "queue.png", 1U << 20U).value();
    for (int turn = 1; turn <= 2; ++turn) {
        loader.put("slip-preview", png);
        loader.begin_frame();
        const PictureLoader::Size own = loader.size_of("slip-preview");
        REQUIRE(own.is_there());
        CHECK(loader.at("slip-preview", own) == nullptr);
        bell.wait_for(turn);
        CHECK(loader.at("slip-preview", own) != nullptr);
    }
    loader.put("slip-preview", Bytes{1, 2, 3});
    CHECK_FALSE(loader.size_of("slip-preview").is_there());
    CHECK(loader.at("slip-preview", {8, 8}) == nullptr);
}
