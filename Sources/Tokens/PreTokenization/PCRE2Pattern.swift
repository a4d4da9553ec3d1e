internal import CPCRE2

/// A compiled pattern whose matches are the pieces of a text.
///
/// Unicode 16 on every PCRE2 (``PatternUnicode``), JIT-compiled where the library and the system
/// allow it, and without limits that a long text could reach. Where a pattern of the user's own sets
/// itself a limit or recurses without end, the rest of the text is one piece.
final class PCRE2Pattern: Sendable {
    /// The expression as it was given.
    let expression: String
    /// Whether matching runs machine code. Where it doesn't the pieces are the same, at a tenth of
    /// the speed.
    let isJITCompiled: Bool

    // PCRE2 never writes to compiled code while matching ("thread safety" in its manual).
    private nonisolated(unsafe) let code: OpaquePointer

    /// Compiles `expression`. `usesJIT: false` is for comparing.
    init(_ expression: String, usesJIT: Bool = true) throws(EncodingError) {
        let pinned = PatternUnicode.pinned(expression, to: PatternUnicode.libraryVersion)
        // Whole code points, Unicode classes, and `$` at the very end only, as the reference reads them.
        let options = PCRE2_UTF | UInt32(PCRE2_UCP) | UInt32(PCRE2_DOLLAR_ENDONLY)
        var error: Int32 = 0
        var offset = 0
        let compiled = Array(pinned.utf8).withUnsafeBufferPointer { bytes in
            pcre2_compile_8(bytes.baseAddress, bytes.count, options, &error, &offset, nil)
        }
        guard let compiled else {
            throw EncodingError.invalidPattern(expression, reason: Self.message(for: error))
        }
        self.expression = expression
        code = compiled
        isJITCompiled = usesJIT && pcre2_jit_compile_8(compiled, UInt32(PCRE2_JIT_COMPLETE)) == 0
    }

    deinit { pcre2_code_free_8(code) }

    /// Whether it may match where there's nothing.
    var mayMatchEmpty: Bool {
        var answer: UInt32 = 0
        return pcre2_pattern_info_8(code, UInt32(PCRE2_INFO_MATCHEMPTY), &answer) == 0 && answer != 0
    }

    /// Calls `body` with each match in order until it answers false. Text between matches, which
    /// the built-in patterns don't leave, belongs to no piece, as in the reference.
    func forEachMatch(in text: UnsafeBufferPointer<UInt8>, _ body: (_ start: Int, _ end: Int) -> Bool) {
        var matcher = Matcher(code: code, isJITCompiled: isJITCompiled)
        var position = 0
        while position < text.count, let match = matcher.match(text, from: position) {
            if match.isEmpty {
                // Steps over one character, as a search for all matches does.
                position = match.upperBound + 1
                while position < text.count, text[position] & 0xC0 == 0x80 { position += 1 }
            } else {
                if !body(match.lowerBound, match.upperBound) { return }
                position = match.upperBound
            }
        }
    }

    private static func message(for error: Int32) -> String {
        withUnsafeTemporaryAllocation(of: UInt8.self, capacity: 256) { buffer in
            let count = pcre2_get_error_message_8(error, buffer.baseAddress, buffer.count)
            return String(decoding: buffer.prefix(max(0, Int(count))), as: UTF8.self)
        }
    }
}

/// What one search needs for itself; a thread makes its own.
private struct Matcher: ~Copyable {
    private let code: OpaquePointer
    private let data: OpaquePointer?
    private let context: OpaquePointer?
    private var jitStack: OpaquePointer?
    private var usesJIT: Bool

    init(code: OpaquePointer, isJITCompiled: Bool) {
        self.code = code
        usesJIT = isJITCompiled
        data = pcre2_match_data_create_8(1, nil)
        context = pcre2_match_context_create_8(nil)
        // The defaults end a match in a 10 MB run of spaces.
        pcre2_set_match_limit_8(context, UInt32.max)
        pcre2_set_depth_limit_8(context, UInt32.max)
        pcre2_set_heap_limit_8(context, UInt32.max)
    }

    deinit {
        pcre2_match_data_free_8(data)
        pcre2_match_context_free_8(context)
        pcre2_jit_stack_free_8(jitStack)
    }

    /// The first match at or after `position`, or nil.
    mutating func match(_ text: UnsafeBufferPointer<UInt8>, from position: Int) -> Range<Int>? {
        var result = run(text, position)
        if result == PCRE2_ERROR_JIT_STACKLIMIT, jitStack == nil {
            jitStack = pcre2_jit_stack_create_8(64 << 10, 64 << 20, nil)
            pcre2_jit_stack_assign_8(context, nil, UnsafeMutableRawPointer(jitStack))
            result = run(text, position)
        }
        if result == PCRE2_ERROR_JIT_STACKLIMIT {
            usesJIT = false
            result = run(text, position)
        }
        if result == PCRE2_ERROR_NOMATCH { return nil }
        // A pattern that limits itself, or recurses without end: the rest of the text is one piece.
        if result < 0 { return position..<text.count }
        guard let offsets = pcre2_get_ovector_pointer_8(data) else { return nil }
        return Int(offsets[0])..<Int(offsets[1])
    }

    private func run(_ text: UnsafeBufferPointer<UInt8>, _ position: Int) -> Int32 {
        if usesJIT {
            return pcre2_jit_match_8(code, text.baseAddress, text.count, position, PCRE2_NO_UTF_CHECK, data, context)
        }
        let options = PCRE2_NO_UTF_CHECK | UInt32(PCRE2_NO_JIT)
        return pcre2_match_8(code, text.baseAddress, text.count, position, options, data, context)
    }
}
