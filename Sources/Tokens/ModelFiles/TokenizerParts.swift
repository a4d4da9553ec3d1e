internal import JSONValues

/// The parts of a `tokenizer.json` that stand beside its model.
enum TokenizerParts {
    static func addTextSteps(of value: JSONValue, to steps: inout [TextStep]) throws(ModelFileError) {
        guard value != .null else { return }
        switch value["type"]?.string {
        case "Sequence":
            guard case .array(let parts)? = value["normalizers"] else { throw malformed("normalizer") }
            for part in parts { try addTextSteps(of: part, to: &steps) }
        case "NFC": steps.append(.formC)
        case "Prepend":
            guard let prefix = value["prepend"]?.string else { throw malformed("normalizer Prepend") }
            steps.append(.prepend(Array(prefix.utf8)))
        case "Replace":
            guard let content = value["content"]?.string, let pattern = value["pattern"] else {
                throw malformed("normalizer Replace")
            }
            if let text = pattern["String"]?.string {
                steps.append(.replace(Array(text.utf8), with: Array(content.utf8)))
            } else if let expression = pattern["Regex"]?.string {
                steps.append(.replaceMatches(try regularExpression(expression), with: Array(content.utf8)))
            } else {
                throw malformed("normalizer Replace")
            }
        case let type: throw ModelFileError.unsupported("the normalizer \(type ?? "without a type")")
        }
    }

    /// The steps of pre-tokenizers, in sequence.
    struct PieceSteps {
        private(set) var steps: [PieceStep] = []
        /// Whether the model's symbols are bytes.
        private(set) var isByteLevel = false

        mutating func add(_ value: JSONValue) throws(ModelFileError) {
            guard value != .null else { return }
            // What stands behind would see the characters that bytes are written as.
            if isByteLevel { throw ModelFileError.unsupported("a pre-tokenizer behind ByteLevel") }
            switch value["type"]?.string {
            case "Sequence":
                guard case .array(let parts)? = value["pretokenizers"] else { throw malformed("pre_tokenizer") }
                for part in parts { try add(part) }
            case "ByteLevel":
                if value["add_prefix_space"] != .bool(false) { steps.append(.spaceBefore) }
                if value["use_regex"] != .bool(false) { steps.append(try split(Pattern.r50k, .isolated)) }
                isByteLevel = true
            case "Split":
                try addSplit(value)
            case "Digits":
                steps.append(try split(#"\p{N}"#, value["individual_digits"] == .bool(true) ? .isolated : .contiguous))
            case "Metaspace":
                try addMarks(value)
            case let type: throw ModelFileError.unsupported("the pre-tokenizer \(type ?? "without a type")")
            }
        }

        private mutating func addSplit(_ value: JSONValue) throws(ModelFileError) {
            guard let pattern = value["pattern"], let name = value["behavior"]?.string,
                let behavior = PieceStep.Behavior(rawValue: name)
            else { throw malformed("pre_tokenizer Split") }
            let isInverted = value["invert"] == .bool(true)
            if let expression = pattern["Regex"]?.string {
                steps.append(try split(expression, behavior, isInverted: isInverted))
            } else if let text = pattern["String"]?.string, !text.isEmpty {
                let literal = text.unicodeScalars.map { "\\x{" + String($0.value, radix: 16) + "}" }.joined()
                steps.append(try split(literal, behavior, isInverted: isInverted))
            } else {
                throw malformed("pre_tokenizer Split")
            }
        }

        private mutating func addMarks(_ value: JSONValue) throws(ModelFileError) {
            let prepending: PieceStep.Prepending?
            if let scheme = value["prepend_scheme"]?.string {
                prepending = PieceStep.Prepending(rawValue: scheme)
            } else {
                prepending = value["add_prefix_space"] == .bool(false) ? .never : .always
            }
            guard let prepending, let mark = value["replacement"]?.string, !mark.isEmpty else {
                throw malformed("pre_tokenizer Metaspace")
            }
            steps.append(.marks(Array(mark.utf8), prepending, isSplit: value["split"] != .bool(false)))
        }

        private func split(
            _ expression: String, _ behavior: PieceStep.Behavior, isInverted: Bool = false
        ) throws(ModelFileError) -> PieceStep {
            if let known = Pattern.scannerPattern(for: expression) {
                return .split(.scanner(known), behavior, isInverted: isInverted)
            }
            return .split(.pcre2(try regularExpression(expression)), behavior, isInverted: isInverted)
        }
    }

    /// The tokens that stand beside the model's.
    static func addedTokens(_ value: JSONValue) throws(ModelFileError) -> [AddedToken] {
        guard value != .null else { return [] }
        guard case .array(let values) = value else { throw malformed("added_tokens") }
        var tokens: [AddedToken] = []
        for value in values {
            guard let name = value["content"]?.string, case .number(let number)? = value["id"],
                case .exact(let id) = number.integerValue, (0..<VocabularyBuilder.idLimit).contains(id)
            else { throw malformed("added_tokens") }
            for option in ["lstrip", "rstrip", "single_word"] where value[option] == .bool(true) {
                throw ModelFileError.unsupported("the option \(option) of the added token '\(name)'")
            }
            tokens.append(
                AddedToken(
                    name: Array(name.utf8), id: TokenID(id), isSpecial: value["special"] == .bool(true),
                    isNormalized: value["normalized"] == .bool(true)))
        }
        return tokens
    }

    /// The pattern, which the file has in Oniguruma's syntax: what PCRE2 would read otherwise is refused.
    static func regularExpression(_ expression: String) throws(ModelFileError) -> PCRE2Pattern {
        if let construct = Oniguruma.foreignConstruct(in: expression) {
            throw ModelFileError.unsupported("\(construct) in the pattern '\(expression)'")
        }
        let compiled = Result { () throws(EncodingError) in try PCRE2Pattern(expression) }
        guard case .success(let pattern) = compiled else {
            throw ModelFileError.unsupported("the pattern '\(expression)'")
        }
        if pattern.mayMatchEmpty { throw ModelFileError.unsupported("empty matches of the pattern '\(expression)'") }
        return pattern
    }

    private static func malformed(_ part: String) -> ModelFileError { .malformed("its \(part) can't be read") }
}

/// Where the syntax of Oniguruma, which `tokenizers` uses, and PCRE2's mean different things.
private enum Oniguruma {
    /// The first construct in `expression` that they read differently.
    static func foreignConstruct(in expression: String) -> String? {
        var rest = Array(expression.unicodeScalars)[...]
        var depth = 0
        while let scalar = rest.popFirst() {
            switch scalar {
            case "\\":
                // Hexadecimal digits there, horizontal space here.
                if let letter = rest.popFirst(), letter == "h" || letter == "H" { return "\\\(letter)" }
            case "[":
                if depth > 0, rest.first != ":" { return "a class within a class" }
                depth += 1
                if rest.first == "^" { rest.removeFirst() }
                if rest.first == "]" { rest.removeFirst() }
            case "]": depth = max(0, depth - 1)
            case "&" where depth > 0 && rest.first == "&": return "an intersection of classes"
            default: break
            }
        }
        return nil
    }
}
