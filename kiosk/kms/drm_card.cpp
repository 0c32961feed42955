// The one file that speaks to a display card. It has never run where this was written: there was no
// /dev/dri. docs/ARCHITECTURE.md says how to see it run.

#include <algorithm>
#include <array>
#include <cerrno>
#include <map>
#include <memory>
#include <system_error>
#include <utility>

#include <fcntl.h>
#include <sys/mman.h>
#include <xf86drm.h>
#include <xf86drmMode.h>

#include "core/base/format.h"
#include "kiosk/kms/card.h"

namespace otk::kiosk::kms {
namespace {

ErrorKind kind_of_errno(int number) {
    switch (number) {
        case EBUSY:
            return ErrorKind::Unavailable;
        case EACCES:
        case EPERM:
            return ErrorKind::Permission;
        case ENOENT:
        case ENODEV:
        case ENXIO:
        case EINVAL:
            return ErrorKind::NotFound;
        case ENOMEM:
        case ENOSPC:
            return ErrorKind::NoSpace;
        default:
            return ErrorKind::Io;
    }
}

/// libdrm returns what errno is, negative, from some calls and −1 with errno from others.
Failure fail_call(const char* what, int returned) {
    const int number = returned < -1 ? -returned : errno;
    return fail(
        kind_of_errno(number), format("{}: {}", what, std::generic_category().message(number)));
}

template <auto release>
struct Release {
    template <typename Thing>
    void operator()(Thing* thing) const {
        release(thing);
    }
};
using Resources = std::unique_ptr<drmModeRes, Release<drmModeFreeResources>>;
using KernelConnector = std::unique_ptr<drmModeConnector, Release<drmModeFreeConnector>>;
using Encoder = std::unique_ptr<drmModeEncoder, Release<drmModeFreeEncoder>>;

bool is_built_in(std::uint32_t kind) {
    constexpr std::array kinds{DRM_MODE_CONNECTOR_eDP, DRM_MODE_CONNECTOR_LVDS,
        DRM_MODE_CONNECTOR_DSI, DRM_MODE_CONNECTOR_DPI};
    return std::find(kinds.begin(), kinds.end(), static_cast<int>(kind)) != kinds.end();
}

std::string name_of(const drmModeConnector& connector) {
    const char* const kind = drmModeGetConnectorTypeName(connector.connector_type);
    return format("{}-{}", kind != nullptr ? kind : "Unknown", connector.connector_type_id);
}

Mode mode_of(const drmModeModeInfo& info) {
    return {info.hdisplay, info.vdisplay, static_cast<int>(info.vrefresh),
        (info.flags & DRM_MODE_FLAG_INTERLACE) != 0, (info.type & DRM_MODE_TYPE_PREFERRED) != 0};
}

class DrmCard final : public Card {
  public:
    explicit DrmCard(Descriptor node) : m_node(std::move(node)), m_card(m_node.number()) {}

    Result<std::vector<Connector>> connectors() override {
        const Resources resources(drmModeGetResources(m_card));
        if (resources == nullptr) return fail_call("list connectors", -1);
        m_modes.clear();
        std::vector<Connector> found;
        for (int at = 0; at < resources->count_connectors; ++at) {
            const KernelConnector connector(drmModeGetConnector(m_card, resources->connectors[at]));
            // One that went away meanwhile (a dock) is not there any more.
            if (connector != nullptr) found.push_back(described(*connector, *resources));
        }
        return found;
    }

    Result<Buffer> make_buffer(int width_px, int height_px) override {
        Buffer buffer;
        std::uint32_t pitch = 0;
        std::uint64_t bytes = 0;
        const auto width = static_cast<std::uint32_t>(width_px);
        const auto height = static_cast<std::uint32_t>(height_px);
        if (const int made = drmModeCreateDumbBuffer(
                m_card, width, height, 32, 0, &buffer.handle, &pitch, &bytes);
            made != 0) {
            return fail_call("make a buffer", made);
        }
        if (const Result<void> ready = map(buffer, width, height, pitch, bytes); !ready) {
            drop_buffer(buffer);
            return Failure(ready.error());
        }
        return buffer;
    }

    void drop_buffer(const Buffer& buffer) override {
        const auto mapped = m_mapped_bytes.find(buffer.handle);
        if (mapped != m_mapped_bytes.end()) {
            ::munmap(buffer.surface.pixels, mapped->second);
            m_mapped_bytes.erase(mapped);
        }
        if (buffer.id != 0) drmModeRmFB(m_card, buffer.id);
        drmModeDestroyDumbBuffer(m_card, buffer.handle);
    }

    Result<void> set_mode(const Output& output, const Buffer& buffer) override {
        const auto modes = m_modes.find(output.connector.id);
        if (modes == m_modes.end() || output.mode >= modes->second.size()) {
            return fail(ErrorKind::NotFound, "set mode: the connector has changed");
        }
        std::uint32_t connector = output.connector.id;
        const int set = drmModeSetCrtc(
            m_card, output.controller, buffer.id, 0, 0, &connector, 1, &modes->second[output.mode]);
        return set == 0 ? Result<void>() : fail_call("set mode", set);
    }

    Result<void> flip(const Output& output, const Buffer& buffer) override {
        const int flipped =
            drmModePageFlip(m_card, output.controller, buffer.id, DRM_MODE_PAGE_FLIP_EVENT, this);
        return flipped == 0 ? Result<void>() : fail_call("flip", flipped);
    }

    int descriptor() const override { return m_card; }

    Result<int> flips_done() override {
        drmEventContext context{};
        context.version = 2;
        context.page_flip_handler = [](int, unsigned, unsigned, unsigned, void* card) {
            ++static_cast<DrmCard*>(card)->m_flips_done;
        };
        m_flips_done = 0;
        // The descriptor does not block: without an event the read says EAGAIN.
        if (drmHandleEvent(m_card, &context) != 0 && errno != EAGAIN && errno != EINTR) {
            return fail_call("take the card's events", -1);
        }
        return m_flips_done;
    }

    Result<void> take_display() override {
        const int taken = drmSetMaster(m_card);
        return taken == 0 ? Result<void>() : fail_call("take the display", taken);
    }

  private:
    Connector described(const drmModeConnector& connector, const drmModeRes& resources) {
        Connector told;
        told.id = connector.connector_id;
        told.name = name_of(connector);
        told.is_built_in = is_built_in(connector.connector_type);
        told.is_connected = connector.connection == DRM_MODE_CONNECTED;
        told.width_mm = static_cast<int>(connector.mmWidth);
        told.height_mm = static_cast<int>(connector.mmHeight);
        std::vector<drmModeModeInfo>& modes = m_modes[told.id];
        for (int at = 0; at < connector.count_modes; ++at) {
            modes.push_back(connector.modes[at]);
            told.modes.push_back(mode_of(connector.modes[at]));
        }
        told.controllers = controllers_of(connector, resources);
        return told;
    }

    /// The one that drives it already comes first: no other panel then goes dark.
    std::vector<std::uint32_t> controllers_of(
        const drmModeConnector& connector, const drmModeRes& resources) const {
        std::vector<std::uint32_t> found;
        const Encoder now(drmModeGetEncoder(m_card, connector.encoder_id));
        if (now != nullptr && now->crtc_id != 0) found.push_back(now->crtc_id);
        for (int at = 0; at < connector.count_encoders; ++at) {
            const Encoder encoder(drmModeGetEncoder(m_card, connector.encoders[at]));
            if (encoder == nullptr) continue;
            for (int crtc = 0; crtc < resources.count_crtcs && crtc < 32; ++crtc) {
                if ((encoder->possible_crtcs & (1U << static_cast<unsigned>(crtc))) == 0) continue;
                const std::uint32_t id = resources.crtcs[crtc];
                if (std::find(found.begin(), found.end(), id) == found.end()) found.push_back(id);
            }
        }
        return found;
    }

    Result<void> map(Buffer& buffer, std::uint32_t width, std::uint32_t height, std::uint32_t pitch,
        std::uint64_t bytes) {
        constexpr std::uint8_t depth = 24;
        constexpr std::uint8_t bits_a_pixel = 32;
        if (const int added = drmModeAddFB(
                m_card, width, height, depth, bits_a_pixel, pitch, buffer.handle, &buffer.id);
            added != 0) {
            return fail_call("name a buffer", added);
        }
        std::uint64_t offset = 0;
        if (const int mapped = drmModeMapDumbBuffer(m_card, buffer.handle, &offset); mapped != 0) {
            return fail_call("reach a buffer", mapped);
        }
        void* const memory = ::mmap(
            nullptr, bytes, PROT_READ | PROT_WRITE, MAP_SHARED, m_card, static_cast<off_t>(offset));
        if (memory == MAP_FAILED) {  // NOLINT(performance-no-int-to-ptr): mmap(2)'s own macro
            return fail_call("map a buffer", -1);
        }
        m_mapped_bytes[buffer.handle] = bytes;
        buffer.surface = {static_cast<std::uint32_t*>(memory), static_cast<int>(width),
            static_cast<int>(height), static_cast<int>(pitch / sizeof(std::uint32_t))};
        return {};
    }

    Descriptor m_node;
    int m_card;                                                     ///< its number
    std::map<std::uint32_t, std::vector<drmModeModeInfo>> m_modes;  ///< by connector
    std::map<std::uint32_t, std::size_t> m_mapped_bytes;            ///< by buffer
    int m_flips_done = 0;
};

/// The card if it can show pictures from memory.
Result<std::unique_ptr<Card>> open_node(const Path& node) {
    Descriptor descriptor(::open(node.c_str(), O_RDWR | O_CLOEXEC | O_NONBLOCK));
    if (!descriptor.is_open()) return fail_call(node.c_str(), -1);
    auto card = std::make_unique<DrmCard>(std::move(descriptor));
    std::uint64_t has_buffers = 0;
    if (drmGetCap(card->descriptor(), DRM_CAP_DUMB_BUFFER, &has_buffers) != 0 || has_buffers == 0) {
        return fail(ErrorKind::Unsupported, format("{}: no buffers in memory", node.string()));
    }
    const std::vector<Connector> connectors = OTK_TRY(card->connectors());
    if (connectors.empty()) {
        return fail(ErrorKind::NotFound, format("{}: no connectors", node.string()));
    }
    return std::unique_ptr<Card>(std::move(card));
}

}  // namespace

Result<std::unique_ptr<Card>> open_card(const Path& folder) {
    constexpr int cards_max = 8;
    Failure why = fail(ErrorKind::NotFound, format("no card in {}", folder.string()));
    for (int number = 0; number < cards_max; ++number) {
        Result<std::unique_ptr<Card>> card = open_node(folder / format("card{}", number));
        if (card) return card;
        if (card.error().kind != ErrorKind::NotFound) why = Failure(card.error());
    }
    return why;
}

}  // namespace otk::kiosk::kms
