#include "kiosk/gles/painter.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <map>
#include <string_view>
#include <utility>
#include <vector>

#include <GLES2/gl2.h>
#include <imgui.h>

#include "core/base/assert.h"
#include "core/base/format.h"

namespace otk::kiosk::gles {
namespace {

/// The functions that are used.
struct Functions {
    PFNGLACTIVETEXTUREPROC active_texture;
    PFNGLATTACHSHADERPROC attach_shader;
    PFNGLBINDATTRIBLOCATIONPROC bind_attrib_location;
    PFNGLBINDBUFFERPROC bind_buffer;
    PFNGLBINDTEXTUREPROC bind_texture;
    PFNGLBLENDFUNCPROC blend_func;
    PFNGLBUFFERDATAPROC buffer_data;
    PFNGLCOMPILESHADERPROC compile_shader;
    PFNGLCREATEPROGRAMPROC create_program;
    PFNGLCREATESHADERPROC create_shader;
    PFNGLDELETEBUFFERSPROC delete_buffers;
    PFNGLDELETEPROGRAMPROC delete_program;
    PFNGLDELETESHADERPROC delete_shader;
    PFNGLDELETETEXTURESPROC delete_textures;
    PFNGLDRAWELEMENTSPROC draw_elements;
    PFNGLENABLEPROC enable;
    PFNGLENABLEVERTEXATTRIBARRAYPROC enable_vertex_attrib_array;
    PFNGLGENBUFFERSPROC gen_buffers;
    PFNGLGENTEXTURESPROC gen_textures;
    PFNGLGETERRORPROC get_error;
    PFNGLGETINTEGERVPROC get_integer;
    PFNGLGETPROGRAMIVPROC get_program;
    PFNGLGETSHADERINFOLOGPROC get_shader_info_log;
    PFNGLGETSHADERIVPROC get_shader;
    PFNGLGETSTRINGPROC get_string;
    PFNGLGETUNIFORMLOCATIONPROC get_uniform_location;
    PFNGLLINKPROGRAMPROC link_program;
    PFNGLPIXELSTOREIPROC pixel_store;
    PFNGLSCISSORPROC scissor;
    PFNGLSHADERSOURCEPROC shader_source;
    PFNGLTEXIMAGE2DPROC tex_image_2d;
    PFNGLTEXPARAMETERIPROC tex_parameter;
    PFNGLTEXSUBIMAGE2DPROC tex_sub_image_2d;
    PFNGLUNIFORM1FPROC uniform_1f;
    PFNGLUNIFORM2FPROC uniform_2f;
    PFNGLUSEPROGRAMPROC use_program;
    PFNGLVERTEXATTRIBPOINTERPROC vertex_attrib_pointer;
    PFNGLVIEWPORTPROC viewport;
};

template <typename Function>
Result<void> load_one(Loader load, const char* name, Function& function) {
    void* const found = load(name);
    if (found == nullptr) return fail(ErrorKind::Unsupported, format("OpenGL ES has no {}", name));
    function = reinterpret_cast<Function>(found);
    return {};
}

Result<Functions> load_functions(Loader load) {
    Functions gl{};
    OTK_TRY(load_one(load, "glActiveTexture", gl.active_texture));
    OTK_TRY(load_one(load, "glAttachShader", gl.attach_shader));
    OTK_TRY(load_one(load, "glBindAttribLocation", gl.bind_attrib_location));
    OTK_TRY(load_one(load, "glBindBuffer", gl.bind_buffer));
    OTK_TRY(load_one(load, "glBindTexture", gl.bind_texture));
    OTK_TRY(load_one(load, "glBlendFunc", gl.blend_func));
    OTK_TRY(load_one(load, "glBufferData", gl.buffer_data));
    OTK_TRY(load_one(load, "glCompileShader", gl.compile_shader));
    OTK_TRY(load_one(load, "glCreateProgram", gl.create_program));
    OTK_TRY(load_one(load, "glCreateShader", gl.create_shader));
    OTK_TRY(load_one(load, "glDeleteBuffers", gl.delete_buffers));
    OTK_TRY(load_one(load, "glDeleteProgram", gl.delete_program));
    OTK_TRY(load_one(load, "glDeleteShader", gl.delete_shader));
    OTK_TRY(load_one(load, "glDeleteTextures", gl.delete_textures));
    OTK_TRY(load_one(load, "glDrawElements", gl.draw_elements));
    OTK_TRY(load_one(load, "glEnable", gl.enable));
    OTK_TRY(load_one(load, "glEnableVertexAttribArray", gl.enable_vertex_attrib_array));
    OTK_TRY(load_one(load, "glGenBuffers", gl.gen_buffers));
    OTK_TRY(load_one(load, "glGenTextures", gl.gen_textures));
    OTK_TRY(load_one(load, "glGetError", gl.get_error));
    OTK_TRY(load_one(load, "glGetIntegerv", gl.get_integer));
    OTK_TRY(load_one(load, "glGetProgramiv", gl.get_program));
    OTK_TRY(load_one(load, "glGetShaderInfoLog", gl.get_shader_info_log));
    OTK_TRY(load_one(load, "glGetShaderiv", gl.get_shader));
    OTK_TRY(load_one(load, "glGetString", gl.get_string));
    OTK_TRY(load_one(load, "glGetUniformLocation", gl.get_uniform_location));
    OTK_TRY(load_one(load, "glLinkProgram", gl.link_program));
    OTK_TRY(load_one(load, "glPixelStorei", gl.pixel_store));
    OTK_TRY(load_one(load, "glScissor", gl.scissor));
    OTK_TRY(load_one(load, "glShaderSource", gl.shader_source));
    OTK_TRY(load_one(load, "glTexImage2D", gl.tex_image_2d));
    OTK_TRY(load_one(load, "glTexParameteri", gl.tex_parameter));
    OTK_TRY(load_one(load, "glTexSubImage2D", gl.tex_sub_image_2d));
    OTK_TRY(load_one(load, "glUniform1f", gl.uniform_1f));
    OTK_TRY(load_one(load, "glUniform2f", gl.uniform_2f));
    OTK_TRY(load_one(load, "glUseProgram", gl.use_program));
    OTK_TRY(load_one(load, "glVertexAttribPointer", gl.vertex_attrib_pointer));
    OTK_TRY(load_one(load, "glViewport", gl.viewport));
    return gl;
}

constexpr GLuint position_at = 0;
constexpr GLuint texel_at = 1;
constexpr GLuint colour_at = 2;

constexpr const char* vertex_source = R"(#version 100
attribute vec2 position;
attribute vec2 texel;
attribute vec4 colour;
uniform vec2 to_clip;
uniform float texture_share;
varying vec2 texel_here;
varying vec4 colour_here;
void main() {
    gl_Position = vec4(position * to_clip + vec2(-1.0, 1.0), 0.0, 1.0);
    texel_here = vec2(texel.x, texel.y * texture_share);
    colour_here = colour;
}
)";

// The product is multiplied by its alpha here, so that the window's own alpha stays whole: a
// compositor would see through it else. `white` is 1 for an atlas, whose texels have no colour.
constexpr const char* fragment_source = R"(#version 100
#ifdef GL_FRAGMENT_PRECISION_HIGH
precision highp float;
#else
precision mediump float;
#endif
uniform sampler2D picture;
uniform float white;
varying vec2 texel_here;
varying vec4 colour_here;
void main() {
    vec4 texel = texture2D(picture, texel_here);
    vec4 tinted = vec4(max(texel.rgb, vec3(white)), texel.a) * colour_here;
    gl_FragColor = vec4(tinted.rgb * tinted.a, tinted.a);
}
)";

/// A picture's texture on the card.
struct Held {
    GLuint name = 0;
    const std::uint8_t* pixels = nullptr;
    std::uint64_t revision = 0;
    int width = 0;
    int height = 0;
    int rows = 0;                      ///< that the card has; of an atlas fewer than its height
    bool is_atlas = false;             ///< of alpha alone
    std::vector<std::uint32_t> bands;  ///< of an atlas, as they were sent
    bool is_shown = false;             ///< by the frame that was taken last
};

/// One command of the list, with all that drawing it again needs.
struct Step {
    raster::Area clip;
    const Held* texture;  ///< null: white
    std::size_t first_vertex;
    std::size_t first_index;
    GLsizei indexes;
};

const void* buffer_offset(std::size_t bytes) {
    // OpenGL takes an offset in the place of a pointer.
    return reinterpret_cast<const void*>(bytes);  // NOLINT(performance-no-int-to-ptr)
}

class GlPainter final : public Painter {
  public:
    explicit GlPainter(const Functions& functions) : m_gl(functions) {}

    ~GlPainter() override {
        forget();
        m_gl.delete_textures(1, &m_white);
        m_gl.delete_buffers(static_cast<GLsizei>(m_buffers.size()), m_buffers.data());
        m_gl.delete_program(m_program);
    }

    Result<void> start() {
        GLint side = 0;
        m_gl.get_integer(GL_MAX_TEXTURE_SIZE, &side);
        m_side_max = side;
        if (side < texture_side_min) {
            return fail(
                ErrorKind::Unsupported, format("{}: textures of {} rows at most, {} are needed",
                                            renderer(), side, texture_side_min));
        }
        OTK_TRY(make_program());
        m_gl.gen_buffers(static_cast<GLsizei>(m_buffers.size()), m_buffers.data());
        constexpr std::array<std::uint8_t, 4> white{255, 255, 255, 255};
        m_white = new_texture();
        m_gl.tex_image_2d(
            GL_TEXTURE_2D, 0, GL_RGBA, 1, 1, 0, GL_RGBA, GL_UNSIGNED_BYTE, white.data());
        return check("start");
    }

    std::string renderer() const override {
        const GLubyte* const name = m_gl.get_string(GL_RENDERER);
        return name != nullptr ? reinterpret_cast<const char*>(name) : "an unnamed renderer";
    }

    Result<void> take(const raster::Picture& picture) override {
        const ImDrawList& list = picture.list();
        m_bounds = picture.bounds();
        m_steps.clear();
        for (auto& [texture, held] : m_held)
            held.is_shown = false;
        for (const ImDrawCmd& command : list.CmdBuffer) {
            const raster::Area clip = intersection(raster::scissor_of(command.ClipRect), m_bounds);
            if (clip.is_empty() || command.ElemCount == 0) continue;
            const auto* texture = static_cast<const raster::Texture*>(command.GetTexID());
            const Held* const held = texture != nullptr ? OTK_TRY(hold(*texture)) : nullptr;
            m_steps.push_back({clip, held, command.VtxOffset, command.IdxOffset,
                static_cast<GLsizei>(command.ElemCount)});
        }
        drop_unshown();
        send(GL_ARRAY_BUFFER, m_buffers[0], list.VtxBuffer.Data, list.VtxBuffer.size_in_bytes());
        send(GL_ELEMENT_ARRAY_BUFFER, m_buffers[1], list.IdxBuffer.Data,
            list.IdxBuffer.size_in_bytes());
        return check("take a picture");
    }

    Result<void> draw(const raster::Area& area) override {
        m_gl.viewport(0, 0, m_bounds.width(), m_bounds.height());
        m_gl.use_program(m_program);
        m_gl.uniform_2f(m_to_clip, 2.0F / static_cast<float>(m_bounds.width()),
            -2.0F / static_cast<float>(m_bounds.height()));
        m_gl.enable(GL_BLEND);
        m_gl.blend_func(GL_ONE, GL_ONE_MINUS_SRC_ALPHA);
        m_gl.enable(GL_SCISSOR_TEST);
        m_gl.active_texture(GL_TEXTURE0);
        m_gl.bind_buffer(GL_ARRAY_BUFFER, m_buffers[0]);
        m_gl.bind_buffer(GL_ELEMENT_ARRAY_BUFFER, m_buffers[1]);
        for (const Step& step : m_steps) {
            const raster::Area seen = intersection(step.clip, area);
            if (!seen.is_empty()) draw_step(step, seen);
        }
        return check("draw a picture");
    }

    void forget() override {
        m_steps.clear();
        for (const auto& [texture, held] : m_held)
            m_gl.delete_textures(1, &held.name);
        m_held.clear();
    }

    std::size_t texels_sent() const override { return m_texels_sent; }

  private:
    Result<void> check(const char* what) const {
        const GLenum error = m_gl.get_error();
        if (error == GL_NO_ERROR) return {};
        return fail(ErrorKind::Unavailable, format("OpenGL ES: {}: error {:#06x}", what, error));
    }

    Result<GLuint> compile(GLenum kind, const char* source) const {
        const GLuint shader = m_gl.create_shader(kind);
        m_gl.shader_source(shader, 1, &source, nullptr);
        m_gl.compile_shader(shader);
        GLint is_compiled = GL_FALSE;
        m_gl.get_shader(shader, GL_COMPILE_STATUS, &is_compiled);
        if (is_compiled == GL_TRUE) return shader;
        std::array<char, 512> log{};
        m_gl.get_shader_info_log(shader, static_cast<GLsizei>(log.size()), nullptr, log.data());
        m_gl.delete_shader(shader);
        return fail(ErrorKind::Unsupported, format("a shader is refused: {}", log.data()));
    }

    Result<void> make_program() {
        m_program = m_gl.create_program();
        for (const auto& [kind, source] : {std::pair(GLenum{GL_VERTEX_SHADER}, vertex_source),
                 std::pair(GLenum{GL_FRAGMENT_SHADER}, fragment_source)}) {
            const GLuint shader = OTK_TRY(compile(kind, source));
            m_gl.attach_shader(m_program, shader);
            m_gl.delete_shader(shader);  // with the program
        }
        m_gl.bind_attrib_location(m_program, position_at, "position");
        m_gl.bind_attrib_location(m_program, texel_at, "texel");
        m_gl.bind_attrib_location(m_program, colour_at, "colour");
        m_gl.link_program(m_program);
        GLint is_linked = GL_FALSE;
        m_gl.get_program(m_program, GL_LINK_STATUS, &is_linked);
        if (is_linked != GL_TRUE) return fail(ErrorKind::Unsupported, "the shaders do not link");
        m_to_clip = m_gl.get_uniform_location(m_program, "to_clip");
        m_texture_share = m_gl.get_uniform_location(m_program, "texture_share");
        m_is_white = m_gl.get_uniform_location(m_program, "white");
        return {};
    }

    /// Bound, empty, with the sampling rules of raster::Sampler.
    GLuint new_texture() const {
        GLuint name = 0;
        m_gl.gen_textures(1, &name);
        m_gl.bind_texture(GL_TEXTURE_2D, name);
        m_gl.pixel_store(GL_UNPACK_ALIGNMENT, 1);
        m_gl.tex_parameter(GL_TEXTURE_2D, GL_TEXTURE_MIN_FILTER, GL_LINEAR);
        m_gl.tex_parameter(GL_TEXTURE_2D, GL_TEXTURE_MAG_FILTER, GL_LINEAR);
        m_gl.tex_parameter(GL_TEXTURE_2D, GL_TEXTURE_WRAP_S, GL_CLAMP_TO_EDGE);
        m_gl.tex_parameter(GL_TEXTURE_2D, GL_TEXTURE_WRAP_T, GL_CLAMP_TO_EDGE);
        return name;
    }

    void send(GLenum target, GLuint buffer, const void* data, int bytes) const {
        m_gl.bind_buffer(target, buffer);
        m_gl.buffer_data(target, bytes, data, GL_STREAM_DRAW);
    }

    Result<const Held*> hold(const raster::Texture& texture) {
        const auto [place, is_new] = m_held.try_emplace(&texture);
        Held& held = place->second;
        held.is_shown = true;
        const bool is_the_same = !is_new && held.pixels == texture.pixels &&
                                 held.revision == texture.revision && held.width == texture.width &&
                                 held.height == texture.height;
        if (!is_the_same) {
            m_gl.delete_textures(1, &held.name);  // none is 0, which is passed over
            held = {new_texture(), texture.pixels, texture.revision, texture.width, texture.height,
                0, texture.format == raster::Texture::Format::Alpha8, {}, true};
        }
        if (texture.bands != nullptr) {
            OTK_TRY(hold_bands(texture, held));
            return &held;
        }
        if (is_the_same) return &held;
        if (std::max(texture.width, texture.height) > m_side_max) {
            return fail(
                ErrorKind::Unsupported, format("a picture of {} × {} is larger than the card takes",
                                            texture.width, texture.height));
        }
        held.rows = texture.height;
        reserve(texture, held, texture.pixels);
        m_texels_sent += texels(texture.width, texture.height);
        return &held;
    }

    static GLenum format_of(const raster::Texture& texture) {
        return texture.format == raster::Texture::Format::Alpha8 ? GL_ALPHA : GL_RGBA;
    }

    static std::size_t texels(int width, int height) {
        return static_cast<std::size_t>(width) * static_cast<std::size_t>(height);
    }

    void reserve(
        const raster::Texture& texture, const Held& held, const std::uint8_t* pixels) const {
        const GLenum of = format_of(texture);
        m_gl.bind_texture(GL_TEXTURE_2D, held.name);
        m_gl.tex_image_2d(GL_TEXTURE_2D, 0, static_cast<GLint>(of), texture.width, held.rows, 0, of,
            GL_UNSIGNED_BYTE, pixels);
    }

    /// Rows that hold all painted bands: doubled as they are filled, so that they are seldom moved.
    static int rows_for(std::size_t bands) {
        int rows = 1024;
        while (rows < static_cast<int>(bands) * raster::Texture::band_rows)
            rows *= 2;
        return rows;
    }

    Result<void> hold_bands(const raster::Texture& texture, Held& held) {
        OTK_ASSERT(texture.format == raster::Texture::Format::Alpha8);
        const auto count = static_cast<std::size_t>(texture.height / raster::Texture::band_rows);
        std::size_t painted = count;
        while (painted > 0 && texture.bands[painted - 1] == 0)
            --painted;
        const int rows = rows_for(painted);
        if (rows > m_side_max || texture.width > m_side_max) {
            return fail(ErrorKind::Unsupported,
                format("the letters' atlas has {} rows, the card takes {}", rows, m_side_max));
        }
        if (rows > held.rows) {
            held.rows = rows;
            held.bands.assign(count, 0);
            reserve(texture, held, nullptr);
        }
        for (std::size_t band = 0; band < painted; ++band) {
            if (held.bands[band] == texture.bands[band]) continue;
            held.bands[band] = texture.bands[band];
            send_band(texture, held, static_cast<int>(band) * raster::Texture::band_rows);
        }
        return {};
    }

    void send_band(const raster::Texture& texture, const Held& held, int top) {
        constexpr int rows = raster::Texture::band_rows;
        m_gl.bind_texture(GL_TEXTURE_2D, held.name);
        m_gl.tex_sub_image_2d(GL_TEXTURE_2D, 0, 0, top, texture.width, rows, GL_ALPHA,
            GL_UNSIGNED_BYTE, texture.pixels + texels(texture.width, top));
        m_texels_sent += texels(texture.width, rows);
    }

    void drop_unshown() {
        for (auto at = m_held.begin(); at != m_held.end();) {
            if (at->second.is_shown) {
                ++at;
                continue;
            }
            m_gl.delete_textures(1, &at->second.name);
            at = m_held.erase(at);
        }
    }

    void draw_step(const Step& step, const raster::Area& seen) const {
        const std::size_t base = step.first_vertex * sizeof(ImDrawVert);
        const auto attribute = [&](GLuint at, GLint size, GLenum type, GLboolean is_normalised,
                                   std::size_t offset) {
            m_gl.enable_vertex_attrib_array(at);
            m_gl.vertex_attrib_pointer(
                at, size, type, is_normalised, sizeof(ImDrawVert), buffer_offset(base + offset));
        };
        attribute(position_at, 2, GL_FLOAT, GL_FALSE, offsetof(ImDrawVert, pos));
        attribute(texel_at, 2, GL_FLOAT, GL_FALSE, offsetof(ImDrawVert, uv));
        attribute(colour_at, 4, GL_UNSIGNED_BYTE, GL_TRUE, offsetof(ImDrawVert, col));
        const Held* const held = step.texture;
        m_gl.bind_texture(GL_TEXTURE_2D, held != nullptr ? held->name : m_white);
        m_gl.uniform_1f(m_is_white, held != nullptr && held->is_atlas ? 1.0F : 0.0F);
        m_gl.uniform_1f(m_texture_share,
            held != nullptr ? static_cast<float>(held->height) / static_cast<float>(held->rows)
                            : 1.0F);
        // OpenGL counts rows from below.
        m_gl.scissor(seen.left, m_bounds.height() - seen.bottom, seen.width(), seen.height());
        static_assert(sizeof(ImDrawIdx) == sizeof(GLushort));
        m_gl.draw_elements(GL_TRIANGLES, step.indexes, GL_UNSIGNED_SHORT,
            buffer_offset(step.first_index * sizeof(ImDrawIdx)));
    }

    const Functions m_gl;
    int m_side_max = 0;
    GLuint m_program = 0;
    GLint m_to_clip = -1;
    GLint m_texture_share = -1;
    GLint m_is_white = -1;
    std::array<GLuint, 2> m_buffers{};  ///< vertices, indexes
    GLuint m_white = 0;
    raster::Area m_bounds;
    std::vector<Step> m_steps;
    std::map<const raster::Texture*, Held> m_held;
    std::size_t m_texels_sent = 0;
};

}  // namespace

Result<std::unique_ptr<Painter>> Painter::create(Loader load) {
    auto painter = std::make_unique<GlPainter>(OTK_TRY(load_functions(load)));
    OTK_TRY(painter->start());
    return std::unique_ptr<Painter>(std::move(painter));
}

bool Painter::is_software() const {
    const std::string name = renderer();
    constexpr std::array<std::string_view, 3> known{"llvmpipe", "softpipe", "swrast"};
    return std::any_of(known.begin(), known.end(),
        [&name](std::string_view word) { return name.find(word) != std::string::npos; });
}

}  // namespace otk::kiosk::gles
