#include "sync/curl_transport.h"

#include <curl/curl.h>

#include <array>
#include <utility>

#include "core/base/assert.h"
#include "core/base/base64.h"
#include "core/base/format.h"
#include "core/wire/bundle_report.h"
#include "core/wire/key_rotation.h"
#include "core/wire/limits.h"

namespace otk::sync {
namespace {

constexpr std::size_t header_bytes_max = std::size_t{32} * 1024;

struct CurlClosing {
    void operator()(CURL* handle) const { curl_easy_cleanup(handle); }
    void operator()(curl_slist* list) const { curl_slist_free_all(list); }
};

/// What one request receives.
struct Receiving {
    std::size_t body_bytes_max = 0;
    Bytes body = {};
    std::size_t header_bytes = 0;
    bool too_large = false;
};

std::size_t receive_body(char* bytes, std::size_t one, std::size_t count, void* receiving_pointer) {
    auto& receiving = *static_cast<Receiving*>(receiving_pointer);
    const std::size_t size = one * count;
    if (receiving.body.size() + size > receiving.body_bytes_max) {
        receiving.too_large = true;
        return 0;
    }
    const ByteView added = bytes_of(std::string_view(bytes, size));
    receiving.body.insert(receiving.body.end(), added.begin(), added.end());
    return size;
}

std::size_t receive_header(char*, std::size_t one, std::size_t count, void* receiving_pointer) {
    auto& receiving = *static_cast<Receiving*>(receiving_pointer);
    receiving.header_bytes += one * count;
    if (receiving.header_bytes > header_bytes_max) {
        receiving.too_large = true;
        return 0;
    }
    return one * count;
}

int ask_whether_stopped(void* is_stopped_pointer, curl_off_t, curl_off_t, curl_off_t, curl_off_t) {
    const auto& is_stopped = *static_cast<const std::function<bool()>*>(is_stopped_pointer);
    return is_stopped && is_stopped() ? 1 : 0;
}

Contact contact_of(CURLcode code) {
    // libcurl's codes are many and grow; those not named here mean that the exchange broke.
    switch (static_cast<int>(code)) {
        case CURLE_OK:
            return Contact::Answered;
        case CURLE_COULDNT_RESOLVE_HOST:
        case CURLE_COULDNT_RESOLVE_PROXY:
        case CURLE_COULDNT_CONNECT:
            return Contact::Unreachable;
        case CURLE_SSL_CONNECT_ERROR:
        case CURLE_PEER_FAILED_VERIFICATION:
        case CURLE_SSL_CACERT_BADFILE:
        case CURLE_SSL_ISSUER_ERROR:
        case CURLE_SSL_PINNEDPUBKEYNOTMATCH:
            return Contact::NotTrusted;
        case CURLE_OPERATION_TIMEDOUT:
            return Contact::TimedOut;
        case CURLE_ABORTED_BY_CALLBACK:
            return Contact::Stopped;
        default:
            return Contact::Broken;
    }
}

}  // namespace

struct CurlTransport::Handle {
    std::unique_ptr<CURL, CurlClosing> curl;
    std::unique_ptr<curl_slist, CurlClosing> headers;
    std::array<char, CURL_ERROR_SIZE> words{};

    template <typename Value>
    void set(CURLoption option, Value value) const {
        // Fails only for an option that this libcurl was built without, or for no memory.
        OTK_ASSERT(curl_easy_setopt(curl.get(), option, value) == CURLE_OK);
    }

    void set_way(const CurlOptions& options);
    void set_tls(const CurlOptions& options) const;
};

namespace {

/// What CURLOPT_PINNEDPUBLICKEY reads.
std::string pins_text(const std::vector<crypto::Hash256>& pins) {
    std::string text;
    for (const crypto::Hash256& pin : pins)
        text.append(text.empty() ? "" : ";").append("sha256//").append(to_base64(pin));
    return text;
}

}  // namespace

void CurlTransport::Handle::set_way(const CurlOptions& options) {
    set(CURLOPT_HTTP_VERSION, static_cast<long>(CURL_HTTP_VERSION_1_1));
    set(CURLOPT_PROTOCOLS_STR, "https");
    set(CURLOPT_FOLLOWLOCATION, 0L);
    // Set even when empty: an unset proxy would be taken from the environment.
    set(CURLOPT_PROXY, options.proxy.c_str());
    if (!options.proxy.empty()) set(CURLOPT_NOPROXY, "");
    set(CURLOPT_NETRC, static_cast<long>(CURL_NETRC_IGNORED));
    set(CURLOPT_CONNECTTIMEOUT_MS, static_cast<long>(options.connect_ms_max));
    set(CURLOPT_TIMEOUT_MS, static_cast<long>(options.whole_ms_max));
    set(CURLOPT_NOSIGNAL, 1L);
    set(CURLOPT_USERAGENT, "otklik-syncd/" OTK_VERSION);
    // Without "Expect:" libcurl waits a second for a server's leave to send the body.
    for (const char* header : {"Content-Type: application/octet-stream", "Expect:"}) {
        curl_slist* longer = curl_slist_append(headers.get(), header);
        OTK_ASSERT(longer != nullptr);
        static_cast<void>(headers.release());  // the longer list owns the shorter one
        headers.reset(longer);
    }
    set(CURLOPT_HTTPHEADER, headers.get());
    set(CURLOPT_ERRORBUFFER, words.data());
    set(CURLOPT_WRITEFUNCTION, &receive_body);
    set(CURLOPT_HEADERFUNCTION, &receive_header);
    set(CURLOPT_NOPROGRESS, 0L);
    set(CURLOPT_XFERINFOFUNCTION, &ask_whether_stopped);
}

void CurlTransport::Handle::set_tls(const CurlOptions& options) const {
    set(CURLOPT_SSLVERSION, static_cast<long>(CURL_SSLVERSION_TLSv1_2));
    set(CURLOPT_SSL_VERIFYPEER, 1L);
    set(CURLOPT_SSL_VERIFYHOST, 2L);
    if (!options.tls_pins.empty())
        set(CURLOPT_PINNEDPUBLICKEY, pins_text(options.tls_pins).c_str());
    const std::string& authority = options.tls_authority;
    if (authority.empty()) return;
    // libcurl copies a blob only when it is told to; const is lost in its interface.
    curl_blob blob{const_cast<char*>(authority.data()), authority.size(), CURL_BLOB_COPY};
    set(CURLOPT_CAINFO_BLOB, &blob);
    // The enrolment's authority and no other: Debian's libcurl also believes the folder
    // /etc/ssl/certs.
    set(CURLOPT_CAPATH, static_cast<const char*>(nullptr));
}

CurlTransport::CurlTransport(CurlOptions options, std::unique_ptr<Handle> handle)
    : m_options(std::move(options)), m_handle(std::move(handle)) {
    m_handle->set_way(m_options);
    m_handle->set_tls(m_options);
    m_handle->set(CURLOPT_XFERINFODATA, &m_options.is_stopped);
}

CurlTransport::~CurlTransport() = default;

Result<std::unique_ptr<CurlTransport>> CurlTransport::create(CurlOptions options) {
    static const CURLcode started = curl_global_init(CURL_GLOBAL_DEFAULT);
    auto handle = std::make_unique<Handle>();
    handle->curl.reset(curl_easy_init());
    if (started != CURLE_OK || !handle->curl) {
        return fail(ErrorKind::Unavailable, "libcurl does not start");
    }
    return std::unique_ptr<CurlTransport>(new CurlTransport(std::move(options), std::move(handle)));
}

PostOutcome CurlTransport::post_batch(ByteView body) {
    return post("/api/v1/batches", body, wire::reply_bytes_max);
}

PostOutcome CurlTransport::post_enrolment(ByteView request) {
    return post("/api/v1/enrolments", request, wire::enrolment_answer_bytes_max);
}

PostOutcome CurlTransport::post_key_rotation(ByteView request) {
    return post("/api/v1/kiosk-keys", request, wire::key_rotation_answer_bytes);
}

PostOutcome CurlTransport::get_keys() {
    m_handle->set(CURLOPT_HTTPGET, 1L);
    return perform("/api/v1/keys", wire::key_list_bytes_max);
}

PostOutcome CurlTransport::post_bundle_report(ByteView report) {
    return post("/api/v1/bundle", report, wire::bundle_offer_bytes_max);
}

PostOutcome CurlTransport::get_bundle_piece(std::string_view name, std::size_t at) {
    m_handle->set(CURLOPT_HTTPGET, 1L);
    return perform(
        format("/api/v1/bundle?name={}&at={}", name, at).c_str(), wire::bundle_piece_bytes);
}

PostOutcome CurlTransport::post(
    const char* address, ByteView body, std::size_t answer_bytes_max) {
    m_handle->set(CURLOPT_POST, 1L);
    m_handle->set(CURLOPT_POSTFIELDS, body.data());
    m_handle->set(CURLOPT_POSTFIELDSIZE_LARGE, static_cast<curl_off_t>(body.size()));
    return perform(address, answer_bytes_max);
}

PostOutcome CurlTransport::perform(const char* address, std::size_t answer_bytes_max) {
    Receiving receiving{.body_bytes_max = answer_bytes_max};
    m_handle->words[0] = '\0';
    m_handle->set(CURLOPT_URL, format("{}{}", m_options.url, address).c_str());
    m_handle->set(CURLOPT_WRITEDATA, &receiving);
    m_handle->set(CURLOPT_HEADERDATA, &receiving);
    const CURLcode code = curl_easy_perform(m_handle->curl.get());

    PostOutcome outcome;
    outcome.contact = receiving.too_large ? Contact::TooLarge : contact_of(code);
    if (outcome.contact != Contact::Answered) {
        const bool has_words = m_handle->words[0] != '\0';
        outcome.detail = has_words ? m_handle->words.data() : curl_easy_strerror(code);
        return outcome;
    }
    long status = 0;
    curl_off_t retry_after_s = 0;
    curl_easy_getinfo(m_handle->curl.get(), CURLINFO_RESPONSE_CODE, &status);
    curl_easy_getinfo(m_handle->curl.get(), CURLINFO_RETRY_AFTER, &retry_after_s);
    outcome.status = static_cast<int>(status);
    if (retry_after_s > 0) outcome.retry_after_s = retry_after_s;
    outcome.body = std::move(receiving.body);
    return outcome;
}

}  // namespace otk::sync
