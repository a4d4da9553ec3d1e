/// Keeps keys out of messages, and messages short.
enum Redaction {
    /// The most bytes of a body that a message keeps.
    static let messageLimit = 2048

    /// How keys of the known providers begin.
    private static let keyPrefixes = ["sk-", "sk_", "gsk_", "xai-", "hf_", "AIza", "pplx-", "nvapi-", "AKIA"]
    /// What the token after this word is, is a secret.
    private static let secretWords: Set<String> = ["bearer", "x-api-key:", "api-key:"]

    /// The text without what looks like a key, cut to the limit at a character. Linear in its length.
    static func redacted(_ text: String) -> String {
        var result = ""
        var rest = prefix(of: text)[...]
        var previous = ""
        while let first = rest.first {
            if isKeyCharacter(first) || first == ":" {
                let token = rest.prefix { isKeyCharacter($0) || $0 == ":" }
                rest = rest[token.endIndex...]
                result += isSecret(token, after: previous) ? "[redacted]" : token
                previous = token.lowercased()
            } else {
                result.append(first)
                rest = rest.dropFirst()
            }
        }
        return result
    }

    private static func isSecret(_ token: Substring, after previous: String) -> Bool {
        if secretWords.contains(previous), token.count >= 8 { return true }
        guard token.utf8.count >= 8 else { return false }
        return keyPrefixes.contains { token.hasPrefix($0) || token.contains(":" + $0) }
    }

    /// What keys consist of, and the stars that providers put into the keys they repeat.
    private static func isKeyCharacter(_ character: Character) -> Bool {
        guard let byte = character.asciiValue else { return false }
        return isDigit(byte) || (byte | 0x20) &- UInt8(ascii: "a") < 26 || "-_*.+/=".utf8.contains(byte)
    }

    private static func prefix(of text: String) -> String {
        guard text.utf8.count > messageLimit else { return text }
        var end = text.utf8.index(text.utf8.startIndex, offsetBy: messageLimit)
        while end.samePosition(in: text) == nil { end = text.utf8.index(before: end) }
        return text[..<end] + "…"
    }
}
