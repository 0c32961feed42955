#pragma once

namespace otk::analysis {

/// When figures move.
enum class Rhythm {
    Daily,   ///< once a day, in the morning, with what was answered until the evening before
    AtOnce,  ///< as soon as a part is full, today's answers too: for the demo
};

}  // namespace otk::analysis
