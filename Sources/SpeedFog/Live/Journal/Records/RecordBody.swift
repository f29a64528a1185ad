import RaceRules
import SpeedFogProtocol
import Vocabulary

/// The JSON object of an event: members in the order in which they were set, none for what there is not.
struct RecordBody: ExpressibleByDictionaryLiteral {
    private var object = JSONObject()

    init() {}

    init(dictionaryLiteral members: (String, JSON)...) {
        self.object = JSONObject(members.map { JSONObject.Member(key: $0.0, value: $0.1) })
    }

    /// - Throws: `Unreadable` when the text is no JSON object.
    init(parsing text: String) throws(Unreadable) {
        let json: JSON
        do {
            json = try JSON(parsing: text, rules: .strict)
        } catch {
            throw Unreadable(words: "its body is not right: \(error)")
        }
        guard let object = json.object else { throw Unreadable(words: "its body is not a JSON object") }
        self.object = object
    }

    /// What a body lacks.
    struct Unreadable: Error {
        let words: String
    }

    var json: JSON { .object(self.object) }

    subscript(key: String) -> JSON? {
        get { self.object[key] }
        set { self.object.set(key, to: newValue) }
    }

    func text(_ key: String) throws(Unreadable) -> String {
        guard let text = self.object[key]?.string else { throw Unreadable(words: "it has no text '\(key)'") }
        return text
    }

    func number(_ key: String) throws(Unreadable) -> Int {
        guard case .integer(let number)? = self.object[key] else {
            throw Unreadable(words: "it has no whole number '\(key)'")
        }
        return number
    }

    func bool(_ key: String) throws(Unreadable) -> Bool {
        guard let bool = self.object[key]?.bool else {
            throw Unreadable(words: "it has no '\(key)' that is true or false")
        }
        return bool
    }

    func id<ID: Identifier>(_ key: String) throws(Unreadable) -> ID {
        guard let id = ID(try self.text(key)) else { throw Unreadable(words: "its '\(key)' is not an id") }
        return id
    }

    /// Nil where the member is not there; another type is damage.
    func text(ifThere key: String) throws(Unreadable) -> String? {
        self.object[key] == nil ? nil : try self.text(key)
    }

    /// Nil where the member is not there; another type is damage.
    func number(ifThere key: String) throws(Unreadable) -> Int? {
        self.object[key] == nil ? nil : try self.number(key)
    }
}

/// The words for map settings in events.
enum MapWord: String {
    case live, delayed
    case afterFinish = "after_finish"
}
