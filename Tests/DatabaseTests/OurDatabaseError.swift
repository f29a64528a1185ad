import Database

/// GRDB has an error of the same name: where both are imported, ours goes by this one.
typealias OurDatabaseError = DatabaseError
