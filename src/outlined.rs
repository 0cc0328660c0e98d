//! Iterators whose code is in the module only once.

/// An iterator whose `next` is a function of the module. Without this function, the compiler copies the code of the
/// iterator into each loop. For the iterators that use it, `core.wasm` is 0.5 % smaller (measured).
pub(crate) struct Outlined<I>(pub(crate) I);

impl<I: Iterator> Iterator for Outlined<I> {
    type Item = I::Item;

    #[inline(never)]
    fn next(&mut self) -> Option<I::Item> {
        self.0.next()
    }
}
