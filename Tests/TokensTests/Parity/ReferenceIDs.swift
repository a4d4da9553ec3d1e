import Tokens

/// What a fixture holds of the reference's ids for one text: all of them, or their count and digest.
enum ReferenceIDs: Equatable, Sendable {
    case listed([TokenID])
    case summarized(count: Int, digest: String)

    /// The same account of other ids, to be compared with this one.
    func account(of ids: [TokenID]) -> ReferenceIDs {
        switch self {
        case .listed: .listed(ids)
        case .summarized: .summary(of: ids)
        }
    }

    var count: Int {
        switch self {
        case .listed(let ids): ids.count
        case .summarized(let count, _): count
        }
    }

    static func summary(of ids: [TokenID]) -> ReferenceIDs {
        var digest = IDDigest()
        digest.append(ids)
        return .summarized(count: ids.count, digest: digest.hexadecimal)
    }
}

extension ReferenceIDs: Decodable {
    private enum Key: CodingKey { case count, digest }

    init(from decoder: any Decoder) throws {
        if let summary = try? decoder.container(keyedBy: Key.self) {
            self = .summarized(
                count: try summary.decode(Int.self, forKey: .count),
                digest: try summary.decode(String.self, forKey: .digest))
        } else {
            self = .listed(try decoder.singleValueContainer().decode([TokenID].self))
        }
    }
}
