#include "kiosk/evdev/nodes.h"

#include <array>
#include <cerrno>
#include <filesystem>
#include <system_error>
#include <utility>

#include <fcntl.h>
#include <linux/input.h>
#include <sys/epoll.h>
#include <sys/inotify.h>
#include <unistd.h>

#include "core/base/format.h"
#include "core/base/log.h"

namespace otk::kiosk::evdev {
namespace {

Failure fail_errno(ErrorKind kind, const char* what) {
    return fail(kind, format("{}: {}", what, std::generic_category().message(errno)));
}

bool is_event_node(const std::string& name) {
    return name.starts_with("event");
}

Result<void> follow(int poll, int descriptor) {
    epoll_event wanted{};
    wanted.events = EPOLLIN;
    wanted.data.fd = descriptor;
    if (::epoll_ctl(poll, EPOLL_CTL_ADD, descriptor, &wanted) == 0) return {};
    return fail_errno(ErrorKind::Unavailable, "follow an input device");
}

}  // namespace

Result<std::unique_ptr<Nodes>> Nodes::open(const Path& folder, NodeReader& reader) {
    Descriptor poll(::epoll_create1(EPOLL_CLOEXEC));
    if (!poll.is_open()) return fail_errno(ErrorKind::Unavailable, "epoll");
    Descriptor watch(::inotify_init1(IN_CLOEXEC | IN_NONBLOCK));
    // A node is made for root alone, and may be opened once udev has changed its group.
    if (!watch.is_open() ||
        ::inotify_add_watch(watch.number(), folder.c_str(), IN_CREATE | IN_ATTRIB) < 0) {
        return fail_errno(ErrorKind::Unavailable, "watch input devices");
    }
    OTK_TRY(follow(poll.number(), watch.number()));
    std::unique_ptr<Nodes> nodes(new Nodes(folder, reader, std::move(poll), std::move(watch)));
    nodes->look_for_new();
    return nodes;
}

Nodes::Nodes(Path folder, NodeReader& reader, Descriptor poll, Descriptor watch)
    : m_folder(std::move(folder)),
      m_reader(reader),
      m_poll(std::move(poll)),
      m_watch(std::move(watch)) {}

void Nodes::look_for_new() {
    if (m_has_let_go) return;
    std::error_code unreadable;
    for (const auto& entry : std::filesystem::directory_iterator(m_folder, unreadable)) {
        const std::string name = entry.path().filename().string();
        if (is_event_node(name) && !m_nodes.contains(name)) add(name);
    }
    if (unreadable) log::warning("input devices are not listed", {{"errno", unreadable.value()}});
}

void Nodes::add(const std::string& name) {
    if (m_nodes.size() >= nodes_max) return;
    const Path path = m_folder / name;
    Descriptor descriptor(::open(path.c_str(), O_RDONLY | O_NONBLOCK | O_CLOEXEC));
    if (!descriptor.is_open()) {
        // Not yet udev's: the watch tells when it is.
        log::debug("input device not opened", {{"device", log::Shown{name}}, {"errno", errno}});
        return;
    }
    if (!m_reader.begin(name, descriptor.number())) return;
    if (const Result<void> followed = follow(m_poll.number(), descriptor.number()); !followed) {
        log::warning("input device not followed", {{"error", followed.error()}});
        m_reader.end(name);
        return;
    }
    m_nodes.emplace(name, std::move(descriptor));
}

void Nodes::read() {
    std::array<epoll_event, nodes_max + 1> ready{};
    const int count =
        ::epoll_wait(m_poll.number(), ready.data(), static_cast<int>(ready.size()), 0);
    for (int at = 0; at < count; ++at) {
        const int number = ready[static_cast<std::size_t>(at)].data.fd;
        if (number == m_watch.number()) {
            read_watch();
            continue;
        }
        for (const auto& [name, descriptor] : m_nodes) {
            if (descriptor.number() != number) continue;
            read_node(std::string(name));
            break;
        }
    }
}

/// Which node it was does not matter: the folder is looked through.
void Nodes::read_watch() {
    std::array<char, 4096> told{};
    while (::read(m_watch.number(), told.data(), told.size()) > 0) {
    }
    look_for_new();
}

void Nodes::read_node(const std::string& name) {
    const int number = m_nodes.at(name).number();
    std::array<input_event, 64> records{};
    for (;;) {
        const ssize_t got = ::read(number, records.data(), sizeof(input_event) * records.size());
        if (got < 0 && errno == EINTR) continue;
        if (got < 0 && errno == EAGAIN) return;
        if (got <= 0) break;
        const std::size_t count = static_cast<std::size_t>(got) / sizeof(input_event);
        for (std::size_t at = 0; at < count; ++at)
            m_reader.take(name, number, records[at]);
    }
    // ENODEV: it was unplugged.
    m_nodes.erase(name);
    m_reader.end(name);
}

void Nodes::let_go() {
    m_has_let_go = true;
    for (const auto& [name, descriptor] : std::exchange(m_nodes, {}))
        m_reader.end(name);
}

void Nodes::take_again() {
    m_has_let_go = false;
    look_for_new();
}

}  // namespace otk::kiosk::evdev
