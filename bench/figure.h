#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace otk::bench {

/// Which way a bar is met.
enum class Better { Lower, Higher };

struct Bar {
    Better better = Better::Lower;
    double value = 0;
};

/// Prints "name, value, unit, bar, ok|short|-", separated by tabs.
void print_figure(
    std::string_view name, double value, std::string_view unit, std::optional<Bar> bar = {});

/// The value below which the given share of the samples lies; `samples` must not be empty.
double percentile(std::vector<double> samples, double share);

inline double median(std::vector<double> samples) { return percentile(std::move(samples), 0.5); }

/// Microseconds since its making.
class Stopwatch {
  public:
    double microseconds() const {
        const auto passed = std::chrono::steady_clock::now() - m_begin;
        return std::chrono::duration<double, std::micro>(passed).count();
    }

  private:
    std::chrono::steady_clock::time_point m_begin = std::chrono::steady_clock::now();
};

}  // namespace otk::bench
