/// Takes out of pieces what came before, where each piece repeats it: DashScope's own streams do so unless they are
/// asked not to (`incremental_output`), and don't say which they are.
struct Repetition: Sendable {
    /// What a piece is part of.
    enum Place: Hashable {
        case text, reasoning
        case arguments(Int)
    }

    /// Whether the stream is of a kind that may repeat itself.
    var isPossible = false
    /// Nil until it shows.
    private var repeats: Bool?
    private var earlier: [Place: String] = [:]

    /// What is new of a piece. Linear in its length.
    mutating func fresh(_ piece: String, _ place: Place) -> String {
        guard isPossible, repeats != false, !piece.isEmpty else { return piece }
        guard let before = earlier[place] else {
            earlier[place] = piece
            return piece
        }
        // The first piece that has company decides: one that begins with all that came before, and goes on.
        if repeats == nil {
            repeats = piece.utf8.count > before.utf8.count && piece.utf8.starts(with: before.utf8)
            guard repeats == true else { return piece }
        }
        earlier[place] = piece
        return String(Substring(piece.utf8.dropFirst(before.utf8.count)))
    }
}
