/// The address of an interface, to which paths are appended.
struct BaseURL: Hashable, Sendable {
    private let text: String

    /// An address; a slash at its end is no part of it.
    init(_ text: String) {
        self.text = String(text.reversed().drop { $0 == "/" }.reversed())
    }

    /// The address of a path that begins with a slash.
    ///
    /// Where a version ends the base and begins the path, as in `https://api.anthropic.com/v1` and `/v1/messages`, it
    /// is there once; and Ollama's own paths begin beside `/v1`.
    func url(_ path: String) -> String {
        let end = "/v1"
        guard text.hasSuffix(end), path.hasPrefix(end + "/") || path.hasPrefix("/api/") else { return text + path }
        return text.dropLast(end.count) + path
    }
}

/// Where an address leads, as far as a key may be sent there: scheme, host and port.
struct Origin: Hashable {
    let text: String

    /// The origin of an absolute address; nil for any other.
    init?(_ url: String) {
        guard let scheme = url.firstRange(of: "://") else { return nil }
        let name = url[..<scheme.lowerBound].lowercased()
        var authority = url[scheme.upperBound...].prefix { $0 != "/" && $0 != "?" && $0 != "#" }.lowercased()
        if let user = authority.lastIndex(of: "@") { authority.removeSubrange(...user) }
        let port = ["http": ":80", "https": ":443"][name] ?? ""
        if !port.isEmpty, authority.hasSuffix(port) { authority.removeLast(port.count) }
        text = name + "://" + authority
    }
}
