// Hands this program to libFuzzer; Scripts/fuzz.sh builds and starts it.

import CLibFuzzer
import Foundation
import Tokens

// One for each pattern that is built in, and each of Claude's families.
let encodings = [Encoding.r50kBase, .cl100kBase, .o200kBase].compactMap { BothSplits($0) }
let normalizing = [BothSplits(.qwen, normalizes: true)].compactMap(\.self)
let subjects: [any Subject] = encodings + normalizing + ClaudeFamily.allCases.map(Counts.init)
var count = CommandLine.argc
var arguments = Optional(CommandLine.unsafeArgv)

exit(
    LLVMFuzzerRunDriver(&count, &arguments) { data, size in
        let input = UnsafeBufferPointer(start: data, count: size)
        for subject in subjects {
            if let failure = subject.failure(input) { fatalError("\(subject.name): \(failure): \(Array(input))") }
        }
        return 0
    })
