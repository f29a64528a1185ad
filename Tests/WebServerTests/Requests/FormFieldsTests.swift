import Testing

@testable import WebServer

@Suite struct FormFieldsTests {
    @Test func `escapes, blanks and repeats are read`() throws {
        let form = try FormFields(parsing: "name=A+race%21&tag=a&tag=b&empty=&flag&%C3%A9=1")

        #expect(form["name"] == "A race!")
        #expect(form.all("tag") == ["a", "b"])
        #expect(form["empty"] == "")
        #expect(form["flag"] == "")
        #expect(form["é"] == "1")
        #expect(form["other"] == nil)
    }

    @Test(arguments: ["a=%", "a=%4", "a=%zz", "a=%ff"])
    func `broken encodings are refused`(text: String) {
        #expect(throws: Problem.self) { try FormFields(parsing: text) }
    }

    @Test func `a form of endless fields is refused`() {
        let text = String(repeating: "a=1&", count: FormFields.mostFields + 1)

        #expect(throws: Problem.self) { try FormFields(parsing: text) }
    }

    @Test func `a missing field is named`() throws {
        let form = try FormFields(parsing: "a=1")

        #expect(throws: Problem.validation([FieldError(["body", "b"], "Field required", kind: "missing")])) {
            try form.require("b")
        }
    }
}
