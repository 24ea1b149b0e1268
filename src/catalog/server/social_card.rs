//! The picture that stands for a listing wherever a link to it is shared: drawn by us, and named after all it shows, so
//! that another title or price has another address.

use image::codecs::jpeg::JpegEncoder;
use image::imageops::FilterType;
use image::{DynamicImage, RgbImage};
use sha2::{Digest, Sha256};
use uuid::Uuid;

use super::listing::Listing;
use crate::catalog::types::Kind;
use crate::kit::error::{AppError, AppResult};
use crate::kit::money::Money;
use crate::server::canvas::{Canvas, Colour, Face, Style, known, leading, lines, width};
use crate::ui::head::PICTURE_SIZE;

/// Another one for another way to draw.
const DRAWING: &str = "1";
const QUALITY: u8 = 86;

const PAPER: Colour = [252, 250, 246];
const SHADE: Colour = [228, 223, 214];
const INK: Colour = [36, 30, 24];
const QUIET: Colour = [108, 97, 88];
const ACCENT: Colour = [201, 61, 0];
const ON_ACCENT: Colour = [255, 251, 245];

/// Left, top, width and height of the cover.
const COVER: (u32, u32, u32, u32) = (48, 48, 640, 534);
const LEFT: f32 = 736.0;
const WIDE: f32 = 416.0;

/// What the picture shows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SocialCard {
    id: Uuid,
    title: String,
    seller: String,
    kind: Kind,
    /// Of the cheapest licence.
    price: Money,
    /// Whether other licences cost more.
    several_prices: bool,
    /// The stem of the first picture.
    pub cover: Option<String>,
}

impl SocialCard {
    pub fn of(listing: &Listing) -> Self {
        Self {
            id: listing.id,
            title: listing.title.clone(),
            seller: listing.seller.name.clone(),
            kind: listing.kind,
            price: listing.price,
            several_prices: listing.licences.iter().any(|licence| licence.price.minor > listing.price.minor),
            cover: listing.pictures.first().map(|picture| picture.stem.clone()),
        }
    }

    /// Changes with anything the picture shows.
    pub fn version(&self) -> String {
        let price = format!("{}{}{}", self.price.currency.code(), self.price.minor, self.several_prices);
        let cover = self.cover.as_deref().unwrap_or_default();
        let mut hasher = Sha256::new();
        for part in [DRAWING, &self.title, &self.seller, self.kind.code(), &price, cover] {
            hasher.update(part.len().to_be_bytes());
            hasher.update(part);
        }
        hex::encode(&hasher.finalize()[..8])
    }

    pub fn path(&self) -> String {
        format!("/media/social/{}-{}.jpg", self.id.simple(), self.version())
    }

    /// For those who do not see it.
    pub fn alt(&self) -> String {
        format!("{}, {} by {}, {}", self.title, self.kind.name(), self.seller, self.price_words())
    }

    fn price_words(&self) -> String {
        match (self.price.is_zero(), self.several_prices) {
            (true, _) => "Free".to_owned(),
            (false, true) => format!("from {}", self.price),
            (false, false) => self.price.to_string(),
        }
    }

    /// As a JPEG, at once and on this thread; tens of milliseconds of a core.
    pub fn draw(&self, cover: Option<&DynamicImage>) -> AppResult<Vec<u8>> {
        let picture = self.picture(cover);
        let mut bytes = Vec::new();
        JpegEncoder::new_with_quality(&mut bytes, QUALITY).encode_image(&picture).map_err(|error| {
            tracing::error!(%error, "social card");
            AppError::internal()
        })?;
        Ok(bytes)
    }

    fn picture(&self, cover: Option<&DynamicImage>) -> RgbImage {
        let mut canvas = Canvas::plain(PICTURE_SIZE.0, PICTURE_SIZE.1, PAPER);
        let (left, top, wide, high) = COVER;
        match cover {
            Some(cover) => {
                let cover = cover.resize_to_fill(wide, high, FilterType::CatmullRom).to_rgb8();
                canvas.picture((left, top), &cover, 28.0);
            }
            None => {
                canvas.rounded((left as f32, top as f32, wide as f32, high as f32), 28.0, SHADE);
                canvas.text(bold(72.0, INK), (96.0, 340.0), self.kind.name());
            }
        }
        canvas.rounded((LEFT, 62.0, 30.0, 30.0), 8.0, ACCENT);
        canvas.text(bold(32.0, INK), (LEFT + 44.0, 88.0), "ProSets");
        canvas.text(sans(27.0, QUIET), (LEFT, 168.0), self.kind.name());
        let title = bold(50.0, INK);
        let mut y = 230.0;
        for line in lines(title, WIDE, 4, &known(Face::Bold, &self.title)) {
            canvas.text(title, (LEFT, y), &line);
            y += leading(title).max(56.0);
        }
        let seller = known(Face::Sans, &self.seller);
        if !seller.is_empty() {
            let by = lines(sans(30.0, QUIET), WIDE, 1, &format!("by {seller}")).concat();
            canvas.text(sans(30.0, QUIET), (LEFT, y + 8.0), &by);
        }
        let words = self.price_words();
        let price = bold(40.0, ON_ACCENT);
        canvas.rounded((LEFT, 502.0, (width(price, &words) + 64.0).min(WIDE), 80.0), 40.0, ACCENT);
        canvas.clipped(price, (LEFT + 32.0, 556.0), LEFT + WIDE, &words);
        canvas.finish()
    }
}

fn sans(size: f32, colour: Colour) -> Style {
    Style(Face::Sans, size, colour)
}

fn bold(size: f32, colour: Colour) -> Style {
    Style(Face::Bold, size, colour)
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;
    use crate::kit::money::Currency;

    fn card() -> SocialCard {
        SocialCard {
            id: Uuid::nil(),
            title: "Hex drawers that click, in three heights".into(),
            seller: "Ada Ström".into(),
            kind: Kind::Model,
            price: Money::new(1250, Currency::USD),
            several_prices: true,
            cover: Some("previews/ab".into()),
        }
    }

    #[test]
    fn whatever_it_shows_is_in_its_name() {
        let first = card();
        assert_eq!(first.version(), card().version());
        assert_eq!(first.path(), format!("/media/social/{}-{}.jpg", "0".repeat(32), first.version()));
        let mut others = vec![first.clone(); 6];
        others[0].title.push('!');
        others[1].seller.push('!');
        others[2].kind = Kind::Module;
        others[3].price.minor += 1;
        others[4].several_prices = false;
        others[5].cover = None;
        for other in &others {
            assert_ne!(other.version(), first.version(), "{other:?}");
        }
        // What stands at the end of one field is not the beginning of the next.
        let moved = SocialCard { title: "a".into(), seller: "bc".into(), ..card() };
        assert_ne!(
            moved.version(),
            SocialCard { title: "ab".into(), seller: "c".into(), ..card() }.version()
        );
    }

    #[test]
    fn any_words_make_a_picture() {
        let cover = DynamicImage::ImageRgb8(RgbImage::from_pixel(960, 720, image::Rgb([40, 90, 140])));
        let plain = card().picture(None);
        for (title, seller) in [
            ("", ""),
            ("صندوق", "箱"),
            ("🦀🦀 ]]> & <b>\u{0}\u{202e}", "\u{7f}"),
            (&"W".repeat(3000), &"i ".repeat(900)),
        ] {
            let card = SocialCard { title: title.into(), seller: seller.into(), ..card() };
            let picture = card.picture(Some(&cover));
            assert_eq!((picture.width(), picture.height()), PICTURE_SIZE);
            // The cover's middle, its round corner, and the price.
            assert_eq!(picture.get_pixel(368, 315).0, [40, 90, 140]);
            assert_eq!(picture.get_pixel(48, 48).0, PAPER);
            assert_eq!(picture.get_pixel(760, 515).0, ACCENT);
            assert_ne!(picture, plain);
            let jpeg = card.draw(Some(&cover)).unwrap();
            let read = image::load_from_memory_with_format(&jpeg, image::ImageFormat::Jpeg).unwrap();
            assert_eq!((read.width(), read.height()), PICTURE_SIZE);
        }
    }

    #[test]
    fn nothing_to_pay_is_free() {
        let free = SocialCard { price: Money::zero(Currency::USD), several_prices: false, ..card() };
        assert!(free.alt().ends_with("by Ada Ström, Free"), "{}", free.alt());
        assert!(card().alt().ends_with(", from $12.50"), "{}", card().alt());
    }
}
