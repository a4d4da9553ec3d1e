/// How far a long run over files is, on standard error where that's a terminal.
struct Progress {
    let total: Int
    private let started = ContinuousClock.now

    init(total: Int) { self.total = total }

    private var isShown: Bool {
        StandardError.isTerminal && total > 1 && ContinuousClock.now - started > .milliseconds(500)
    }

    func report(done: Int) {
        if isShown { StandardError.write("\r\(done) of \(total) files", terminator: "") }
    }

    /// Clears the line.
    func finish() {
        if isShown { StandardError.write("\r\u{1B}[K", terminator: "") }
    }
}
