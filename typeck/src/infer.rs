//! Inference of type arguments.

/// Why inference failed.
#[derive(Clone, Debug, Default)]
pub(crate) struct InferError {
    /// Where it is reported.
    pub(crate) at: govm_lexer::Span,
    /// The message, e.g. `cannot infer T`; empty if it was reported.
    pub(crate) message: String,
}
