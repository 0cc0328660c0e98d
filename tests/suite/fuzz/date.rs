//! Writes an instant in each form of an HTTP date.

const DAY: i64 = 86_400;

const MONTHS: [&str; 12] = [
    "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
];

/// The text after the name of the weekday in each form. The last form is written in two ways: a day below 10 begins
/// with a space or with a 0.
pub fn forms(secs: i64) -> [String; 4] {
    let (year, month, day) = date(secs / DAY);
    let (month, short) = (MONTHS[month], year % 100);
    let [hour, minute, second] = [secs / 3600 % 24, secs / 60 % 60, secs % 60];
    let time = format!("{hour:02}:{minute:02}:{second:02}");
    [
        format!(", {day:02} {month} {year} {time} GMT"),
        format!(", {day:02}-{month}-{short:02} {time} GMT"),
        format!(" {month} {day:2} {time} {year}"),
        format!(" {month} {day:02} {time} {year}"),
    ]
}

/// The year, the month (January is 0) and the day of the month that is `days` days after 1970-01-01.
fn date(mut days: i64) -> (i64, usize, i64) {
    for year in 1970.. {
        for month in 0..MONTHS.len() {
            let length = length(year, month);
            if days < length {
                return (year, month, days + 1);
            }
            days -= length;
        }
    }
    unreachable!()
}

fn length(year: i64, month: usize) -> i64 {
    let is_leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    match month {
        1 => 28 + i64::from(is_leap),
        3 | 5 | 8 | 10 => 30,
        _ => 31,
    }
}
