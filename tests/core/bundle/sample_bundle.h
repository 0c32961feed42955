#pragma once

#include "core/bundle/bundle_writer.h"

namespace otk::test {

/// A small whole bundle: forms "reception" (external, direction by answer) and "staff" (internal,
/// directions by the lines of a matrix), the demo's places without hall-2, Russian and English.
bundle::BundleDraft sample_bundle();

/// Its two forms before any drop.
form::Form sample_reception();
form::Form sample_staff();

/// Text of a file of the source tree.
std::string source_text(const std::string& path);

}  // namespace otk::test
