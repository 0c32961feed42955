// SDL's functions, as many as the kiosk calls: each is looked for in the library by its name. They
// stand here under their own names, so that who calls them needs not know.

#include "kiosk/shell/sdl_library.h"

#include <dlfcn.h>

#include <SDL.h>

#include "core/base/assert.h"
#include "core/base/format.h"

namespace otk::kiosk::shell {
namespace {

/// Debian's name for every SDL 2; it stays open until the program ends.
void* library() {
    static void* const opened = dlopen("libSDL2-2.0.so.0", RTLD_LAZY | RTLD_LOCAL);
    return opened;
}

}  // namespace

Result<void> load_sdl() {
    if (library() == nullptr) {
        const char* const why = dlerror();
        return fail(
            ErrorKind::Unavailable, why != nullptr ? why : "libSDL2-2.0.so.0 cannot be opened");
    }
    // What came last of all that is called.
    constexpr const char* newest = "SDL_TLSCleanup";
    if (dlsym(library(), newest) == nullptr) {
        return fail(ErrorKind::Unavailable, format("libSDL2-2.0.so.0 is too old: no {}", newest));
    }
    return {};
}

}  // namespace otk::kiosk::shell

namespace {

/// The library's function of that name; `same` says only how it is called.
template <typename Function>
Function* in_sdl(Function& /*same*/, const char* name) {
    void* const found = dlsym(otk::kiosk::shell::library(), name);
    OTK_ASSERT(found != nullptr);
    return reinterpret_cast<Function*>(found);
}

}  // namespace

// NOLINTBEGIN(readability-identifier-naming): SDL's names.

int SDL_Init(Uint32 flags) {
    return in_sdl(SDL_Init, "SDL_Init")(flags);
}

int SDL_InitSubSystem(Uint32 flags) {
    return in_sdl(SDL_InitSubSystem, "SDL_InitSubSystem")(flags);
}

void SDL_Quit() {
    in_sdl(SDL_Quit, "SDL_Quit")();
}

void SDL_QuitSubSystem(Uint32 flags) {
    in_sdl(SDL_QuitSubSystem, "SDL_QuitSubSystem")(flags);
}

const char* SDL_GetError() {
    return in_sdl(SDL_GetError, "SDL_GetError")();
}

void SDL_ClearError() {
    in_sdl(SDL_ClearError, "SDL_ClearError")();
}

SDL_bool SDL_SetHint(const char* name, const char* value) {
    return in_sdl(SDL_SetHint, "SDL_SetHint")(name, value);
}

void SDL_TLSCleanup() {
    in_sdl(SDL_TLSCleanup, "SDL_TLSCleanup")();
}

Uint32 SDL_RegisterEvents(int count) {
    return in_sdl(SDL_RegisterEvents, "SDL_RegisterEvents")(count);
}

int SDL_PushEvent(SDL_Event* event) {
    return in_sdl(SDL_PushEvent, "SDL_PushEvent")(event);
}

int SDL_WaitEvent(SDL_Event* event) {
    return in_sdl(SDL_WaitEvent, "SDL_WaitEvent")(event);
}

int SDL_WaitEventTimeout(SDL_Event* event, int timeout) {
    return in_sdl(SDL_WaitEventTimeout, "SDL_WaitEventTimeout")(event, timeout);
}

void SDL_StopTextInput() {
    in_sdl(SDL_StopTextInput, "SDL_StopTextInput")();
}

int SDL_ShowCursor(int toggle) {
    return in_sdl(SDL_ShowCursor, "SDL_ShowCursor")(toggle);
}

const char* SDL_GetCurrentVideoDriver() {
    return in_sdl(SDL_GetCurrentVideoDriver, "SDL_GetCurrentVideoDriver")();
}

int SDL_GetDesktopDisplayMode(int display, SDL_DisplayMode* mode) {
    return in_sdl(SDL_GetDesktopDisplayMode, "SDL_GetDesktopDisplayMode")(display, mode);
}

int SDL_GetDisplayDPI(int display, float* diagonal, float* across, float* down) {
    return in_sdl(SDL_GetDisplayDPI, "SDL_GetDisplayDPI")(display, diagonal, across, down);
}

int SDL_GetDisplayUsableBounds(int display, SDL_Rect* rect) {
    return in_sdl(SDL_GetDisplayUsableBounds, "SDL_GetDisplayUsableBounds")(display, rect);
}

SDL_Window* SDL_CreateWindow(const char* title, int x, int y, int width, int height, Uint32 flags) {
    return in_sdl(SDL_CreateWindow, "SDL_CreateWindow")(title, x, y, width, height, flags);
}

void SDL_DestroyWindow(SDL_Window* window) {
    in_sdl(SDL_DestroyWindow, "SDL_DestroyWindow")(window);
}

void SDL_GetWindowSize(SDL_Window* window, int* width, int* height) {
    in_sdl(SDL_GetWindowSize, "SDL_GetWindowSize")(window, width, height);
}

SDL_Surface* SDL_GetWindowSurface(SDL_Window* window) {
    return in_sdl(SDL_GetWindowSurface, "SDL_GetWindowSurface")(window);
}

int SDL_UpdateWindowSurfaceRects(SDL_Window* window, const SDL_Rect* rects, int count) {
    return in_sdl(SDL_UpdateWindowSurfaceRects, "SDL_UpdateWindowSurfaceRects")(
        window, rects, count);
}

SDL_GLContext SDL_GL_CreateContext(SDL_Window* window) {
    return in_sdl(SDL_GL_CreateContext, "SDL_GL_CreateContext")(window);
}

void SDL_GL_DeleteContext(SDL_GLContext context) {
    in_sdl(SDL_GL_DeleteContext, "SDL_GL_DeleteContext")(context);
}

void* SDL_GL_GetProcAddress(const char* name) {
    return in_sdl(SDL_GL_GetProcAddress, "SDL_GL_GetProcAddress")(name);
}

int SDL_GL_SetAttribute(SDL_GLattr attribute, int value) {
    return in_sdl(SDL_GL_SetAttribute, "SDL_GL_SetAttribute")(attribute, value);
}

int SDL_GL_SetSwapInterval(int interval) {
    return in_sdl(SDL_GL_SetSwapInterval, "SDL_GL_SetSwapInterval")(interval);
}

void SDL_GL_SwapWindow(SDL_Window* window) {
    in_sdl(SDL_GL_SwapWindow, "SDL_GL_SwapWindow")(window);
}

SDL_AudioDeviceID SDL_OpenAudioDevice(const char* device, int is_capture,
    const SDL_AudioSpec* desired, SDL_AudioSpec* obtained, int changes) {
    return in_sdl(SDL_OpenAudioDevice, "SDL_OpenAudioDevice")(
        device, is_capture, desired, obtained, changes);
}

void SDL_CloseAudioDevice(SDL_AudioDeviceID device) {
    in_sdl(SDL_CloseAudioDevice, "SDL_CloseAudioDevice")(device);
}

void SDL_PauseAudioDevice(SDL_AudioDeviceID device, int is_on) {
    in_sdl(SDL_PauseAudioDevice, "SDL_PauseAudioDevice")(device, is_on);
}

int SDL_QueueAudio(SDL_AudioDeviceID device, const void* data, Uint32 bytes) {
    return in_sdl(SDL_QueueAudio, "SDL_QueueAudio")(device, data, bytes);
}

void SDL_ClearQueuedAudio(SDL_AudioDeviceID device) {
    in_sdl(SDL_ClearQueuedAudio, "SDL_ClearQueuedAudio")(device);
}

Uint32 SDL_GetQueuedAudioSize(SDL_AudioDeviceID device) {
    return in_sdl(SDL_GetQueuedAudioSize, "SDL_GetQueuedAudioSize")(device);
}

// NOLINTEND(readability-identifier-naming)
