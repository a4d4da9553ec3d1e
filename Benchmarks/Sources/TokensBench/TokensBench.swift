// This project's side of the comparison: `compare.py` describes the protocol.

import Crypto
import Foundation
@_spi(Measurement) import Tokens

struct Arguments {
    private var values: [String: String] = [:]

    init(_ arguments: [String]) {
        var rest = arguments[...]
        while let name = rest.popFirst(), let value = rest.popFirst() { values[name] = value }
    }

    subscript(name: String) -> String? { values["--" + name] }

    func required(_ name: String) -> String {
        guard let value = self[name] else { fail("--\(name) is missing") }
        return value
    }
}

func fail(_ message: String) -> Never {
    FileHandle.standardError.write(Data("tokens-bench: \(message)\n".utf8))
    exit(1)
}

func seconds(_ body: () -> Void) -> Double {
    let elapsed = ContinuousClock().measure(body)
    return Double(elapsed.components.seconds) + Double(elapsed.components.attoseconds) * 1e-18
}

/// Passes over one text in one encoding.
struct Measurement {
    var encoding: Encoding
    var isEncoding: Bool
    var threads: Int
    var tokens = 0
    var ids: [TokenID] = []

    /// Seconds for the whole text; keeps the result until the clock is read.
    mutating func pass(_ text: [UInt8]) -> Double {
        var result: [TokenID] = []
        var count = 0
        let elapsed = seconds {
            if isEncoding {
                result = encoding.encode(text, threads: threads)
            } else {
                count = encoding.count(text, threads: threads)
            }
        }
        tokens = isEncoding ? result.count : count
        ids = result
        return elapsed
    }

    /// Nanoseconds for a short text, the best of 20 rounds of 1,000.
    func short(_ text: [UInt8]) -> Double {
        var best = Double.infinity
        var checksum = 0
        for _ in 0..<20 {
            let elapsed = seconds {
                for _ in 0..<1000 { checksum &+= isEncoding ? encoding.encode(text).count : encoding.count(text) }
            }
            best = min(best, elapsed * 1e6)
        }
        precondition(checksum > 0)
        return best
    }

    var digest: String {
        guard isEncoding else { return "null" }
        let hash = ids.withUnsafeBytes { SHA256.hash(data: Data($0)) }
        return "\"" + hash.map { String(format: "%02x", $0) }.joined() + "\""
    }
}

@main
struct TokensBench {
    static func main() throws {
        let arguments = Arguments(Array(CommandLine.arguments.dropFirst()))
        Encoding.useProcessorVariant(arguments["simd"].flatMap(ProcessorVariant.init(rawValue:)) ?? .best)
        Encoding.rememberTexts(arguments["texts"] != "forgotten")
        var measurement = Measurement(
            encoding: .r50kBase, isEncoding: arguments.required("operation") == "encode",
            threads: Int(arguments["threads"] ?? "1") ?? 1)
        let preTokenizer = PreTokenizer(rawValue: arguments["pre-tokenizer"] ?? "automatic") ?? .automatic
        let name = arguments.required("encoding")
        let start = ContinuousClock.now
        measurement.encoding = try Encoding(named: name).with(preTokenizer: preTokenizer)
        _ = measurement.pass(Array("Hello".utf8))
        let load = ContinuousClock.now - start

        let corpus = [UInt8](try Data(contentsOf: URL(fileURLWithPath: arguments.required("corpus"))))
        let message = [UInt8](try Data(contentsOf: URL(fileURLWithPath: arguments.required("message"))))
        let first = measurement.pass(corpus)
        let warm = (0..<(Int(arguments["passes"] ?? "5") ?? 5)).map { _ in measurement.pass(corpus) }
        print(
            "{\"load_s\": \(load / .seconds(1)), \"first_s\": \(first), \"warm_s\": \(warm), "
                + "\"short_ns\": \(measurement.short(message)), \"tokens\": \(measurement.tokens), "
                + "\"digest\": \(measurement.digest)}")
    }
}
