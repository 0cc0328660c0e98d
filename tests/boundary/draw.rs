//! Random records that are computed from a seed.

/// Random numbers that are computed from a seed by xorshift.
pub struct Draw(pub u64);

impl Draw {
    pub fn next(&mut self) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0
    }

    pub fn below(&mut self, bound: usize) -> usize {
        (self.next() >> 11) as usize % bound
    }

    pub fn of<T: Copy>(&mut self, all: &[T]) -> T {
        all[self.below(all.len())]
    }

    /// Random lines of a record. Sometimes one line is about as long as the buffer, or the record has as
    /// many lines as fit into the buffer.
    pub fn lines(&mut self) -> String {
        let mut lines = String::new();
        if self.below(2_000) == 0 {
            return self.many();
        }
        for _ in 0..self.below(9) {
            let piece = self.of(PIECES);
            let times = match self.below(200) {
                0 => 80_000 / (piece.len() + 1),
                1 => 60_000 / (piece.len() + 1) + self.below(30),
                _ => 1 + self.below(2),
            };
            lines.push_str(&piece.repeat(times));
            lines.push_str(self.of(&["\n", "\n", "\n", "\r", "", "\n\n"]));
        }
        lines
    }

    /// A few random lines, then as many names as fit into the buffer, each with the same value.
    fn many(&mut self) -> String {
        let mut lines = String::new();
        for _ in 0..self.below(9) {
            lines.push_str(self.of(PIECES));
            lines.push('\n');
        }
        let (name, value) = (self.of(&["n", "X-", ""]), self.of(PIECES));
        for number in 0.. {
            let line = format!("{name}{number}\n{value}\n");
            if lines.len() + line.len() > 80_000 {
                break;
            }
            lines.push_str(&line);
        }
        lines
    }
}

const PIECES: &[&str] = &[
    "",
    "a",
    "/x",
    "/order/refund",
    "/api/v1/payment-gateway/order/refund",
    "POST",
    "GET",
    "k",
    "Bearer abc",
    "Basic dTpw",
    "X-Note",
    "Content-Type",
    "+",
    "é",
    "\u{1}",
    "\"",
    "{}",
    "{\"status\":\"\u{1}\"}",
    "[1,2]",
    "0",
    "1",
    "-1",
    "9007199254740993",
    "dvpay",
    "pledg",
    "sandbox",
    "apiKey",
    "github",
    "secret1",
    "whsec_MfKQ9r8G",
    "X-Hub-Signature-256",
    ":method",
    ":nonce",
    ":key",
    ":#id",
    "::passphrase",
    "sha256=00",
    "{\"hash\":\"sha256\",\"message\":\"{body}\",\"encoding\":\"hex\",\"headers\":{\"X\":\"{signature}\"}}",
    "payauth1 - 0",
    "granted",
    "https://x.example",
    "Sat, 02 Mar 2024 12:00:00 GMT",
    "120",
    "eyJhbGciOiJIUzI1NiJ9.e30.AA",
];
