//! Images for the worker: shards as they arrive, or a person's own files.

use std::sync::Arc;

use js_sys::Uint8Array;
use serde::Serialize;
use wasm_bindgen::prelude::*;

use super::codec::{encode, thrown, word, JsResult};
use crate::base::error::Error;
use crate::base::named::Named;
use crate::data::{as_mnist, Dataset, Part};

/// The source of the shards that come with the site.
const BUNDLED: &str = "MNIST";
/// People's own files are split the same way every time.
const SPLIT_SEED: u32 = 0;

/// A data set, complete or still arriving.
#[wasm_bindgen(js_name = Dataset)]
pub struct JsDataset {
    pub(super) data: Arc<Dataset>,
}

#[derive(Serialize)]
struct Summary<'a> {
    source: &'a str,
    rows: usize,
    cols: usize,
    train: [usize; 10],
    valid: [usize; 10],
    test: [usize; 10],
}

#[wasm_bindgen(js_class = Dataset)]
impl JsDataset {
    /// An empty one, for shards: `addShard` fills it.
    #[wasm_bindgen(constructor)]
    #[allow(clippy::new_without_default, reason = "JavaScript knows constructors, not defaults")]
    pub fn new() -> Self {
        Self { data: Arc::new(Dataset::empty(BUNDLED)) }
    }

    /// Adds a shard, or throws and adds nothing. `name` is for messages; `bytes` are six IDX files one after the other,
    /// images and labels of training, validation and test, plain or (but in the notebook's first module) packed by gzip.
    #[wasm_bindgen(js_name = addShard)]
    pub fn add_shard(
        &mut self,
        #[wasm_bindgen(unchecked_param_type = "string")] name: &JsValue,
        bytes: &[u8],
    ) -> JsResult<()> {
        Arc::make_mut(&mut self.data).add_shard(&word(name, "name")?, bytes).map_err(thrown)
    }

    /// A person's own IDX files, plain or (but in the notebook's first module) packed by gzip, in any order: images and
    /// labels, and the same for test, with `t10k` or `test` in their names. A sixth of the training images becomes the
    /// validation part; without test files, another sixth the test part. Throws if a file is missing or wrong.
    #[wasm_bindgen(js_name = fromFiles)]
    pub fn from_files(names: Vec<String>, files: Vec<Uint8Array>) -> JsResult<Self> {
        let files: Vec<_> = names.into_iter().zip(files.iter().map(Uint8Array::to_vec)).collect();
        let data = Dataset::from_files(&files, SPLIT_SEED, SPLIT_SEED).map_err(thrown)?;
        Ok(Self { data: Arc::new(data) })
    }

    /// Source of the images, their size, and counts per label and part.
    #[wasm_bindgen(unchecked_return_type = "Summary")]
    pub fn summary(&self) -> JsResult<JsValue> {
        let Dataset { source, rows, cols, .. } = &*self.data;
        let [train, valid, test] = [Part::Train, Part::Valid, Part::Test].map(|part| self.data.counts(part));
        encode(&Summary { source, rows: *rows, cols: *cols, train, valid, test })
    }

    /// Up to n images of one label: rows × cols bytes each, 0 is background. Throws if the part or the label does not
    /// exist.
    pub fn examples(
        &self,
        #[wasm_bindgen(unchecked_param_type = "PartId")] part: &JsValue,
        label: u8,
        n: usize,
    ) -> JsResult<Vec<u8>> {
        let part = Part::find("part", &word(part, "part")?).map_err(thrown)?;
        if label > 9 {
            return Err(thrown(Error::new("label", format!("label is {label}; give a digit from 0 to 9."))));
        }
        Ok(self.data.examples(part, label, n))
    }
}

/// A drawing of width × height bytes, 255 for ink, as 28 × 28 bytes in the form of MNIST's pictures: what `read` takes.
/// Throws if nothing is drawn or the size is wrong.
#[wasm_bindgen(js_name = drawingAsDigit)]
pub fn drawing_as_digit(ink: &[u8], width: usize, height: usize) -> JsResult<Vec<u8>> {
    as_mnist(ink, width, height).map_err(thrown)
}
