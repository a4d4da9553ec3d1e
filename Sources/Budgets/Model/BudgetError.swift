/// Why a ledger didn't do what it was asked. A refusal for lack of money is an answer, not an error.
public enum BudgetError: Error, Hashable, Sendable, CustomStringConvertible {
    /// No budget has that name.
    case unknownBudget(String, known: [String])
    /// A definition or an amount that can't be.
    case invalid(String)
    /// No zone has that IANA name.
    case unknownTimeZone(String)
    /// The budget has no reservation of that id.
    case unknownReservation(String, budget: String)
    /// The id was used for something else.
    case idConflict(String, was: String)
    /// The reservation was settled with another amount, which stays; `adjust` corrects it.
    case alreadySettled(String, amount: Money)
    /// Money can't be added exactly, or is of another currency.
    case money(MoneyError)
    /// The store can't be asked now; trying again may help. Nothing was changed.
    case unavailable(String)
    /// Whether the change was made isn't known; asking again with the same id tells.
    case outcomeUnknown(String)
    /// The store can't be used as it is.
    case store(String)
    /// The store's content contradicts itself or can't be read.
    case corrupt(String)
    /// The store was written by a later version of this software.
    case newerSchema(found: Int, known: Int)

    /// The error's stable name in machine-readable output.
    public var code: String {
        switch self {
        case .unknownBudget: "unknown_budget"
        case .invalid: "bad_budget"
        case .unknownTimeZone: "unknown_time_zone"
        case .unknownReservation: "unknown_reservation"
        case .idConflict: "id_conflict"
        case .alreadySettled: "already_settled"
        case .money(let error): error.code
        case .unavailable: "ledger_unavailable"
        case .outcomeUnknown: "outcome_unknown"
        case .store: "store_failed"
        case .corrupt: "store_corrupt"
        case .newerSchema: "newer_schema"
        }
    }

    /// Whether the same call may succeed later.
    public var isRetryable: Bool {
        switch self {
        case .unavailable, .outcomeUnknown: true
        default: false
        }
    }

    /// A sentence for people: what is wrong, and what to do.
    public var description: String {
        switch self {
        case .unknownBudget(let name, let known):
            "no budget is named \"\(name)\"; "
                + (known.isEmpty
                    ? "there are none yet, create one first" : "known are \(known.joined(separator: ", "))")
        case .invalid(let reason): reason
        case .unknownTimeZone(let name):
            "\"\(name)\" is no time zone; name one as Europe/Berlin, America/New_York or UTC"
        case .unknownReservation(let id, let budget): "\(budget) has no reservation \"\(id)\"; reserve first"
        case .idConflict(let id, let was): "\"\(id)\" was used already: \(was); use an id of its own for each"
        case .alreadySettled(let id, let amount):
            "\"\(id)\" was settled with \(amount), which stays; correct it with adjust"
        case .money(let error): error.description
        case .unavailable(let reason): "the ledger can't be asked now: \(reason); try again"
        case .outcomeUnknown(let reason):
            "the ledger didn't answer: \(reason); ask again with the same id to learn whether it was done"
        case .store(let reason): reason
        case .corrupt(let reason): "the ledger is damaged: \(reason); keep the file, and restore a copy"
        case .newerSchema(let found, let known):
            "the ledger has the form \(found), but this version knows forms up to \(known); use a newer version"
        }
    }
}
