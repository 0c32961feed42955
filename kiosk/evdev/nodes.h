#pragma once

#include <map>
#include <memory>
#include <string>

#include "core/base/file.h"
#include "core/base/result.h"

struct input_event;

namespace otk::kiosk::evdev {

/// Who reads what the kernel's event nodes say.
class NodeReader {
  public:
    virtual ~NodeReader() = default;
    /// A node was opened; false: it is of no use, and is closed again.
    virtual bool begin(const std::string& name, int descriptor) = 0;
    virtual void take(const std::string& name, int descriptor, const input_event& record) = 0;
    /// It was unplugged, or is closed: nothing more comes of it.
    virtual void end(const std::string& name) = 0;
};

/// The event nodes of a folder that a reader wants: those that are there, and those that come
/// later. One thread.
class Nodes {
  public:
    static constexpr std::size_t nodes_max = 64;

    /// Begins with what is there. Unavailable: the folder cannot be watched. A node that cannot be
    /// opened is passed over; the reader outlives this.
    static Result<std::unique_ptr<Nodes>> open(const Path& folder, NodeReader& reader);

    /// Readable when a node has something to say, or one came.
    int descriptor() const { return m_poll.number(); }
    /// All that was said since; never blocks.
    void read();

    /// Closes all of them: what is typed from now on is heard by others alone.
    void let_go();
    /// Opens what is there now.
    void take_again();

  private:
    Nodes(Path folder, NodeReader& reader, Descriptor poll, Descriptor watch);
    void look_for_new();
    void add(const std::string& name);
    void read_watch();
    void read_node(const std::string& name);

    Path m_folder;
    NodeReader& m_reader;
    Descriptor m_poll;
    Descriptor m_watch;                         ///< inotify
    std::map<std::string, Descriptor> m_nodes;  ///< by name
    bool m_has_let_go = false;
};

}  // namespace otk::kiosk::evdev
