#pragma once

#include <cstdint>
#include <memory>
#include <vector>

#include <imgui.h>

#include "kiosk/raster/picture.h"

namespace otk::test {

/// A draw list of its own with ImGui's built-in font, and pixels to paint it into.
class Canvas {
  public:
    Canvas(int width, int height) : m_width(width), m_height(height) {
        m_context = ImGui::CreateContext(&m_atlas);
        std::uint8_t* alpha = nullptr;
        m_atlas.AddFontDefault();
        m_atlas.GetTexDataAsAlpha8(&alpha, &m_texture.width, &m_texture.height);
        m_texture.pixels = alpha;
        m_atlas.SetTexID(&m_texture);
        ImGui::GetIO().DisplaySize =
            ImVec2(static_cast<float>(width), static_cast<float>(height));
        ImGui::GetIO().IniFilename = nullptr;
        // Gives the shared data of draw lists their font and the atlas's white texel.
        ImGui::NewFrame();
        m_list = std::make_unique<ImDrawList>(ImGui::GetDrawListSharedData());
        m_list->Flags = ImDrawListFlags_AntiAliasedLines | ImDrawListFlags_AntiAliasedFill |
                        ImDrawListFlags_AllowVtxOffset;
        clear();
    }
    Canvas(const Canvas&) = delete;
    Canvas& operator=(const Canvas&) = delete;
    ~Canvas() {
        m_list.reset();
        ImGui::EndFrame();
        ImGui::DestroyContext(m_context);
    }

    ImDrawList& list() { return *m_list; }
    kiosk::raster::Area area() const { return {0, 0, m_width, m_height}; }
    kiosk::raster::Texture& texture() { return m_texture; }

    void clear() {
        m_list->_ResetForNewFrame();
        m_list->PushTextureID(m_atlas.TexID);
        m_list->PushClipRect(
            ImVec2(0, 0), ImVec2(static_cast<float>(m_width), static_cast<float>(m_height)));
    }

    kiosk::raster::Picture picture() {
        kiosk::raster::Picture read;
        read.read(*m_list, area());
        return read;
    }

    /// The whole list over a ground of one colour.
    std::vector<std::uint32_t> paint(std::uint32_t ground) {
        std::vector<std::uint32_t> pixels = filled(ground);
        paint_into(pixels, area());
        return pixels;
    }

    void paint_into(std::vector<std::uint32_t>& pixels, const kiosk::raster::Area& clip) {
        picture().paint({pixels.data(), m_width, m_height, m_width}, clip);
    }

    std::vector<std::uint32_t> filled(std::uint32_t ground) const {
        return std::vector<std::uint32_t>(
            static_cast<std::size_t>(m_width) * static_cast<std::size_t>(m_height), ground);
    }

  private:
    int m_width;
    int m_height;
    ImFontAtlas m_atlas;
    kiosk::raster::Texture m_texture;
    ImGuiContext* m_context = nullptr;
    std::unique_ptr<ImDrawList> m_list;
};

/// The slow and plain way, in doubles and pixel by pixel: what Picture is compared with.
std::vector<std::uint32_t> paint_by_reference(
    const ImDrawList& list, const kiosk::raster::Area& area, std::uint32_t ground);

/// The largest difference of one channel between two pictures.
int largest_difference(
    const std::vector<std::uint32_t>& a, const std::vector<std::uint32_t>& b);

}  // namespace otk::test
