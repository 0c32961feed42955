#pragma once

#include <string>

#include "core/base/file.h"

namespace otk::kiosk::shell {

/// `otklik-kiosk --check-bundle`: what the kiosk asks of a process of its own before it takes a
/// bundle, and an administrator may ask too.
struct BundleCheck {
    Path config;        ///< the kiosk's: place and language
    Path folder;        ///< of the bundle
    std::string panel;  ///< "21.5:1080x1920"
};

/// Draws every page of the form that is asked at the kiosk's place (and at the planned one), in all
/// its languages and in both text sizes, and looks for letters without a picture in its texts and
/// in the interface's. One line a fault on standard output. Exit code: 0 everything draws, 1
/// something does not, 2 it could not be tried.
int check_bundle(const BundleCheck& check);

}  // namespace otk::kiosk::shell
