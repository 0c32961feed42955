#include "kiosk/look/shadow.h"

#include <algorithm>
#include <cmath>
#include <cstdint>

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

std::size_t index_of(int x, int y, int side) {
    return static_cast<std::size_t>(y) * static_cast<std::size_t>(side) +
           static_cast<std::size_t>(x);
}

/// Blurs rows into columns: called twice it blurs both ways and turns the picture back.
std::vector<float> blur_turned(
    const std::vector<float>& picture, int side, const std::vector<float>& kernel) {
    const int half = static_cast<int>(kernel.size() / 2);
    std::vector<float> turned(picture.size());
    // Outside lies nothing; beyond the inner edge the box goes on.
    std::vector<float> row(static_cast<std::size_t>(side + 2 * half), 0.0F);
    std::vector<float> blurred(static_cast<std::size_t>(side));
    for (int y = 0; y < side; ++y) {
        const auto begin = picture.begin() + static_cast<std::ptrdiff_t>(y) * side;
        std::copy(begin, begin + side, row.begin() + half);
        std::fill(row.end() - half, row.end(), *(begin + side - 1));
        std::fill(blurred.begin(), blurred.end(), 0.0F);
        // Plain pointers, and one weight for the whole row: the innermost loop of all that is drawn
        // before the first frame; so it is made of vectors, and each sum has its old order.
        for (std::size_t tap = 0; tap < kernel.size(); ++tap) {
            const float weight = kernel[tap];
            const float* const from = row.data() + tap;
            float* const to = blurred.data();
            for (int x = 0; x < side; ++x)
                to[x] += from[x] * weight;
        }
        for (int x = 0; x < side; ++x)
            turned[index_of(y, x, side)] = blurred[static_cast<std::size_t>(x)];
    }
    return turned;
}

}  // namespace

void Shadows::add(float radius, float sigma) {
    Baked baked{.radius = radius, .sigma = sigma, .reach = std::ceil(sigma * 3.0F), .cell = 0};
    baked.cell = std::ceil(baked.reach * 2 + radius);
    m_baked.push_back(baked);
}

void Shadows::forget() {
    for (Baked& baked : m_baked)
        baked.is_baked = false;
}

void Shadows::bake(Baked& baked) {
    const int side = static_cast<int>(baked.cell);
    std::vector<float> picture(index_of(0, side, side));
    for (int y = 0; y < side; ++y) {
        for (int x = 0; x < side; ++x) {
            picture[index_of(x, y, side)] = coverage(static_cast<float>(x) + 0.5F,
                static_cast<float>(y) + 0.5F, baked.reach, baked.radius);
        }
    }
    const std::vector<float> kernel = gaussian(baked.sigma);
    picture = blur_turned(blur_turned(picture, side, kernel), side, kernel);
    baked.is_baked = true;
    const auto place = m_atlas.take(side, side);
    if (!place) return;
    for (int y = 0; y < side; ++y) {
        std::uint8_t* const row = m_atlas.row(*place, y);
        for (int x = 0; x < side; ++x) {
            const float alpha = picture[index_of(x, y, side)];
            row[x] = static_cast<std::uint8_t>(std::lround(std::clamp(alpha, 0.0F, 1.0F) * 255.0F));
        }
    }
    // Half a pixel inside, so that sampling between pixels never meets the neighbour.
    baked.u0 = m_atlas.u(static_cast<float>(place->x) + 0.5F);
    baked.v0 = Atlas::v(static_cast<float>(place->y) + 0.5F);
    baked.u1 = m_atlas.u(static_cast<float>(place->x + side) - 0.5F);
    baked.v1 = Atlas::v(static_cast<float>(place->y + side) - 0.5F);
}

const Shadows::Baked* Shadows::find(float radius, float sigma) {
    Baked* best = nullptr;
    for (Baked& baked : m_baked) {
        if (std::abs(baked.sigma - sigma) > 0.01F) continue;
        if (best == nullptr || std::abs(baked.radius - radius) < std::abs(best->radius - radius)) {
            best = &baked;
        }
    }
    if (best != nullptr && !best->is_baked) bake(*best);
    return best;
}

}  // namespace otk::kiosk::look
