#include "kiosk/shell/picture_loader.h"

#include <utility>

#include "core/base/log.h"
#include "core/bundle/picture.h"
#include "kiosk/look/shrink.h"

namespace otk::kiosk::shell {
namespace {

constexpr image::PngLimits limits{.bytes_max = bundle::PictureLimits::size_bytes_max,
    .side_min = bundle::PictureLimits::side_px_min,
    .side_max = bundle::PictureLimits::side_px_max};

void tell(const std::string& file, const Error& error) {
    log::warning("a form's picture is not shown, its label stands alone",
        {{"file", log::Shown{file}}, {"error", error}});
}

Result<image::PngSize> size_in(const Path& path) {
    const Bytes bytes = OTK_TRY(read_file(path, limits.bytes_max));
    return image::png_size(bytes, limits);
}

Result<image::Rgba> picture_in(const Path& path, int width, int height) {
    const Bytes bytes = OTK_TRY(read_file(path, limits.bytes_max));
    const image::Rgba whole = OTK_TRY(image::decode_png(bytes, limits));
    return look::shrunk(whole, width, height);
}

}  // namespace

PictureLoader::PictureLoader(
    std::map<std::string, Path, std::less<>> files, std::function<void()> on_ready)
    : m_files(std::move(files)), m_on_ready(std::move(on_ready)) {
    for (const auto& [file, path] : m_files) {
        const Result<image::PngSize> size = in(path.string(), size_in(path));
        if (size) {
            m_sizes[file] = {size->width, size->height};
        } else {
            tell(file, size.error());
        }
    }
    if (!m_sizes.empty()) m_thread = std::thread([this] { serve(); });
}

PictureLoader::~PictureLoader() {
    {
        const std::lock_guard guard(m_mutex);
        m_has_ended = true;
    }
    m_wake.notify_one();
    if (m_thread.joinable()) m_thread.join();
}

PictureLoader::Size PictureLoader::size_of(std::string_view file) const {
    const std::lock_guard guard(m_mutex);
    const auto found = m_sizes.find(file);
    return found != m_sizes.end() ? found->second : Size{};
}

PictureLoader::Texture PictureLoader::at(std::string_view file, Size size) {
    const std::lock_guard guard(m_mutex);
    if (!m_sizes.contains(file) || !size.is_there()) return nullptr;
    const auto [place, is_new] = m_ready.try_emplace({std::string(file), size.width, size.height});
    if (is_new) {
        m_wishes.push_back(place->first);
        m_wake.notify_one();
    }
    if (place->second == nullptr) return nullptr;
    place->second->frame = m_frame;
    return &place->second->texture;
}

void PictureLoader::begin_frame() {
    const std::lock_guard guard(m_mutex);
    if (m_bytes > bytes_max) {
        std::erase_if(m_ready, [this](const auto& entry) {
            const Ready* const ready = entry.second.get();
            if (ready == nullptr || ready->frame == m_frame) return false;
            m_bytes -= ready->picture.pixels.size();
            return true;
        });
    }
    ++m_frame;
}

void PictureLoader::serve() {
    std::unique_lock lock(m_mutex);
    while (true) {
        m_wake.wait(lock, [this] { return m_has_ended || !m_wishes.empty(); });
        if (m_has_ended) return;
        const Wish wish = std::move(m_wishes.front());
        m_wishes.pop_front();
        lock.unlock();
        make_ready(wish);
        m_on_ready();
        lock.lock();
    }
}

void PictureLoader::make_ready(const Wish& wish) {
    const Path& path = m_files.find(wish.file)->second;
    Result<image::Rgba> made = in(path.string(), picture_in(path, wish.width, wish.height));
    const std::lock_guard guard(m_mutex);
    if (!made) {
        if (m_sizes.erase(wish.file) > 0) tell(wish.file, made.error());
        m_ready.erase(wish);
        return;
    }
    auto ready = std::make_unique<Ready>();
    ready->picture = std::move(*made);
    ready->texture = {raster::Texture::Format::Rgba32, ready->picture.pixels.data(), wish.width,
        wish.height, ++m_revision};
    ready->frame = m_frame;
    m_bytes += ready->picture.pixels.size();
    m_ready[wish] = std::move(ready);
}

}  // namespace otk::kiosk::shell
