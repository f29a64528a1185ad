/// Members read by the rules of the old mod: an optional one may be null or absent, one with a default may be
/// absent but not null, any other must be there; integers must be written as integers and fit their type.
struct ModFields {
    private let members: JSONObject

    init(_ members: JSONObject) {
        self.members = members
    }

    /// A member the mod does not read, so it may be anything.
    func extra(_ name: String) -> JSON? { self.members[name] }

    func string(_ name: String) throws(MessageError) -> String {
        guard let string = try self.required(name).string else { throw .badField(name: name, why: "is not a string") }
        return string
    }

    func optionalString(_ name: String) throws(MessageError) -> String? {
        guard let value = self.members[name], !value.isNull else { return nil }
        guard let string = value.string else { throw .badField(name: name, why: "is not a string") }
        return string
    }

    func bool(_ name: String) throws(MessageError) -> Bool {
        guard let bool = try self.required(name).bool else { throw .badField(name: name, why: "is not a boolean") }
        return bool
    }

    func int(_ name: String) throws(MessageError) -> Int {
        try Self.integer(try self.required(name), name, in: Self.i32)
    }

    func optionalInt(_ name: String) throws(MessageError) -> Int? {
        guard let value = self.members[name], !value.isNull else { return nil }
        return try Self.integer(value, name, in: Self.i32)
    }

    func flag(_ name: String) throws(MessageError) -> Int {
        try Self.integer(try self.required(name), name, in: Self.u32)
    }

    func flag(_ name: String, default fallback: Int) throws(MessageError) -> Int {
        guard let value = self.members[name] else { return fallback }
        return try Self.integer(value, name, in: Self.u32)
    }

    func optionalFlag(_ name: String) throws(MessageError) -> Int? {
        guard let value = self.members[name], !value.isNull else { return nil }
        return try Self.integer(value, name, in: Self.u32)
    }

    func flags(_ name: String) throws(MessageError) -> [Int] {
        var flags: [Int] = []
        for element in try self.array(name, orEmpty: true) {
            flags.append(try Self.integer(element, name, in: Self.u32))
        }
        return flags
    }

    func object(_ name: String) throws(MessageError) -> ModFields {
        try Self.object(try self.required(name), name)
    }

    func objects(_ name: String, orEmpty: Bool) throws(MessageError) -> [ModFields] {
        var objects: [ModFields] = []
        for element in try self.array(name, orEmpty: orEmpty) { objects.append(try Self.object(element, name)) }
        return objects
    }

    func participants() throws(MessageError) -> [ParticipantInfo] {
        var participants: [ParticipantInfo] = []
        for fields in try self.objects("participants", orEmpty: false) {
            participants.append(try ParticipantInfo(fields))
        }
        return participants
    }

    func splits() throws(MessageError) -> [String: Int]? {
        let name = "leader_splits"
        guard let value = self.members[name], !value.isNull else { return nil }
        guard let object = value.object else { throw .badField(name: name, why: "is not an object") }
        var splits: [String: Int] = [:]
        for member in object.members { splits[member.key] = try Self.integer(member.value, name, in: Self.i32) }
        return splits
    }

    func status<Status: RawRepresentable<String>>(_ name: String) throws(MessageError) -> Status {
        guard let status = Status(rawValue: try self.string(name)) else {
            throw .badField(name: name, why: "is not a known status")
        }
        return status
    }

    private static let i32 = Int(Int32.min)...Int(Int32.max)
    private static let u32 = 0...Int(UInt32.max)

    private func required(_ name: String) throws(MessageError) -> JSON {
        guard let value = self.members[name] else { throw .badField(name: name, why: "is missing") }
        return value
    }

    private func array(_ name: String, orEmpty: Bool) throws(MessageError) -> [JSON] {
        if orEmpty, self.members[name] == nil { return [] }
        guard let array = try self.required(name).array else { throw .badField(name: name, why: "is not a list") }
        return array
    }

    private static func object(_ value: JSON, _ name: String) throws(MessageError) -> ModFields {
        guard let object = value.object else { throw .badField(name: name, why: "is not an object") }
        return ModFields(object)
    }

    private static func integer(_ value: JSON, _ name: String, in range: ClosedRange<Int>) throws(MessageError) -> Int {
        guard case .integer(let integer) = value else { throw .badField(name: name, why: "is not an integer") }
        guard range.contains(integer) else { throw .badField(name: name, why: "is out of range") }
        return integer
    }
}
