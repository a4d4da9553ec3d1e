// Hands this program to libFuzzer; Scripts/fuzz.sh builds and starts it.

import CLibFuzzer
import Foundation

let subjects = Subject.all
var count = CommandLine.argc
var arguments = Optional(CommandLine.unsafeArgv)

exit(
    LLVMFuzzerRunDriver(&count, &arguments) { data, size in
        let input = UnsafeBufferPointer(start: data, count: size)
        for subject in subjects {
            if let failure = subject.failure(input) { fatalError("\(subject.scanner): \(failure): \(Array(input))") }
        }
        return 0
    })
