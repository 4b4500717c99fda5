// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once
/// What a request must be before a byte of its body is read. Everything that is not exactly what the page of
/// this program sends is refused; nothing is repaired, decoded or guessed.
///
/// A1  The head is plain: lines end with CR LF; a request line of three words; names of token characters with
///     the colon right behind; visible ASCII, space and tab in values; no line that goes on with a space.
///     Why: what two readers could take differently is how requests are smuggled.
/// A2  HTTP/1.1.
/// A3  Host, once, exactly 127.0.0.1:PORT. Why: a name that is made to point here (DNS rebinding) is what the
///     browser then puts there; "localhost" is a name too.
/// A4  No Transfer-Encoding, Upgrade, Expect or Trailer; Content-Length at most once, digits only. The body
///     has one way to say its length, and there is no second request on a connection.
/// A5  Origin at most once. Where it stands it is exactly http://127.0.0.1:PORT ("null" is somebody else);
///     with POST it must stand. Why: browsers send it with every POST of a page, whatever page it is.
/// A6  On anything but the bundle: Sec-Fetch-Site, where it stands, is same-origin.
/// A7  The target is, byte for byte, one of the routes or of the bundle's files. No query, no other spelling.
/// A8  The method is exactly the route's. There is no HEAD and no OPTIONS, so no answer to a preflight.
/// A9  But for the bundle and POST /session: Authorization, once, "Bearer " and a token the gate admits.
/// A10 A POST says its Content-Length, at most the route's bound. A GET has no body.
#include "amparo/base/result.hpp"
#include "amparo/web_host/gate.hpp"

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace amparo::web_host {

/// The statuses the host answers with; their values are HTTP's.
enum class Status : std::uint16_t {
    kOk = 200,
    kNoContent = 204,
    kBadRequest = 400,
    kNoToken = 401,
    kForbidden = 403,
    kNotFound = 404,
    kWrongMethod = 405,
    kTimeout = 408,
    kNoLength = 411,
    kBodyTooLarge = 413,
    kHeadTooLarge = 431,
    kBusy = 503,
    kWrongVersion = 505,
};

/// One file of the page, embedded in the program. `path` as the browser asks for it: "/app.js".
struct Asset {
    std::string_view path;
    std::string_view type;
    std::string_view bytes;
};

struct Field {
    std::string name;
    std::string value;
};
struct Head {
    std::string method;
    std::string target;
    unsigned version = 11;
    std::vector<Field> fields;
};

enum class Route { kAsset, kSession, kSessionAgain, kCall, kEvents, kActive, kSettings, kLeave };

struct Admitted {
    Route route = Route::kAsset;
    Asset const* asset = nullptr;  ///< Of Route::kAsset.
    std::size_t body_bytes = 0;
    WindowPtr window;  ///< Whose token it was; none where none is asked for (A9).
};
struct Refusal {
    Status code = Status::kBadRequest;
    std::string_view why;
};

/// What a request is held against.
struct Door {
    std::string host;  ///< "127.0.0.1:PORT".
    std::span<Asset const> bundle;
    Gate const& gate;
};

/// What the head of a request may hold, with its empty line at the end.
inline constexpr std::size_t kHeadBytesMax = 16'384;
/// A call may hold what `amparo call` takes on a line: a directory to import (the engine's own bounds are
/// lower, and name the field). Only who has a token can send so much.
inline constexpr std::size_t kCallBytesMax = std::size_t{128} << 20U;
/// Everything else is a few words.
inline constexpr std::size_t kSmallBytesMax = 4'096;

/// A1, for the bytes of a head with the empty line at its end.
[[nodiscard]] bool is_plain_head(std::string_view raw);
/// A2 to A10.
[[nodiscard]] Result<Admitted, Refusal> admit(Head const& head, Door const& door);

}  // namespace amparo::web_host
