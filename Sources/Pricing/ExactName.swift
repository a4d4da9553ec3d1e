/// A name compared byte for byte.
///
/// `String` compares by canonical equivalence, by which "K" (U+212A, the Kelvin sign) is "K": a name that the provider
/// doesn't have would get a price.
struct ExactName: Hashable, Sendable {
    let name: String

    init(_ name: String) { self.name = name }

    static func == (left: ExactName, right: ExactName) -> Bool { left.name.utf8.elementsEqual(right.name.utf8) }

    func hash(into hasher: inout Hasher) {
        var name = name
        name.withUTF8 { hasher.combine(bytes: UnsafeRawBufferPointer($0)) }
    }
}
