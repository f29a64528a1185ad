import Testing

@testable import WebServer

@Suite struct DotEnvTests {
    @Test func `names, quotes and comments are read`() throws {
        let text = """
            # settings
            PORT=8000
            export HOST = 0.0.0.0   # everywhere
            SECRET="a \\"b\\" # c\\n"
            RAW='a\\n$b' # raw
            COLOUR=#fff#000
            EMPTY=
            PORT=9000
            """

        #expect(
            try DotEnv.parse(text) == [
                "PORT": "9000", "HOST": "0.0.0.0", "SECRET": "a \"b\" # c\n", "RAW": "a\\n$b", "COLOUR": "#fff#000",
                "EMPTY": "",
            ]
        )
    }

    @Test(arguments: ["PORT", "9PORT=1", "A B=1", "A=\"open", "A='x' y"])
    func `a bad line is named`(line: String) {
        #expect(throws: DotEnv.SyntaxError(line: 2)) { try DotEnv.parse("OK=1\n\(line)\n") }
    }
}
