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
    log::warning("a picture is not shown, its label stands alone",
        {{"file", log::Shown{file}}, {"error", error}});
}

Result<image::PngSize> size_in(const Path& path) {
    const Bytes bytes = OTK_TRY(read_file(path, limits.bytes_max));
    return image::png_size(bytes, limits);
}

/// Of a slip's preview: as wide as paper, as long as a template may make it.
constexpr image::PngLimits put_limits{.bytes_max = 131'072, .side_min = 8, .side_max = 4'096};

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

void PictureLoader::put(const std::string& name, Bytes png) {
    const Result<image::PngSize> size = image::png_size(png, put_limits);
    const std::lock_guard guard(m_mutex);
    std::erase_if(m_ready, [this, &name](const auto& entry) {
        if (entry.first.file != name || entry.second == nullptr) return false;
        m_bytes -= entry.second->picture.pixels.size();
        return true;
    });
    if (!size) {
        m_sizes.erase(name);
        return tell(name, size.error());
    }
    m_sizes[name] = {size->width, size->height};
    m_put[name] = std::move(png);
    if (!m_thread.joinable()) m_thread = std::thread([this] { serve(); });
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

/// In the size that is wished.
Result<image::Rgba> PictureLoader::picture_for(const Wish& wish) const {
    const auto file = m_files.find(wish.file);
    Bytes bytes;
    if (file != m_files.end()) {
        bytes = OTK_TRY(in(file->second.string(), read_file(file->second, limits.bytes_max)));
    } else {
        const std::lock_guard guard(m_mutex);
        bytes = m_put.find(wish.file)->second;
    }
    const image::PngLimits& within = file != m_files.end() ? limits : put_limits;
    const image::Rgba whole = OTK_TRY(in(wish.file, image::decode_png(bytes, within)));
    return look::shrunk(whole, wish.width, wish.height);
}

void PictureLoader::make_ready(const Wish& wish) {
    Result<image::Rgba> made = picture_for(wish);
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
