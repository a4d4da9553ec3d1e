import Foundation

/// The proxy that the environment names, as most programs read it.
enum Proxy {
    /// The host and port of `HTTPS_PROXY`, or else of `ALL_PROXY`.
    static func address(in environment: [String: String]) -> (host: String, port: Int)? {
        let names = ["https_proxy", "HTTPS_PROXY", "all_proxy", "ALL_PROXY"]
        guard let text = names.lazy.compactMap({ environment[$0] }).first(where: { !$0.isEmpty }),
            let url = URL(string: text.contains("://") ? text : "http://" + text), let host = url.host()
        else { return nil }
        return (host, url.port ?? 8080)
    }

    /// Whether an address is reached without the proxy: on this machine, or by `NO_PROXY`.
    static func isBypassed(for address: String, in environment: [String: String]) -> Bool {
        guard let host = URL(string: address)?.host()?.lowercased() else { return true }
        if host == "localhost" || host == "::1" || host == "[::1]" || host.hasPrefix("127.") { return true }
        let exceptions = (environment["no_proxy"] ?? environment["NO_PROXY"] ?? "").lowercased()
        return exceptions.split(separator: ",").contains { exception in
            let name = exception.drop { $0 == " " || $0 == "." }
            return name == "*" || host == name || host.hasSuffix("." + name)
        }
    }
}
