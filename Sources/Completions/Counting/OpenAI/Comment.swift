/// Text as the lines of a TypeScript comment.
enum Comment {
    /// The lines of a text without the space around each, `// ` before it, `//` for an empty one. Linear.
    static func lines(_ text: String) -> String {
        trimmed(text[...]).unicodeScalars.split(separator: "\n", omittingEmptySubsequences: false).map { line in
            let line = trimmed(Substring(line))
            return line.isEmpty ? "//\n" : "// \(line)\n"
        }.joined()
    }

    /// The text without white space at its ends.
    static func trimmed(_ text: Substring) -> Substring {
        var scalars = text.unicodeScalars
        while scalars.first?.properties.isWhitespace == true { scalars.removeFirst() }
        while scalars.last?.properties.isWhitespace == true { scalars.removeLast() }
        return Substring(scalars)
    }
}
