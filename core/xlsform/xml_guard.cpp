#include "core/xlsform/xml_guard.h"

#include <algorithm>
#include <string>
#include <utility>

#include "core/base/bytes.h"
#include "core/base/format.h"

namespace otk::xlsform {
namespace {

Failure refuse(std::string what) {
    return fail(ErrorKind::InvalidInput,
        std::move(what) + "; open the file in LibreOffice or Excel and save it anew");
}

class Guard {
  public:
    Guard(std::string_view xml, const SourceLimits& limits) : m_xml(xml), m_limits(limits) {}

    Result<void> run() {
        for (m_at = m_xml.find('<'); m_at != std::string_view::npos; m_at = m_xml.find('<', m_at)) {
            const std::string_view rest = m_xml.substr(m_at);
            if (rest.starts_with("<!--")) {
                skip_behind("-->");
            } else if (rest.starts_with("<![CDATA[")) {
                skip_behind("]]>");
            } else if (rest.starts_with("<?")) {
                skip_behind("?>");
            } else if (rest.starts_with("<!")) {
                return refuse("the file declares a document type or entities");
            } else {
                read_tag();
            }
            OTK_TRY(check_bounds());
        }
        return {};
    }

  private:
    void skip_behind(std::string_view end) {
        const std::size_t found = m_xml.find(end, m_at);
        m_at = found == std::string_view::npos ? m_xml.size() : found + end.size();
    }

    /// From "<" to behind ">", which may stand inside a quoted value too.
    void read_tag() {
        const bool is_end = m_xml.substr(m_at).starts_with("</");
        char quote = '\0';
        char before = '\0';
        for (++m_at; m_at < m_xml.size(); ++m_at) {
            const char c = m_xml[m_at];
            if (quote != '\0') {
                if (c == quote) quote = '\0';
            } else if (c == '"' || c == '\'') {
                quote = c;
            } else if (c == '=') {
                ++m_attributes;
            } else if (c == '>') {
                break;
            }
            before = c;
        }
        if (is_end) {
            m_depth -= std::min<std::size_t>(m_depth, 1);
        } else {
            ++m_elements;
            if (before != '/') ++m_depth;
        }
    }

    Result<void> check_bounds() const {
        if (m_depth > m_limits.xml_depth_max) {
            return refuse(format("a part nests more than {} deep", m_limits.xml_depth_max));
        }
        if (m_elements > m_limits.xml_elements_max || m_attributes > m_limits.xml_attributes_max) {
            return refuse(format("a part has more than {} elements or {} attributes",
                m_limits.xml_elements_max, m_limits.xml_attributes_max));
        }
        return {};
    }

    std::string_view m_xml;
    SourceLimits m_limits;
    std::size_t m_at = 0;
    std::size_t m_depth = 0;
    std::size_t m_elements = 0;
    std::size_t m_attributes = 0;
};

}  // namespace

Result<void> guard_xml(std::string_view xml, const SourceLimits& limits) {
    if (xml.size() > limits.entry_bytes_max) {
        return refuse(format("a part is larger than {} bytes", limits.entry_bytes_max));
    }
    if (!is_utf8(xml)) return refuse("a part is not in UTF-8");
    return Guard(xml, limits).run();
}

}  // namespace otk::xlsform
