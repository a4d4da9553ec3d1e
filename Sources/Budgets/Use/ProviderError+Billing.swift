extension ProviderError {
    /// Whether the provider may bill the attempt that failed so: not where it answered with a status of refusal before
    /// any output. A connection that broke says nothing of what was billed.
    var mayBeBilled: Bool {
        if partial != nil { return true }
        if code == .overBudget { return false }
        guard let status else { return true }
        return !((400..<500).contains(status) || status == 503 || status == 529)
    }
}
