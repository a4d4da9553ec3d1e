import Foundation
import Pricing
import Testing

@Suite("Money")
struct MoneyTests {
    @Test(
        "A decimal number is read and written exactly, without exponent or trailing zeros",
        arguments: [
            ("0", "0"), ("0.0000375", "0.0000375"), ("0.00125000", "0.00125"), ("-1.50", "-1.5"), ("007", "7"),
            ("-0", "0"), ("100", "100"), ("0.000000000000000001", "0.000000000000000001"),
            ("0.0000000000000000010", "0.000000000000000001"), ("104999972.77191", "104999972.77191"),
            ("170141183460469231731.687303715884105727", "170141183460469231731.687303715884105727"),
        ])
    func decimal(_ text: String, _ written: String) throws {
        #expect(try Money(text).amount == written)
    }

    @Test(
        "What is not a decimal number is an error",
        arguments: ["", "-", ".", ".5", "5.", "1e3", "+1", " 1", "1 ", "1,5", "1.2.3", "--1", "0x10", "NaN", "١"])
    func notADecimal(_ text: String) {
        #expect(throws: MoneyError.notADecimal(text)) { try Money(text) }
    }

    @Test("What can't be kept exactly is an error, never rounded or wrapped")
    func limits() throws {
        #expect(throws: MoneyError.tooPrecise("0.0000000000000000001")) { try Money("0.0000000000000000001") }
        #expect(throws: MoneyError.overflow) { try Money("170141183460469231732") }
        #expect(throws: MoneyError.overflow) { try Money(String(repeating: "9", count: 1000)) }
        let most = try Money("170141183460469231731")
        #expect(throws: MoneyError.overflow) { try most.adding(Money("1")) }
        #expect(throws: MoneyError.overflow) { try most.multiplied(by: 2) }
        #expect(throws: MoneyError.overflow) { try Money("-170141183460469231731").subtracting(Money("1")) }
        #expect(throws: MoneyError.overflow) { try Money.sum([most, most]) }
    }

    @Test("Arithmetic is exact where binary floating point is not")
    func arithmetic() throws {
        #expect(try Money("0.1").adding(Money("0.2")) == Money("0.3"))
        #expect(try Money("1").subtracting(Money("0.9")) == Money("0.1"))
        #expect(try Money("0.000000000003625").multiplied(by: 1_000_000_000_000).amount == "3.625")
        #expect(try Money.sum(Array(repeating: Money("0.1"), count: 10)) == Money("1"))
        #expect(try Money.sum([], in: .cny) == .zero(.cny))
    }

    @Test("Currencies are never added or held against each other, and sort by code")
    func currencies() throws {
        let yuan = try Money("1", currency: .cny)
        let dollars = try Money("2")
        #expect(throws: MoneyError.currencyMismatch(.cny, .usd)) { try yuan.adding(dollars) }
        #expect(throws: MoneyError.currencyMismatch(.cny, .usd)) { try yuan.subtracting(dollars) }
        #expect(throws: MoneyError.currencyMismatch(.cny, .usd)) { try yuan.exceeds(dollars) }
        #expect(try dollars.exceeds(Money("1.999")))
        #expect(try !dollars.exceeds(dollars))
        #expect(
            try [dollars, Money("1"), Money("9", currency: .cny), yuan].sorted().map(\.description)
                == ["1 CNY", "9 CNY", "1", "2"])
        #expect(Currency(code: "EUR")?.code == "EUR")
        #expect(Currency(code: "usd") == nil)
        #expect(Currency(code: "USDT") == nil)
    }

    @Test(
        "It rounds only where asked, as asked",
        arguments: [
            ("0.125", 2, .halfEven, "0.12"), ("0.135", 2, .halfEven, "0.14"), ("0.1251", 2, .halfEven, "0.13"),
            ("-0.125", 2, .halfEven, "-0.12"), ("0.125", 2, .halfUp, "0.13"), ("-0.125", 2, .halfUp, "-0.13"),
            ("0.121", 2, .up, "0.13"), ("-0.121", 2, .up, "-0.13"), ("0.12", 2, .up, "0.12"),
            ("0.129", 2, .down, "0.12"), ("-0.129", 2, .down, "-0.12"), ("0.5", 0, .halfEven, "0"),
            ("1.5", 0, .halfEven, "2"), ("0.000000000000000001", 18, .halfEven, "0.000000000000000001"),
        ] as [(String, Int, Money.Rounding, String)])
    func rounding(_ text: String, _ decimals: Int, _ rounding: Money.Rounding, _ rounded: String) throws {
        #expect(try Money(text).rounded(toDecimals: decimals, rounding).amount == rounded)
    }

    @Test("Rounding beyond the range is an error")
    func roundingOverflow() throws {
        let most = try Money("170141183460469231731.6")
        #expect(throws: MoneyError.overflow) { try most.rounded(toDecimals: 0, .up) }
        #expect(try most.rounded(toDecimals: 0, .down).amount == "170141183460469231731")
    }

    @Test("It is coded as a string")
    func coding() throws {
        let amounts = [try Money("0.0000375"), try Money("-12.5", currency: .cny)]
        let encoded = try JSONEncoder().encode(amounts)
        #expect(String(decoding: encoded, as: UTF8.self) == #"["0.0000375","-12.5 CNY"]"#)
        #expect(try JSONDecoder().decode([Money].self, from: encoded) == amounts)
        for wrong in [#"[1.5]"#, #"["1.5 usd"]"#, #"["1.5 USD USD"]"#, #"["1e3"]"#, #"[""]"#] {
            #expect(throws: DecodingError.self) { try JSONDecoder().decode([Money].self, from: Data(wrong.utf8)) }
        }
    }
}
