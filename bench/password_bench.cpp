// What one PIN costs at the kiosk (core/crypto/password.h). The bar is half a second, on a kiosk's
// own processor; a server's core is some six times faster.

#include <vector>

#include "bench/figure.h"
#include "core/crypto/password.h"

int main() {
    using namespace otk;
    constexpr int rounds = 9;
    constexpr double judged_ms_max = 500;
    const Result<std::string> hash = crypto::hash_password("402918");
    if (!hash) return 1;
    std::vector<double> times;
    for (int round = 0; round < rounds; ++round) {
        const bench::Stopwatch watch;
        if (!crypto::is_password_of(*hash, "402918")) return 1;
        times.push_back(watch.microseconds() / 1000);
    }
    bench::print_figure("a PIN judged, median", bench::median(times), "ms",
        bench::Bar{bench::Better::Lower, judged_ms_max});
    return 0;
}
