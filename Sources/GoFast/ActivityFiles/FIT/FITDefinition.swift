/// How the messages of one local type are laid out, until the next definition of that type.
///
/// A class, so that handing it out with each message costs one reference and no copy.
final class FITDefinition {
    struct Field {
        let number: UInt8
        /// Nil for a field of the FIT profile itself.
        let developer: FITFieldDescription?
        /// From the first byte after the message's header byte.
        let offset: Int
        let size: Int
        /// `byte` also where the size is no multiple of the type's size.
        let type: FITBaseType

        var count: Int { self.size / self.type.size }
    }

    let number: UInt16
    let bigEndian: Bool
    let fields: [Field]
    /// Bytes of a message after its header byte.
    let size: Int
    /// Where the timestamp (field 253) lies.
    let timestampOffset: Int?
    /// What to read from a message of samples; empty for all others.
    let slots: [FITRecordSlot]

    init(number: UInt16, bigEndian: Bool, fields: [Field], size: Int) {
        self.number = number
        self.bigEndian = bigEndian
        self.fields = fields
        self.size = size
        self.timestampOffset =
            fields.first {
                $0.number == 253 && $0.developer == nil && $0.type.size == 4 && $0.size >= 4
            }?.offset
        self.slots = number == FITMessageNumber.record ? FITRecordSlot.slots(for: fields, bigEndian: bigEndian) : []
    }
}

/// What a file tells of a field that is not in the FIT profile (message `field_description`).
struct FITFieldDescription {
    var developerIndex: UInt8
    var number: UInt8
    var type: FITBaseType
    var name: String?
    var units: String?
    var scale: Double?
    var offset: Double?
    /// The profile's message and field that this one stands for.
    var nativeMessage: Int?
    var nativeField: Int?
}

/// The numbers of the messages that are understood here (FIT profile, `mesg_num`).
enum FITMessageNumber {
    static let fileID: UInt16 = 0
    static let sport: UInt16 = 12
    static let session: UInt16 = 18
    static let lap: UInt16 = 19
    static let record: UInt16 = 20
    static let event: UInt16 = 21
    static let deviceInfo: UInt16 = 23
    static let workout: UInt16 = 26
    static let workoutStep: UInt16 = 27
    static let activity: UInt16 = 34
    static let trainingFile: UInt16 = 72
    static let heartRate: UInt16 = 132
    static let fieldDescription: UInt16 = 206
}
