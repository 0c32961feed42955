#include "core/crypto/password.h"

#include <catch2/catch.hpp>

using namespace otk;

TEST_CASE("a password's hash is salted, says its cost and knows its password only") {
    const std::string hash = crypto::hash_password("402918").value();
    CHECK(hash.starts_with("$argon2id$v=19$m=32768,t=3,p=1$"));
    CHECK(crypto::is_password_hash(hash));
    CHECK(crypto::is_password_of(hash, "402918"));
    CHECK_FALSE(crypto::is_password_of(hash, "402919"));
    CHECK_FALSE(crypto::is_password_of(hash, "402918 "));
    CHECK_FALSE(crypto::is_password_of(hash, ""));
    CHECK(crypto::hash_password("402918").value() != hash);
}

TEST_CASE("a hash that asks for another cost is none of ours") {
    const std::string hash = crypto::hash_password("402918").value();
    const auto with = [&hash](const std::string& cost) {
        std::string other = hash;
        return other.replace(other.find("m=32768,t=3"), std::string("m=32768,t=3").size(), cost);
    };
    CHECK_FALSE(crypto::is_password_hash(with("m=4194304,t=3")));
    CHECK_FALSE(crypto::is_password_hash(with("m=32768,t=900")));
    CHECK_FALSE(crypto::is_password_hash(with("m=8,t=1")));
    CHECK_FALSE(crypto::is_password_hash(""));
    CHECK_FALSE(crypto::is_password_hash("402918"));
    CHECK_FALSE(crypto::is_password_hash(hash + std::string(200, 'A')));
    CHECK_FALSE(crypto::is_password_hash(hash.substr(0, hash.size() / 2)));
}
