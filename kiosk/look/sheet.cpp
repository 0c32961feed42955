#include <imgui.h>
#include <imgui_internal.h>

#include "kiosk/look/look.h"

namespace otk::kiosk::look {

struct Sheet::Parts {
    void* texture = nullptr;
    ImDrawListSharedData shared;
    ImDrawList list{&shared};
};

Sheet::Sheet(std::shared_ptr<const Look> look, void* texture)
    : m_look(std::move(look)), m_parts(std::make_unique<Parts>()) {
    m_parts->texture = texture;
    const Panel& panel = m_look->panel();
    ImDrawListSharedData& shared = m_parts->shared;
    const AtlasPoint white = m_look->white_texel();
    shared.TexUvWhitePixel = ImVec2(white.u, white.v);
    shared.CurveTessellationTol = 1.25F;
    shared.SetCircleTessellationMaxError(0.2F);
    shared.InitialFlags = ImDrawListFlags_AntiAliasedLines | ImDrawListFlags_AntiAliasedFill |
                          ImDrawListFlags_AllowVtxOffset;
    shared.ClipRectFullscreen = ImVec4(
        0, 0, static_cast<float>(panel.width_px), static_cast<float>(panel.height_px));
}

Sheet::~Sheet() = default;

ImDrawList& Sheet::begin() {
    ImDrawList& list = m_parts->list;
    m_look->trim();
    list._ResetForNewFrame();
    list.PushTextureID(m_parts->texture);
    list.PushClipRectFullScreen();
    return list;
}

ImDrawList& Sheet::list() { return m_parts->list; }

}  // namespace otk::kiosk::look
