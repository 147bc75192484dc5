//! Converts views to the values of Tera without serde: a map is made once and then shared, since a clone of
//! it only counts a reference.

use std::ops::Deref;

use tera::Value;

use super::Html;

/// Something that a template can be given.
pub trait View {
    /// The value in templates.
    fn value(&self) -> Value;
}

/// A view together with its value, which is made once, however many pages show it.
#[derive(Clone, Debug)]
pub struct Shared<T> {
    inner: std::sync::Arc<(T, Value)>,
}

impl<T: View> Shared<T> {
    /// Makes the value of a view.
    pub fn new(view: T) -> Shared<T> {
        let value = view.value();
        Shared { inner: std::sync::Arc::new((view, value)) }
    }
}

impl<T> Deref for Shared<T> {
    type Target = T;

    fn deref(&self) -> &T {
        &self.inner.0
    }
}

impl<T> View for Shared<T> {
    fn value(&self) -> Value {
        self.inner.1.clone()
    }
}

impl View for Html {
    fn value(&self) -> Value {
        Value::safe_string(&self.0)
    }
}

impl View for String {
    fn value(&self) -> Value {
        Value::normal_string(self)
    }
}

impl View for &'static str {
    fn value(&self) -> Value {
        Value::normal_string(self)
    }
}

impl View for bool {
    fn value(&self) -> Value {
        Value::from(*self)
    }
}

impl View for u8 {
    fn value(&self) -> Value {
        Value::from(*self)
    }
}

impl View for u32 {
    fn value(&self) -> Value {
        Value::from(*self)
    }
}

impl View for usize {
    fn value(&self) -> Value {
        Value::from(*self)
    }
}

impl<T: View> View for Option<T> {
    fn value(&self) -> Value {
        match self {
            Some(view) => view.value(),
            None => Value::none(),
        }
    }
}

impl<T: View> View for Vec<T> {
    fn value(&self) -> Value {
        Value::from(self.iter().map(View::value).collect::<Vec<Value>>())
    }
}

impl View for tera::Map {
    fn value(&self) -> Value {
        Value::from(self.clone())
    }
}

/// Declares structs whose fields, all of them and under their own names, are what a template sees.
macro_rules! view {
    ($($(#[$meta:meta])* pub struct $name:ident { $($(#[$note:meta])* pub $field:ident: $kind:ty,)* })*) => {
        $(
            $(#[$meta])*
            #[derive(Clone, Debug)]
            pub struct $name { $($(#[$note])* pub $field: $kind,)* }

            impl $crate::view::View for $name {
                fn value(&self) -> tera::Value {
                    let fields = [$((stringify!($field), $crate::view::View::value(&self.$field)),)*];
                    let map: tera::Map = fields.into_iter().map(|(key, value)| (tera::value::Key::Str(key), value)).collect();
                    tera::Value::from(map)
                }
            }
        )*
    };
}
