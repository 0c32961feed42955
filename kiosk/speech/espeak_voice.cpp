#include "kiosk/speech/espeak_voice.h"

#include <fcntl.h>
#include <poll.h>
#include <spawn.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <csignal>
#include <optional>
#include <string>
#include <utility>

#include "core/base/format.h"
#include "core/sound/wav.h"

namespace otk::kiosk::speech {
namespace {

/// Of what `espeak-ng --voices` lists (1.51), the languages that are spoken in Russia, and English.
constexpr std::array<std::string_view, 7> languages{"ru", "en", "tt", "ba", "cv", "kk", "ky"};

/// Words a minute: 175 is its own; people who listen to a machine in a hall want it slower.
constexpr const char* pace = "150";
constexpr const char* utf8 = "1";  ///< of its numbers for encodings

struct Pipe {
    Descriptor read;
    Descriptor write;
};

Result<Pipe> open_pipe() {
    int ends[2] = {-1, -1};
    if (::pipe2(ends, O_CLOEXEC) != 0) return Failure(error_from_errno("speech", "pipe", errno));
    return Pipe{Descriptor(ends[0]), Descriptor(ends[1])};
}

/// The words as a file that only this and the child's process can see.
Result<Descriptor> open_text(std::string_view text) {
    Descriptor file(::memfd_create("words", MFD_CLOEXEC));
    if (!file.is_open()) return Failure(error_from_errno("speech", "memfd", errno));
    while (!text.empty()) {
        const ssize_t written = ::write(file.number(), text.data(), text.size());
        if (written < 0) return Failure(error_from_errno("speech", "memfd", errno));
        text.remove_prefix(static_cast<std::size_t>(written));
    }
    if (::lseek(file.number(), 0, SEEK_SET) != 0) {
        return Failure(error_from_errno("speech", "memfd", errno));
    }
    return file;
}

/// A running espeak-ng; ended with this object, whatever it does.
class Child {
  public:
    static Result<Child> start(const Path& program, std::string_view voice, std::string_view text) {
        const Descriptor words = OTK_TRY(open_text(text));
        Pipe sound = OTK_TRY(open_pipe());
        posix_spawn_file_actions_t files;
        ::posix_spawn_file_actions_init(&files);
        ::posix_spawn_file_actions_adddup2(&files, words.number(), STDIN_FILENO);
        ::posix_spawn_file_actions_adddup2(&files, sound.write.number(), STDOUT_FILENO);
        ::posix_spawn_file_actions_addopen(&files, STDERR_FILENO, "/dev/null", O_WRONLY, 0);
        posix_spawnattr_t attributes;
        ::posix_spawnattr_init(&attributes);
        // The kiosk's threads leave signals to one of them; a child begins with none blocked.
        sigset_t none;
        ::sigemptyset(&none);
        ::posix_spawnattr_setsigmask(&attributes, &none);
        ::posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETSIGMASK);
        std::array<std::string, 9> words_of_command{program.string(), "--stdin", "--stdout", "-b",
            utf8, "-v", std::string(voice), "-s", pace};
        std::array<char*, 10> command{};
        std::transform(words_of_command.begin(), words_of_command.end(), command.begin(),
            [](std::string& word) { return word.data(); });
        // No environment: it has nothing to look up for what it is asked.
        char* const environment[] = {nullptr};
        pid_t pid = -1;
        const int failed =
            ::posix_spawn(&pid, program.c_str(), &files, &attributes, command.data(), environment);
        ::posix_spawn_file_actions_destroy(&files);
        ::posix_spawnattr_destroy(&attributes);
        if (failed != 0) return Failure(error_from_errno("start", program, failed));
        return Child(pid, std::move(sound.read));
    }

    Child(Child&& other) noexcept
        : m_pid(std::exchange(other.m_pid, -1)), m_sound(std::move(other.m_sound)) {}
    Child(const Child&) = delete;
    Child& operator=(const Child&) = delete;
    Child& operator=(Child&&) = delete;
    ~Child() {
        if (m_pid < 0) return;
        ::kill(m_pid, SIGKILL);
        while (::waitpid(m_pid, nullptr, 0) < 0 && errno == EINTR) {
        }
    }

    int sound() const { return m_sound.number(); }

  private:
    Child(pid_t pid, Descriptor sound) : m_pid(pid), m_sound(std::move(sound)) {}

    pid_t m_pid;
    Descriptor m_sound;
};

/// What comes out of the process, handed on as samples.
class Reader {
  public:
    explicit Reader(const Sink& sink) : m_sink(sink) {}

    Result<void> take(std::string_view bytes) {
        m_pending.append(bytes);
        if (m_rate_hz == 0) {
            const std::optional<sound::WavHeader> header = sound::read_wav_header(m_pending);
            if (!header && m_pending.size() >= sound::wav_header_bytes_max) {
                return fail(ErrorKind::Corrupt, "espeak-ng: what it wrote is no sound");
            }
            if (!header) return {};
            m_rate_hz = header->rate_hz;
            m_pending.erase(0, header->begin);
        }
        const std::size_t whole = m_pending.size() / 2 * 2;
        if (whole == 0) return {};
        m_sink(samples_of(std::string_view(m_pending).substr(0, whole)), m_rate_hz);
        m_pending.erase(0, whole);
        return {};
    }

    bool has_heard() const { return m_rate_hz != 0; }

  private:
    const Sink& m_sink;
    std::string m_pending;
    int m_rate_hz = 0;
};

/// Waits for sound: true if there is some or its end, false at an interruption.
Result<bool> wait_for_sound(const Child& child, const Interruption& interruption) {
    std::array<pollfd, 2> watched{
        pollfd{child.sound(), POLLIN, 0}, pollfd{interruption.descriptor(), POLLIN, 0}};
    const int ready = ::poll(watched.data(), watched.size(), EspeakVoice::silence_ms_max);
    if (interruption.is_there()) return false;
    if (ready == 0) return fail(ErrorKind::Unavailable, "espeak-ng: it makes no sound");
    if (ready < 0 && errno != EINTR) return Failure(error_from_errno("speech", "poll", errno));
    return true;
}

}  // namespace

Result<std::unique_ptr<EspeakVoice>> EspeakVoice::create(const Path& program) {
    if (::access(program.c_str(), X_OK) != 0) {
        return fail(ErrorKind::NotFound, format("{}: not installed", program.string()));
    }
    return std::unique_ptr<EspeakVoice>(new EspeakVoice(program));
}

bool EspeakVoice::speaks(std::string_view language) const {
    return std::find(languages.begin(), languages.end(), language) != languages.end();
}

Result<void> EspeakVoice::say(const Phrase& phrase, std::string_view language, const Sink& sink,
    const Interruption& interruption) {
    if (!speaks(language)) {
        return fail(ErrorKind::NotFound, format("espeak-ng: no voice for {}", language));
    }
    const Child child = OTK_TRY(Child::start(m_program, language, phrase.text));
    Reader reader(sink);
    std::size_t total = 0;
    std::array<char, 16'384> piece{};
    while (total < sound_bytes_max) {
        if (!OTK_TRY(wait_for_sound(child, interruption))) return {};
        const ssize_t got = ::read(child.sound(), piece.data(), piece.size());
        if (got < 0 && errno == EINTR) continue;
        if (got < 0) return Failure(error_from_errno("speech", "pipe", errno));
        if (got == 0) break;
        total += static_cast<std::size_t>(got);
        OTK_TRY(reader.take({piece.data(), static_cast<std::size_t>(got)}));
    }
    if (!reader.has_heard()) return fail(ErrorKind::Unavailable, "espeak-ng: it said nothing");
    return {};
}

}  // namespace otk::kiosk::speech
