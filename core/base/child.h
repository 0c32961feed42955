#pragma once

#include <sys/types.h>

#include <string>
#include <string_view>
#include <vector>

#include "core/base/file.h"
#include "core/base/result.h"

namespace otk {

/// A program that runs beside this one and whose standard output is read here. Killed and waited
/// for with this object, if it still runs. It begins with no signal blocked, whatever the thread
/// that starts it blocks.
class Child {
  public:
    /// What is run: `words` are the program's path and what it is told.
    struct Command {
        std::vector<std::string> words;
        /// What it reads, from where that stands; null: nothing.
        const Descriptor* input = nullptr;
        bool inherits_environment = true;  ///< else it has none
        bool is_heard_complaining = true;  ///< its standard error is ours; else it goes nowhere
    };

    /// The error is that of the program's file, as NotFound, or of what it needs.
    static Result<Child> start(const Command& command);

    Child(Child&& other) noexcept;
    Child& operator=(Child&&) = delete;
    Child(const Child&) = delete;
    Child& operator=(const Child&) = delete;
    ~Child();

    /// A pipe: the reader waits with poll(2) as long as suits it.
    int output() const { return m_output.number(); }

    /// Waits for its end and tells it as waitpid(2) does. Once.
    int wait();

  private:
    Child(pid_t pid, Descriptor output);

    pid_t m_pid;
    Descriptor m_output;
};

/// A file in memory that stands in no folder and goes with its last descriptor; at its beginning.
/// A child that gets it as its input may open it as /proc/self/fd/0.
Result<Descriptor> nameless_file(std::string_view text);

}  // namespace otk
