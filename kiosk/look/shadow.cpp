#include "kiosk/look/shadow.h"

#include <algorithm>
#include <cmath>

#include <imgui.h>

#include "core/base/assert.h"

namespace otk::kiosk::look {
namespace {

/// Coverage (0–1) of the pixel by a rounded corner whose box begins at `reach`.
float coverage(float x, float y, float reach, float radius) {
    const float dx = std::max(reach + radius - x, 0.0F);
    const float dy = std::max(reach + radius - y, 0.0F);
    const float distance = std::sqrt(dx * dx + dy * dy);
    return std::clamp(radius - distance + 0.5F, 0.0F, 1.0F);
}

std::vector<float> gaussian(float sigma) {
    const int half = static_cast<int>(std::ceil(sigma * 3.0F));
    std::vector<float> kernel;
    float sum = 0;
    for (int at = -half; at <= half; ++at) {
        const float distance = static_cast<float>(at) / sigma;
        kernel.push_back(std::exp(-0.5F * distance * distance));
        sum += kernel.back();
    }
    for (float& weight : kernel) {
        weight /= sum;
    }
    return kernel;
}

/// Blurs rows into columns: called twice it blurs both ways and turns the picture back.
std::vector<float> blur_turned(
    const std::vector<float>& picture, int side, const std::vector<float>& kernel) {
    const int half = static_cast<int>(kernel.size() / 2);
    std::vector<float> turned(picture.size());
    for (int y = 0; y < side; ++y) {
        for (int x = 0; x < side; ++x) {
            float sum = 0;
            for (int tap = -half; tap <= half; ++tap) {
                // Outside lies nothing; beyond the inner edge the box goes on.
                const int from = std::min(x + tap, side - 1);
                if (from < 0) continue;
                sum += picture[static_cast<std::size_t>(y * side + from)] *
                       kernel[static_cast<std::size_t>(tap + half)];
            }
            turned[static_cast<std::size_t>(x * side + y)] = sum;
        }
    }
    return turned;
}

}  // namespace

std::size_t Shadows::add(ImFontAtlas& atlas, float radius, float sigma) {
    Baked baked{.radius = radius, .sigma = sigma, .reach = std::ceil(sigma * 3.0F), .cell = 0};
    baked.cell = std::ceil(baked.reach * 2 + radius);
    const int side = static_cast<int>(baked.cell);
    baked.rect = atlas.AddCustomRectRegular(side, side);
    m_baked.push_back(baked);
    return m_baked.size() - 1;
}

void Shadows::paint(ImFontAtlas& atlas) {
    unsigned char* pixels = nullptr;
    int width = 0;
    int height = 0;
    atlas.GetTexDataAsAlpha8(&pixels, &width, &height);
    for (Baked& baked : m_baked) {
        const ImFontAtlasCustomRect* rect = atlas.GetCustomRectByIndex(baked.rect);
        OTK_ASSERT(rect != nullptr && rect->IsPacked());
        const int side = rect->Width;
        std::vector<float> picture(static_cast<std::size_t>(side * side));
        for (int y = 0; y < side; ++y) {
            for (int x = 0; x < side; ++x) {
                picture[static_cast<std::size_t>(y * side + x)] =
                    coverage(static_cast<float>(x) + 0.5F, static_cast<float>(y) + 0.5F, baked.reach,
                        baked.radius);
            }
        }
        const std::vector<float> kernel = gaussian(baked.sigma);
        picture = blur_turned(blur_turned(picture, side, kernel), side, kernel);
        for (int y = 0; y < side; ++y) {
            for (int x = 0; x < side; ++x) {
                const float alpha = picture[static_cast<std::size_t>(y * side + x)];
                pixels[(rect->Y + y) * width + rect->X + x] =
                    static_cast<unsigned char>(std::lround(std::clamp(alpha, 0.0F, 1.0F) * 255.0F));
            }
        }
        // Half a pixel inside, so that sampling between pixels never meets the neighbour.
        baked.u0 = (static_cast<float>(rect->X) + 0.5F) / static_cast<float>(width);
        baked.v0 = (static_cast<float>(rect->Y) + 0.5F) / static_cast<float>(height);
        baked.u1 = (static_cast<float>(rect->X + side) - 0.5F) / static_cast<float>(width);
        baked.v1 = (static_cast<float>(rect->Y + side) - 0.5F) / static_cast<float>(height);
    }
}

const Shadows::Baked* Shadows::find(float radius, float sigma) const {
    const Baked* best = nullptr;
    for (const Baked& baked : m_baked) {
        if (std::abs(baked.sigma - sigma) > 0.01F) continue;
        if (best == nullptr || std::abs(baked.radius - radius) < std::abs(best->radius - radius)) {
            best = &baked;
        }
    }
    return best;
}

}  // namespace otk::kiosk::look
