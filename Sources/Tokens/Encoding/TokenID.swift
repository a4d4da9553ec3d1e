/// The number of a token in its vocabulary: its rank, or the number of a special token.
public typealias TokenID = UInt32
