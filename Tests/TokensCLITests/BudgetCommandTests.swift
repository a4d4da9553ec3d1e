import Foundation
import Testing

@Suite("tokens budget")
struct BudgetCommandTests {
    private let folder: TemporaryFolder
    private let store: String

    init() throws {
        folder = try TemporaryFolder()
        store = folder.url.appending(path: "ledger.sqlite").path
    }

    private func budget(_ arguments: String...) throws -> (status: Int32, json: [String: Any]) {
        let run = try TokensProcess.run(["budget"] + arguments + ["--store", store, "--json"])
        return (run.status, try run.json().first as? [String: Any] ?? [:])
    }

    @Test("reserves, settles and shows what remains")
    func life() throws {
        defer { folder.remove() }
        #expect(try budget("create", "agent", "--daily", "5", "--warn-at", "1", "--hard-stop-at", "4").status == 0)
        let reserved = try budget("reserve", "agent", "--amount", "1.25", "--id", "a")
        #expect(reserved.status == 0)
        #expect(reserved.json["granted"] as? Bool == true && reserved.json["warning"] as? Bool == true)
        #expect(reserved.json["remaining_usd"] as? String == "3.75" && reserved.json["id"] as? String == "a")
        #expect(
            try budget("reserve", "agent", "--amount", "1.25", "--id", "a").json["remaining_usd"] as? String == "3.75")
        #expect(try budget("settle", "agent", "--id", "a", "--amount", "0.0000375").status == 0)
        let shown = try budget("show", "agent").json
        #expect(shown["spent_today_usd"] as? String == "0.0000375" && shown["held_usd"] as? String == "0")
        #expect(shown["spent_month_usd"] as? String == "0.0000375")
        #expect(shown["remaining_usd"] as? String == "4.9999625" && shown["balance_usd"] is NSNull)
    }

    @Test("answers no with exit status 2, and says which limit it is")
    func refusal() throws {
        defer { folder.remove() }
        _ = try budget("create", "agent", "--daily", "5", "--monthly", "6", "--balance", "3", "--hard-stop-at", "4")
        for (amount, reason) in [("4.5", "hard_stop"), ("3.5", "balance")] {
            let refused = try budget("reserve", "agent", "--amount", amount)
            #expect(refused.status == 2 && refused.json["granted"] as? Bool == false)
            #expect(refused.json["reason"] as? String == reason && refused.json["remaining_usd"] as? String == "3")
        }
        _ = try budget("top-up", "agent", "--amount", "10", "--id", "t")
        _ = try budget("top-up", "agent", "--amount", "10", "--id", "t")
        _ = try budget("reserve", "agent", "--amount", "4", "--id", "a")
        #expect(try budget("reserve", "agent", "--amount", "2").json["reason"] as? String == "daily_limit")
        #expect(try budget("show", "agent").json["balance_usd"] as? String == "13")
        #expect(try budget("release", "agent", "--id", "a").json["released"] as? Bool == true)
    }

    @Test("tells errors in place of an answer")
    func errors() throws {
        defer { folder.remove() }
        #expect(try budget("show", "agent").status == 1)
        _ = try budget("create", "agent")
        let unknown = try budget("settle", "agent", "--id", "x", "--amount", "1")
        #expect(unknown.status == 1)
        #expect((unknown.json["error"] as? [String: Any])?["code"] as? String == "unknown_reservation")
        let run = try TokensProcess.run("budget", "show", "agnt", "--store", store)
        #expect(run.status == 1 && run.errors.contains("agent"))
        #expect(try TokensProcess.run("budget", "reserve", "agent", "--amount", "1e5", "--store", store).status == 64)
    }

    @Test("imports a budget.yaml, its amounts as they are written")
    func imports() throws {
        defer { folder.remove() }
        let file = try folder.file(
            "budget.yaml",
            bytes: Array(
                """
                # An agent's money
                daily_limit: 5.10
                monthly_limit: 100
                total_balance: 0.1
                warn_at: 0.25
                hard_stop_at: $1.00
                cost_tiers:
                  cheap: [gpt-4o-mini]
                  expensive:
                    models: [o1]
                    min_remaining: 2
                allocation: {research: 30%}
                """.utf8))
        let imported = try budget("import", file.path, "--name", "agent")
        #expect(imported.status == 0)
        #expect(
            imported.json["daily_limit_usd"] as? String == "5.1" && imported.json["hard_stop_at_usd"] as? String == "1")
        #expect(imported.json["balance_usd"] as? String == "0.1")
        #expect(try budget("import", file.path, "--name", "agent").json["balance_usd"] as? String == "0.1")
        #expect(try budget("show", "agent/research").json["daily_limit_usd"] as? String == "1.53")
        let bad = try folder.file("bad.yaml", bytes: Array("daily_limit: 5\nmonthly_limt: 7\n".utf8))
        let run = try TokensProcess.run("budget", "import", bad.path, "--store", store)
        #expect(run.status == 1 && run.errors.contains("bad.yaml:2:") && run.errors.contains("monthly_limt"))
    }

    @Test("tells what happened as a table, as comma-separated values, as JSON and as a chart")
    func history() throws {
        defer { folder.remove() }
        _ = try budget("create", "agent", "--balance", "5")
        _ = try budget("reserve", "agent", "--amount", "1", "--id", "a")
        _ = try budget("settle", "agent", "--id", "a", "--amount", "1.5")
        _ = try budget("adjust", "agent", "--amount=-0.5", "--id", "c", "--note", "a, \"b\"")
        let arguments = ["budget", "history", "agent", "--store", store]
        let rows = try TokensProcess.run(arguments + ["--json"]).json().first as? [[String: Any]] ?? []
        #expect(rows.map { $0["kind"] as? String } == ["declare", "reserve", "settle", "adjust"])
        #expect(rows.map { $0["spent_usd"] as? String } == ["0", "0", "1.5", "-0.5"])
        let csv = try TokensProcess.run(arguments + ["--csv"])
        #expect(csv.lines.count == 5 && csv.lines[4].hasSuffix(#","a, ""b""""#))
        let table = try TokensProcess.run(arguments + ["--chart"])
        #expect(table.text.contains("████ 1\n"))
        #expect(try TokensProcess.run(arguments + ["--since", "2099-01-01", "--json"]).text == "[]\n")
        #expect(try budget("verify").json["faults"] as? [String] == [])
    }

    @Test("tells which models what remains pays for")
    func candidates() throws {
        defer { folder.remove() }
        _ = try budget("create", "agent", "--balance", "2")
        let request = try folder.file(
            "request.json",
            bytes: Array(#"{"model":"any","messages":[{"role":"user","content":"Hi"}],"maxTokens":100000}"#.utf8))
        let shown = try budget(
            "show", "agent", "--candidates", "openai:gpt-4o-mini,openai:gpt-4o,openai:o1", "--request", request.path)
        let candidates = shown.json["candidates"] as? [[String: Any]] ?? []
        #expect(candidates.map { $0["model"] as? String } == ["gpt-4o", "gpt-4o-mini", "o1"])
        #expect(candidates.map { $0["fits"] as? Bool } == [true, true, false])
    }
}
