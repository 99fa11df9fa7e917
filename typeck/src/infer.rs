//! Inference of type arguments.

/// Why inference failed.
#[derive(Clone, Debug, Default)]
pub(crate) struct InferError {
    /// The message, e.g. `in call to f, cannot infer T`; empty if it was reported.
    pub(crate) message: String,
}
