//! A few line icons, drawn on a 24-unit grid in the text's colour; always beside words or with a label.

use leptos::prelude::*;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Icon {
    Search,
    Cart,
    Person,
    Sun,
    Moon,
    Download,
    Check,
    Heart,
    Cube,
    Code,
    Layout,
    Package,
    ArrowRight,
    Shield,
    Plus,
    Close,
    Filter,
    Key,
}

impl Icon {
    fn path(self) -> &'static str {
        match self {
            Self::Search => "M11 4a7 7 0 1 0 0 14 7 7 0 0 0 0-14zM20 20l-4-4",
            Self::Cart => "M4 5h2l2 11h10l2-8H7M9 20h.01M17 20h.01",
            Self::Person => "M12 12a4 4 0 1 0 0-8 4 4 0 0 0 0 8zM4 20c1-4 4-6 8-6s7 2 8 6",
            Self::Sun => {
                "M12 8a4 4 0 1 0 0 8 4 4 0 0 0 0-8zM12 2v2M12 20v2M2 12h2M20 12h2M5 5l1.5 1.5M17.5 17.5 19 19M19 5l-1.5 1.5M6.500 17.500 5 19"
            }
            Self::Moon => "M20 14.500A8 8 0 1 1 9.500 4 6.500 6.500 0 0 0 20 14.500z",
            Self::Download => "M12 4v11M7 11l5 5 5-5M5 20h14",
            Self::Check => "M5 13l4 4L19 7",
            Self::Heart => {
                "M12 20s-7-4.500-9-9c-1-3 1-6 4-6 2 0 4 1 5 3 1-2 3-3 5-3 3 0 5 3 4 6-2 4.500-9 9-9 9z"
            }
            Self::Cube => "M12 3l8 4.500v9L12 21l-8-4.500v-9zM12 12l8-4.500M12 12v9M12 12L4 7.500",
            Self::Code => "M8 7l-5 5 5 5M16 7l5 5-5 5M14 4l-4 16",
            Self::Layout => "M4 4h16v16H4zM4 9h16M10 9v11",
            Self::Package => "M4 8l8-4 8 4v8l-8 4-8-4zM4 8l8 4 8-4M12 12v8M8 6l8 4",
            Self::ArrowRight => "M5 12h14M13 6l6 6-6 6",
            Self::Shield => "M12 3l7 3v5c0 5-3 8-7 10-4-2-7-5-7-10V6zM9 12l2 2 4-4",
            Self::Plus => "M12 5v14M5 12h14",
            Self::Close => "M6 6l12 12M18 6L6 18",
            Self::Filter => "M4 6h16M7 12h10M10 18h4",
            Self::Key => "M15 5a4 4 0 1 0 0 8 4 4 0 0 0 0-8zM12 12l-8 8M6 18l2 2",
        }
    }
}

#[component]
pub fn Glyph(icon: Icon) -> impl IntoView {
    view! {
        <svg class="glyph" viewBox="0 0 24 24" aria-hidden="true" focusable="false">
            <path d=icon.path() />
        </svg>
    }
}
