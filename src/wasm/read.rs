//! Values from JavaScript as the types of the core, each checked: a field that is misspelt, of the wrong kind or missing
//! is named.
//!
//! Written by hand and not derived, because this is a third as large, and because derived readers pass over fields that
//! they do not know.

use js_sys::{Array, ArrayBuffer};
use wasm_bindgen::prelude::*;

use super::codec::{entries_of, shown, JsResult};
use crate::base::sorted_map::Map;

/// Types that can be read from JavaScript.
pub trait Read: Sized {
    /// Description of the type, behind "must be".
    const KIND: &'static str;

    /// The value, or what is wrong with it.
    fn read(value: &JsValue) -> Result<Self, Wrong>;
}

/// Reason that a value cannot be read.
pub enum Wrong {
    /// Another type.
    Kind,
    /// A sentence about something in it, or what JavaScript threw.
    Thrown(JsValue),
}

/// Reads `value`; `what` is its name in a message.
pub fn read<T: Read>(value: &JsValue, what: &str) -> JsResult<T> {
    T::read(value).map_err(|wrong| wrong.told(what, T::KIND))
}

impl Wrong {
    fn told(self, what: &str, kind: &str) -> JsValue {
        match self {
            Self::Kind => shown(format!("The {what} cannot be read: it must be {kind}.")),
            Self::Thrown(sentence) => sentence,
        }
    }
}

/// The entries of an object that holds a record.
pub fn entries(value: &JsValue) -> Result<Vec<(String, JsValue)>, Wrong> {
    if !value.is_object() || Array::is_array(value) {
        return Err(Wrong::Kind);
    }
    entries_of(value).map_err(Wrong::Thrown)
}

/// Puts the value of a field where it belongs, if there is one.
pub fn put<T: Read>(place: &mut T, field: &str, found: &[(String, JsValue)]) -> Result<(), Wrong> {
    if let Some(value) = value(found, field) {
        *place = T::read(value).map_err(|wrong| inside(wrong, field, T::KIND))?;
    }
    Ok(())
}

fn value<'a>(found: &'a [(String, JsValue)], field: &str) -> Option<&'a JsValue> {
    found.iter().find(|(id, _)| id == field).map(|(_, value)| value)
}

fn inside(wrong: Wrong, field: &str, kind: &str) -> Wrong {
    Wrong::Thrown(wrong.told(&format!("field \"{field}\""), kind))
}

/// Checks that a record has what it must have, and nothing that it may not have.
pub fn check(what: &str, found: &[(String, JsValue)], needed: &[&str], fields: &[&str]) -> Result<(), Wrong> {
    let known = |id: &str| needed.contains(&id) || fields.contains(&id);
    if let Some((id, _)) = found.iter().find(|(id, _)| !known(id)) {
        let known = [needed, fields].concat().join(", ");
        return Err(Wrong::Thrown(shown(format!("The {what} has an unknown field \"{id}\"; it may have {known}."))));
    }
    match needed.iter().find(|field| value(found, field).is_none()) {
        Some(field) => Err(Wrong::Thrown(shown(format!("The {what} lacks its field \"{field}\".")))),
        None => Ok(()),
    }
}

/// Makes a struct a record: an object whose fields have the same names. Those in brackets must be there, others may.
macro_rules! record {
    ($type:ty, $what:literal, [$($needed:ident),*] $($field:ident),*) => {
        impl $crate::wasm::read::Read for $type {
            const KIND: &'static str = "an object";

            fn read(value: &wasm_bindgen::JsValue) -> Result<Self, $crate::wasm::read::Wrong> {
                use $crate::wasm::read::{check, entries, put};
                let found = entries(value)?;
                check($what, &found, &[$(stringify!($needed)),*], &[$(stringify!($field)),*])?;
                let mut read = Self::default();
                $(put(&mut read.$needed, stringify!($needed), &found)?;)*
                $(put(&mut read.$field, stringify!($field), &found)?;)*
                Ok(read)
            }
        }
    };
}
pub(super) use record;

impl Read for f64 {
    const KIND: &'static str = "a number";

    fn read(value: &JsValue) -> Result<Self, Wrong> {
        value.as_f64().ok_or(Wrong::Kind)
    }
}

impl Read for u32 {
    const KIND: &'static str = "a whole number from 0";

    fn read(value: &JsValue) -> Result<Self, Wrong> {
        // `as` saturates: what is no whole number of this size is not what it was afterwards.
        value
            .as_f64()
            .filter(|number| f64::from(*number as u32) == *number)
            .map(|number| number as u32)
            .ok_or(Wrong::Kind)
    }
}

impl Read for usize {
    const KIND: &'static str = u32::KIND;

    fn read(value: &JsValue) -> Result<Self, Wrong> {
        u32::read(value).map(|number| number as usize)
    }
}

impl Read for bool {
    const KIND: &'static str = "true or false";

    fn read(value: &JsValue) -> Result<Self, Wrong> {
        value.as_bool().ok_or(Wrong::Kind)
    }
}

impl Read for String {
    const KIND: &'static str = "a text";

    fn read(value: &JsValue) -> Result<Self, Wrong> {
        value.as_string().ok_or(Wrong::Kind)
    }
}

impl<T: Read> Read for Option<T> {
    const KIND: &'static str = T::KIND;

    fn read(value: &JsValue) -> Result<Self, Wrong> {
        if value.is_null() || value.is_undefined() {
            return Ok(None);
        }
        T::read(value).map(Some)
    }
}

impl<T: Read> Read for Vec<T> {
    const KIND: &'static str = "a list";

    fn read(value: &JsValue) -> Result<Self, Wrong> {
        if !Array::is_array(value) && !ArrayBuffer::is_view(value) {
            return Err(Wrong::Kind);
        }
        let entries = Array::from(value);
        let mut list = Vec::with_capacity(entries.length() as usize);
        for at in 0..entries.length() {
            let entry = T::read(&entries.get(at));
            list.push(entry.map_err(|wrong| Wrong::Thrown(wrong.told("entry of a list", T::KIND)))?);
        }
        Ok(list)
    }
}

impl<T: Read> Read for [T; 2] {
    const KIND: &'static str = "a list of two";

    fn read(value: &JsValue) -> Result<Self, Wrong> {
        Vec::read(value)?.try_into().map_err(|_| Wrong::Kind)
    }
}

impl<T: Read> Read for Map<T> {
    const KIND: &'static str = "an object";

    fn read(value: &JsValue) -> Result<Self, Wrong> {
        let inside = |wrong: Wrong, id: &str| Wrong::Thrown(wrong.told(&format!("field \"{id}\""), T::KIND));
        let one =
            |(id, value): (String, JsValue)| T::read(&value).map_err(|wrong| inside(wrong, &id)).map(|read| (id, read));
        entries(value)?.into_iter().map(one).collect()
    }
}
