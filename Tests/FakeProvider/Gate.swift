import Synchronization

extension FakeProvider {
    /// Holds an answer until a test lets it go on, however slow the machine is.
    package final class Gate: Sendable {
        private let isOpen = Mutex(false)

        package init() {}

        /// Lets everyone pass from now on.
        package func open() { isOpen.withLock { $0 = true } }

        func pass() async throws {
            while !isOpen.withLock(\.self) { try await Task.sleep(for: .milliseconds(2)) }
        }
    }
}
