#pragma once

#include <vector>

#include "kiosk/look/vector_path.h"

namespace otk::kiosk::look {

enum class Icon {
    Bigger, Globe, Contrast, Tick, Undo, Right, Left, Next, Here, Printer, Info, Shield, Paper, Phone,
    Erase, Shift, Enter, Lock, Clock, Cross, Pause, Warning, Network, NoNetwork, Box, Cover, Plug, Question,
    Drop, Place, Lower, Listen, Search, Space, Sun, Repeat, Louder,
    Plus, Minus,
};

/// A sign of strokes with round ends on a grid 24 high (Bigger is 34 wide).
struct IconDrawing {
    struct Circle {
        float x, y, radius;
    };
    float width = 24;
    float stroke = 2.2F;
    std::vector<Polyline> strokes;
    std::vector<Circle> circles;
    std::vector<Polyline> fills;  ///< convex
};

const IconDrawing& drawing_of(Icon icon);

}  // namespace otk::kiosk::look
