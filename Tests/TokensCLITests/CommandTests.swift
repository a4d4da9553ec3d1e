import Testing

/// Tests of the command run one after the other: each starts processes, some measure time.
@Suite("The command", .serialized)
struct CommandTests {}
