extension ProviderTraits {
    /// The traits that a file says:
    /// `{"provider":…,"as_of":…,"sources":[…],"base_url":…,"regions":{…},"chat":{…},"models":[{"names":[…],…}]}`.
    ///
    /// - Throws: `TraitsError` where it is not JSON, or has a key or value that isn't known.
    public init(parsing bytes: some Sequence<UInt8>) throws(TraitsError) {
        let file: JSONValue
        do { file = try JSONValue(parsing: bytes) } catch { throw TraitsError(error.description) }
        guard case .object(let members) = file, let provider = file["provider"]?.string else {
            throw TraitsError("a file of traits needs a \"provider\"")
        }
        self.init(provider: provider)
        for member in members {
            let value = TraitsValue(member)
            switch member.key {
            case "provider", "as_of", "notes": _ = try value.text()
            case "sources": _ = try value.texts()
            case "base_url": baseURL = try value.text()
            case "regions":
                regions = try value.members().map { region throws(TraitsError) in
                    Region(name: region.key, baseURL: try region.text())
                }
            case "chat": chat = try ChatDialect(value)
            case "models":
                for record in try value.elements() { try append(record) }
            default: throw value.unknown
            }
        }
    }

    private mutating func append(_ record: TraitsValue) throws(TraitsError) {
        var names: [String] = []
        var templates: [NamePattern] = []
        var traits = ModelTraits()
        for value in try record.members() {
            switch value.key {
            case "names": names = try value.texts()
            case "patterns":
                for text in try value.texts() {
                    guard let template = NamePattern(text) else { throw value.wrong("a name with known placeholders") }
                    templates.append(template)
                }
            case "sources": _ = try value.texts()
            default: try traits.set(value)
            }
        }
        append(traits, names: names, templates: templates)
    }
}

extension ModelTraits {
    fileprivate mutating func set(_ value: TraitsValue) throws(TraitsError) {
        switch value.key {
        case "max_output": maxOutput = try value.count()
        case "sampling": sampling = try value.choice()
        case "stop": takesStop = try value.flag()
        case "efforts": efforts = try value.choices()
        case "thinking": thinking = try value.choices()
        case "default_thinking": defaultThinking = try value.choice()
        case "effort_budgets":
            for budget in try value.members() {
                guard let effort = ReasoningEffort(rawValue: budget.key) else { throw budget.unknown }
                effortBudgets[effort] = try budget.count()
            }
        case "forced_tools_while_thinking": forcesToolsWhileThinking = try value.flag()
        case "json_while_thinking": takesJSONWhileThinking = try value.flag()
        case "prefill": takesPrefill = try value.flag()
        case "json": takesJSON = try value.flag()
        case "json_schema": takesJSONSchema = try value.flag()
        case "system_role": systemRole = try value.choice()
        case "chat_tools": chatTools = try value.choice()
        case "responses_only": isResponsesOnly = try value.flag()
        case "cache_marks": takesCacheMarks = try value.flag()
        default: throw value.unknown
        }
    }
}

extension ChatDialect {
    fileprivate init(_ dialect: TraitsValue) throws(TraitsError) {
        for value in try dialect.members() {
            switch value.key {
            case "path": path = try value.text()
            case "max_tokens_key": maxTokensKey = try value.text()
            case "user_key": userKey = try value.optionalText()
            case "effort_key": effortKey = try value.optionalText()
            case "thinking_key": thinkingKey = try value.optionalText()
            case "thinking_budget_key": thinkingBudgetKey = try value.optionalText()
            case "reasoning_key": reasoningKey = try value.optionalText()
            case "cache_mark": cacheMark = try value.members().first.map { .init($0.key, $0.value) }
            case "asks_for_usage": asksForUsage = try value.flag()
            case "pads_streams": padsStreams = try value.flag()
            case "always_streams": alwaysStreams = try value.flag()
            case "tool_choice": takesToolChoice = try value.flag()
            case "parallel_tool_calls": takesParallelToolCalls = try value.flag()
            case "image_urls": takesImageURLs = try value.flag()
            case "files": takesFiles = try value.flag()
            case "max_stops": maxStops = try value.count()
            case "prompt": prompt = try value.choice()
            case "limits_reasoning": limitsReasoning = try value.flag()
            case "usage_format":
                usageFormat = try value.text()
                guard UsageFormat(named: usageFormat) != nil else { throw value.wrong("the name of a usage format") }
            default: throw value.unknown
            }
        }
    }
}
