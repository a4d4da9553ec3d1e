internal import CPrices
import Synchronization

/// A price file that is in the binary, read when it is first asked for.
///
/// Reading is per provider, so the first cost in a process waits for one file only.
final class EmbeddedPriceFile: Sendable {
    let provider: String
    private let index: Int
    private let file = Mutex<Result<PriceFile, PriceTableError>?>(nil)

    private init(index: Int) {
        provider = String(cString: cprices_file(index).provider)
        self.index = index
    }

    /// The files in the binary, in the order of their providers.
    static let all: [EmbeddedPriceFile] = (0..<cprices_count()).map(EmbeddedPriceFile.init(index:))

    /// The file as it is.
    var bytes: UnsafeBufferPointer<UInt8> {
        let file = cprices_file(index)
        return UnsafeBufferPointer(start: file.bytes, count: file.count)
    }

    /// The file's content.
    func content() throws(PriceTableError) -> PriceFile {
        try file.withLock { file in
            if let file { return file }
            let result = Result { () throws(PriceTableError) in try PriceFile(parsing: bytes) }
            file = result
            return result
        }.get()
    }
}
