//! Finds functions and the numbers of their lines in the tokens of a file.

use super::token::{Language, Token, tokens};

/// A function: the line on which it begins, and the number of its lines.
#[derive(Debug, PartialEq)]
pub struct Function {
    pub line: usize,
    pub lines: usize,
}

/// The functions of a file. In Rust, these are all `fn` with a body. In TypeScript and JavaScript, these are
/// functions, methods and arrow functions. The blocks of loops and conditions are included, too, because a loop at
/// the top of a file can contain as much code as a function.
pub fn functions(source: &str, language: Language) -> Vec<Function> {
    let tokens = tokens(source, language);
    let reader = Reader { tokens: &tokens };
    let bodies = (0..tokens.len()).filter_map(|at| match language {
        Language::Rust => reader.rust(at),
        Language::TypeScript => reader.script(at),
    });
    bodies
        .map(|(first, last)| Function {
            line: tokens[first].line,
            lines: tokens[last].line - tokens[first].line + 1,
        })
        .collect()
}

struct Reader<'a> {
    tokens: &'a [Token<'a>],
}

/// The indexes of the first and the last token of a function.
type Span = (usize, usize);

impl Reader<'_> {
    fn text(&self, at: usize) -> &str {
        self.tokens.get(at).map_or("", |token| token.text)
    }

    /// A `fn` with a name, up to the end of its body; `None` for a declaration, which has no body.
    fn rust(&self, at: usize) -> Option<Span> {
        if self.text(at) != "fn" || self.text(at + 1) == "(" {
            return None;
        }
        let head = (at..self.tokens.len()).try_fold(0_usize, |depth, now| match self.text(now) {
            "(" | "[" => Ok(depth + 1),
            ")" | "]" => Ok(depth.saturating_sub(1)),
            "{" | ";" if depth == 0 => Err(now),
            _ => Ok(depth),
        });
        let opening = head.err().filter(|opening| self.text(*opening) == "{")?;
        Some((at, self.closing(opening)))
    }

    /// A body, recognised by the tokens before it: `=>`, or the parentheses of parameters or of a condition.
    fn script(&self, at: usize) -> Option<Span> {
        match self.text(at) {
            ">" if self.text(at.checked_sub(1)?) == "=" => self.arrow(at),
            ")" => {
                let opening = self.body(at + 1)?;
                Some((self.opening(at), self.closing(opening)))
            }
            _ => None,
        }
    }

    /// An arrow function, from its parameters to the end of its block or its expression.
    fn arrow(&self, at: usize) -> Option<Span> {
        let before = at.checked_sub(2)?;
        let first = match self.text(before) {
            ")" => self.opening(before),
            _ => before,
        };
        let last = match self.text(at + 1) {
            "{" => self.closing(at + 1),
            _ => self.end_of_expression(at + 1),
        };
        Some((first, last))
    }

    /// The brace that begins a body. The body follows the parameters and the type of the result, if there is such a
    /// type.
    fn body(&self, at: usize) -> Option<usize> {
        match self.text(at) {
            "{" => return Some(at),
            ":" => {}
            _ => return None,
        }
        let mut at = at + 1;
        loop {
            match self.text(at) {
                "{" if is_operator(self.text(at - 1)) => at = self.closing(at),
                "{" => return Some(at),
                "(" | "[" => at = self.closing(at),
                "" | ";" | "," | ")" | "]" | "}" => return None,
                _ => {}
            }
            at += 1;
        }
    }

    fn end_of_expression(&self, at: usize) -> usize {
        let mut at = at;
        loop {
            match self.text(at) {
                "(" | "[" | "{" => at = self.closing(at),
                "" | ";" | "," | ")" | "]" | "}" => return at - 1,
                _ => {}
            }
            at += 1;
        }
    }

    /// The index of the mark that closes the mark at `at`. If there is no such mark, the index of the last token.
    fn closing(&self, at: usize) -> usize {
        let mut depth = 0_usize;
        for now in at..self.tokens.len() {
            match self.text(now) {
                "(" | "[" | "{" => depth += 1,
                ")" | "]" | "}" => depth -= 1,
                _ => {}
            }
            if depth == 0 {
                return now;
            }
        }
        self.tokens.len() - 1
    }

    /// The index of the mark that the mark at `at` closes. If there is no such mark, the index of the first token.
    fn opening(&self, at: usize) -> usize {
        let mut depth = 0_usize;
        for now in (0..=at).rev() {
            match self.text(now) {
                ")" | "]" | "}" => depth += 1,
                "(" | "[" | "{" => depth -= 1,
                _ => {}
            }
            if depth == 0 {
                return now;
            }
        }
        0
    }
}

/// Whether the text of a type continues after this token.
fn is_operator(token: &str) -> bool {
    matches!(token, ":" | "|" | "&" | "<")
}

#[cfg(test)]
mod tests {
    use super::Language::{Rust, TypeScript};
    use super::{Function, Language, functions};

    #[track_caller]
    fn assert_lengths(language: Language, source: &str, expected: &[[usize; 2]]) {
        let expected: Vec<_> = expected
            .iter()
            .map(|[line, lines]| Function {
                line: *line,
                lines: *lines,
            })
            .collect();
        assert_eq!(functions(source, language), expected, "{source}");
    }

    #[test]
    fn rust_function_is_counted_from_fn_to_its_last_brace() {
        let cases: [(&str, &[[usize; 2]]); 9] = [
            ("fn f() {}", &[[1, 1]]),
            ("#[test]\nfn f() {\n    g();\n}\n", &[[2, 3]]),
            (
                "fn f<T>(\n    a: T,\n) -> [u8; 2]\nwhere\n    T: A,\n{\n}",
                &[[1, 7]],
            ),
            ("trait A {\n    fn f(&self);\n}", &[]),
            ("const F: fn(u8) -> u8 = g;\nstruct A {\n}\n", &[]),
            ("fn f() {\n    fn g() {\n    }\n}", &[[1, 4], [2, 2]]),
            ("proptest! {\n    fn f(a in 0..9_u8) {\n    }\n}", &[[2, 2]]),
            ("fn f() {\n    \"}\"; '}'; // }\n    /* } */\n}", &[[1, 4]]),
            ("// fn f() {\n// }\n", &[]),
        ];
        for (source, expected) in cases {
            assert_lengths(Rust, source, expected);
        }
    }

    #[test]
    fn script_function_is_counted_from_its_parameters_to_its_end() {
        let cases: [(&str, &[[usize; 2]]); 12] = [
            ("function f(a) {\n}\n", &[[1, 2]]),
            ("export default function (\n  a,\n) {\n}\n", &[[1, 4]]),
            (
                "class A {\n  f(a) {\n  }\n\n  get g() {\n  }\n}\n",
                &[[2, 2], [5, 2]],
            ),
            ("const f = (a) => {\n};\n", &[[1, 2]]),
            ("const f = async a => {\n};\n", &[[1, 2]]),
            ("const f = (a) =>\n  g(\n    a,\n  );\n", &[[1, 4]]),
            ("const f = (a) => ({\n  a,\n});\n", &[[1, 3]]),
            ("test(`}`, () => {\n  /}/.test(\"}\");\n});\n", &[[1, 3]]),
            ("const rows = {\n  a: [\n  ],\n};\n", &[]),
            (
                "function f(a: { b: string }): { c: string } {\n}\n",
                &[[1, 2]],
            ),
            ("f(): Promise<A> | { b: C } {\n}\n", &[[1, 2]]),
            ("const a = b ? f(b) : {\n};\n", &[]),
        ];
        for (source, expected) in cases {
            assert_lengths(TypeScript, source, expected);
        }
    }

    #[test]
    fn wrapper_and_loop_that_contain_functions_are_counted_too() {
        let source = "for (const a of b) {\n  test(a, () => {\n  });\n}\n";
        assert_lengths(TypeScript, source, &[[1, 4], [2, 2]]);
    }
}
