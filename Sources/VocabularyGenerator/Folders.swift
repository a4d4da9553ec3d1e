import Foundation

/// Where the files are read, and where the images go.
struct Folders {
    var source: URL
    var vocabularies: URL

    /// The content of a source; nil, with a word to people, where it isn't there.
    func read(_ name: String) throws -> Data? {
        let file = source.appendingPathComponent(name)
        guard FileManager.default.fileExists(atPath: file.path) else {
            print("\(name): not in \(source.path)")
            return nil
        }
        return try Data(contentsOf: file)
    }

    func write(_ image: [UInt8], as name: String) throws {
        try Data(image).write(to: vocabularies.appendingPathComponent(name))
        print("\(name): \(image.count) bytes")
    }
}
