/// The part of the FIT profile that files of activities and workouts use: names, scales and units of fields.
enum FITProfile {
    struct Message: Sendable {
        let name: String
        let fields: [UInt8: Field]
    }

    struct Field: Sendable {
        let name: String
        let scale: Double
        let offset: Double
        let units: String?

        init(_ name: String, _ scale: Double = 1, _ units: String? = nil, offset: Double = 0) {
            self.name = name
            self.scale = scale
            self.offset = offset
            self.units = units
        }
    }

    static let messages: [UInt16: Message] = [
        0: Message(name: "file_id", fields: fileID),
        12: Message(name: "sport", fields: [0: Field("sport"), 1: Field("sub_sport"), 3: Field("name")]),
        18: Message(name: "session", fields: session),
        19: Message(name: "lap", fields: lap),
        20: Message(name: "record", fields: record),
        21: Message(
            name: "event",
            fields: [
                0: Field("event"), 1: Field("event_type"), 2: Field("data16"), 3: Field("data"),
                4: Field("event_group"),
            ]
        ),
        23: Message(
            name: "device_info",
            fields: [
                0: Field("device_index"), 1: Field("device_type"), 2: Field("manufacturer"), 3: Field("serial_number"),
                4: Field("product"), 5: Field("software_version", 100), 6: Field("hardware_version"),
                10: Field("battery_voltage", 256, "V"), 11: Field("battery_status"), 27: Field("product_name"),
            ]
        ),
        26: Message(
            name: "workout",
            fields: [
                4: Field("sport"), 5: Field("capabilities"), 6: Field("num_valid_steps"), 8: Field("wkt_name"),
                11: Field("sub_sport"),
            ]
        ),
        27: Message(
            name: "workout_step",
            fields: [
                0: Field("wkt_step_name"), 1: Field("duration_type"), 2: Field("duration_value"),
                3: Field("target_type"),
                4: Field("target_value"), 5: Field("custom_target_value_low"), 6: Field("custom_target_value_high"),
                7: Field("intensity"), 8: Field("notes"),
            ]
        ),
        34: Message(
            name: "activity",
            fields: [
                0: Field("total_timer_time", 1000, "s"), 1: Field("num_sessions"), 2: Field("type"), 3: Field("event"),
                4: Field("event_type"), 5: Field("local_timestamp"),
            ]
        ),
        49: Message(name: "file_creator", fields: [0: Field("software_version"), 1: Field("hardware_version")]),
        72: Message(name: "training_file", fields: fileID),
        78: Message(name: "hrv", fields: [0: Field("time", 1000, "s")]),
        132: Message(
            name: "hr",
            fields: [
                0: Field("fractional_timestamp", 32_768, "s"), 1: Field("time256", 256, "s"),
                6: Field("filtered_bpm", 1, "bpm"), 9: Field("event_timestamp", 1024, "s"),
                10: Field("event_timestamp_12"),
            ]
        ),
        206: Message(
            name: "field_description",
            fields: [
                0: Field("developer_data_index"), 1: Field("field_definition_number"), 2: Field("fit_base_type_id"),
                3: Field("field_name"), 6: Field("scale"), 7: Field("offset"), 8: Field("units"),
                14: Field("native_mesg_num"), 15: Field("native_field_num"),
            ]
        ),
        207: Message(
            name: "developer_data_id",
            fields: [
                0: Field("developer_id"), 1: Field("application_id"), 2: Field("manufacturer_id"),
                3: Field("developer_data_index"), 4: Field("application_version"),
            ]
        ),
    ]

    private static let fileID: [UInt8: Field] = [
        0: Field("type"), 1: Field("manufacturer"), 2: Field("product"), 3: Field("serial_number"),
        4: Field("time_created"), 5: Field("number"), 8: Field("product_name"),
    ]

    private static let record: [UInt8: Field] = [
        0: Field("position_lat", 1, "semicircles"), 1: Field("position_long", 1, "semicircles"),
        2: Field("altitude", 5, "m", offset: 500), 3: Field("heart_rate", 1, "bpm"), 4: Field("cadence", 1, "rpm"),
        5: Field("distance", 100, "m"), 6: Field("speed", 1000, "m/s"), 7: Field("power", 1, "watts"),
        8: Field("compressed_speed_distance"), 9: Field("grade", 100, "%"), 13: Field("temperature", 1, "C"),
        29: Field("accumulated_power", 1, "watts"), 30: Field("left_right_balance"), 31: Field("gps_accuracy", 1, "m"),
        39: Field("vertical_oscillation", 10, "mm"), 40: Field("stance_time_percent", 100, "percent"),
        41: Field("stance_time", 10, "ms"), 42: Field("activity_type"), 53: Field("fractional_cadence", 128, "rpm"),
        73: Field("enhanced_speed", 1000, "m/s"), 78: Field("enhanced_altitude", 5, "m", offset: 500),
        83: Field("vertical_ratio", 100, "percent"), 84: Field("stance_time_balance", 100, "percent"),
        85: Field("step_length", 10, "mm"),
    ]

    private static let session: [UInt8: Field] = [
        0: Field("event"), 1: Field("event_type"), 2: Field("start_time"),
        3: Field("start_position_lat", 1, "semicircles"), 4: Field("start_position_long", 1, "semicircles"),
        5: Field("sport"), 6: Field("sub_sport"), 7: Field("total_elapsed_time", 1000, "s"),
        8: Field("total_timer_time", 1000, "s"), 9: Field("total_distance", 100, "m"), 10: Field("total_cycles"),
        11: Field("total_calories", 1, "kcal"), 14: Field("avg_speed", 1000, "m/s"),
        15: Field("max_speed", 1000, "m/s"),
        16: Field("avg_heart_rate", 1, "bpm"), 17: Field("max_heart_rate", 1, "bpm"),
        18: Field("avg_cadence", 1, "rpm"),
        19: Field("max_cadence", 1, "rpm"), 20: Field("avg_power", 1, "watts"), 21: Field("max_power", 1, "watts"),
        22: Field("total_ascent", 1, "m"), 23: Field("total_descent", 1, "m"),
        24: Field("total_training_effect", 10), 25: Field("first_lap_index"), 26: Field("num_laps"),
        28: Field("trigger"), 57: Field("avg_temperature", 1, "C"), 92: Field("avg_fractional_cadence", 128, "rpm"),
        110: Field("sport_profile_name"), 124: Field("enhanced_avg_speed", 1000, "m/s"),
        125: Field("enhanced_max_speed", 1000, "m/s"),
    ]

    private static let lap: [UInt8: Field] = [
        0: Field("event"), 1: Field("event_type"), 2: Field("start_time"),
        3: Field("start_position_lat", 1, "semicircles"), 4: Field("start_position_long", 1, "semicircles"),
        5: Field("end_position_lat", 1, "semicircles"), 6: Field("end_position_long", 1, "semicircles"),
        7: Field("total_elapsed_time", 1000, "s"), 8: Field("total_timer_time", 1000, "s"),
        9: Field("total_distance", 100, "m"), 10: Field("total_cycles"), 11: Field("total_calories", 1, "kcal"),
        13: Field("avg_speed", 1000, "m/s"), 14: Field("max_speed", 1000, "m/s"), 15: Field("avg_heart_rate", 1, "bpm"),
        16: Field("max_heart_rate", 1, "bpm"), 17: Field("avg_cadence", 1, "rpm"), 18: Field("max_cadence", 1, "rpm"),
        19: Field("avg_power", 1, "watts"), 20: Field("max_power", 1, "watts"), 21: Field("total_ascent", 1, "m"),
        22: Field("total_descent", 1, "m"), 23: Field("intensity"), 24: Field("lap_trigger"), 25: Field("sport"),
        39: Field("sub_sport"), 71: Field("wkt_step_index"), 80: Field("avg_fractional_cadence", 128, "rpm"),
        110: Field("enhanced_avg_speed", 1000, "m/s"), 111: Field("enhanced_max_speed", 1000, "m/s"),
    ]
}
