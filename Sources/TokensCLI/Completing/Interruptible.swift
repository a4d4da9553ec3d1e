import Dispatch
import Synchronization
#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// Runs asynchronous work for a command, which has a synchronous main so that the others start fast.
enum Interruptible {
    /// The exit status with which the work ends. The first interrupt or termination signal cancels it, so that it can
    /// tell what there is; a second one ends the process.
    static func run(_ work: @escaping @Sendable () async -> Int32) -> Int32 {
        let end = DispatchSemaphore(value: 0)
        let status = Status()
        let task = Task {
            status.value.store(await work(), ordering: .releasing)
            end.signal()
        }
        let sources = [SIGINT, SIGTERM].map { number in
            signal(number, SIG_IGN)
            let source = DispatchSource.makeSignalSource(signal: number, queue: .global())
            source.setEventHandler {
                task.cancel()
                signal(number, SIG_DFL)
            }
            source.resume()
            return source
        }
        end.wait()
        for source in sources { source.cancel() }
        return status.value.load(ordering: .acquiring)
    }

    private final class Status: Sendable {
        let value = Atomic<Int32>(1)
    }
}
