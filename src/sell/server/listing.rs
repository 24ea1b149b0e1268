//! A listing with all that belongs to it, as its seller sees it.

use sea_orm::ConnectionTrait;
use uuid::Uuid;

use super::store::assets::AssetRef;
use super::store::{assets, licences, meshes, peeks, previews, showcases, tags, versions};
use crate::catalog::{Kind, Measured};
use crate::db::entities::asset::{AssetKind, AssetStatus};
use crate::db::entities::file::FileStatus;
use crate::db::entities::preview::PreviewKind;
use crate::db::entities::version::VersionStatus;
use crate::db::entities::{asset, category, file, licence, mesh, peek, preview, showcase, tag, version};
use crate::kit::error::{AppError, AppResult, FieldErrors};
use crate::kit::money::{Currency, Money};
use crate::sell::rules::checklist::{self, Facts, Need};
use crate::sell::rules::price::PriceRules;
use crate::server::state::State;

pub struct Listing {
    pub asset: asset::Model,
    pub category: Option<category::Model>,
    pub tags: Vec<tag::Model>,
    /// Those no longer offered too.
    pub licences: Vec<licence::Model>,
    pub previews: Vec<preview::Model>,
    /// The latest first.
    pub versions: Vec<version::Model>,
    /// Of the draft and of the current version.
    pub files: Vec<file::Model>,
    /// What was measured of those of the files that are models.
    pub meshes: Vec<mesh::Model>,
    /// What was read of them for everybody to see.
    pub peeks: Vec<peek::Model>,
    pub showcase: Option<showcase::Model>,
    /// Why a moderator took it down, while that holds.
    pub takedown: Option<String>,
}

pub async fn show_listing(
    db: &impl ConnectionTrait,
    seller_id: Uuid,
    asset: &AssetRef,
) -> AppResult<Listing> {
    let asset = assets::find(db, seller_id, asset).await?;
    Listing::load(db, asset).await
}

impl Listing {
    pub async fn load(db: &impl ConnectionTrait, asset: asset::Model) -> AppResult<Self> {
        let versions = versions::of_asset(db, asset.id).await?;
        let shown = |version: &&version::Model| {
            version.status == VersionStatus::Draft || Some(version.id) == asset.current_version_id
        };
        let shown: Vec<Uuid> = versions.iter().filter(shown).map(|version| version.id).collect();
        let category = match asset.category_id {
            Some(id) => assets::category(db, id).await?,
            None => None,
        };
        let files = versions::files(db, &shown).await?;
        let ids: Vec<Uuid> = files.iter().map(|file| file.id).collect();
        Ok(Self {
            category,
            meshes: meshes::of_files(db, &ids).await?,
            peeks: peeks::of_files(db, &ids).await?,
            showcase: showcases::of_asset(db, asset.id).await?,
            tags: tags::of_asset(db, asset.id).await?,
            licences: licences::of_asset(db, asset.id).await?,
            previews: previews::of_asset(db, asset.id).await?,
            files,
            takedown: assets::takedown_reason(db, asset.id).await?,
            versions,
            asset,
        })
    }

    pub fn draft(&self) -> Option<&version::Model> {
        self.versions.iter().find(|version| version.status == VersionStatus::Draft)
    }

    pub fn current(&self) -> Option<&version::Model> {
        self.versions.iter().find(|version| Some(version.id) == self.asset.current_version_id)
    }

    pub fn files_of(&self, version_id: Uuid) -> impl Iterator<Item = &file::Model> {
        self.files.iter().filter(move |file| file.version_id == version_id)
    }

    /// What is known of a file as a model: nothing of other files.
    pub fn measured(&self, file_id: Uuid) -> Option<Measured> {
        self.meshes.iter().find(|mesh| mesh.file_id == file_id).cloned().map(Measured::from)
    }

    pub fn peek(&self, file_id: Uuid) -> Option<&peek::Model> {
        self.peeks.iter().find(|peek| peek.file_id == file_id)
    }

    pub fn pictures(&self) -> impl Iterator<Item = &preview::Model> {
        self.previews.iter().filter(|preview| preview.kind == PreviewKind::Image)
    }

    pub fn excerpt(&self) -> Option<&preview::Model> {
        self.previews.iter().find(|preview| preview.kind == PreviewKind::Code)
    }

    pub fn currency(&self) -> AppResult<Currency> {
        Currency::from_code(&self.asset.currency).ok_or_else(AppError::internal)
    }

    pub fn kind(&self) -> Kind {
        kind_of(self.asset.kind)
    }

    /// The cheapest active licence; nothing while there is none.
    pub fn price_from(&self) -> i64 {
        self.active_licences().map(|licence| licence.price_minor).min().unwrap_or(0)
    }

    pub fn active_licences(&self) -> impl Iterator<Item = &licence::Model> {
        self.licences.iter().filter(|licence| licence.active)
    }

    /// What publishing this version would ask.
    fn facts(&self, version: Option<&version::Model>) -> AppResult<Facts> {
        let ready = |version: &version::Model| {
            self.files_of(version.id).filter(|file| file.status == FileStatus::Ready).count()
        };
        let prices =
            self.active_licences().map(|licence| Money::stored(licence.price_minor, &licence.currency));
        Ok(Facts {
            kind: self.kind(),
            has_title: !self.asset.title.is_empty(),
            has_summary: !self.asset.summary.is_empty(),
            has_category: self.category.is_some(),
            prices: prices.collect::<AppResult<_>>()?,
            ready_files: version.map_or(0, ready),
            pictures: self.pictures().count(),
            has_excerpt: self.excerpt().is_some(),
        })
    }

    /// What publishing asks, and whether it is there.
    pub fn checklist(&self, state: &State) -> AppResult<Vec<(Need, bool)>> {
        let facts = self.facts(self.draft().or_else(|| self.current()))?;
        Ok(checklist::checklist(&facts, &price_rules(state, self.currency()?)))
    }

    /// What is missing before the draft, or else the current version, can be sold.
    pub fn missing(&self, state: &State) -> AppResult<FieldErrors> {
        let facts = self.facts(self.draft().or_else(|| self.current()))?;
        Ok(checklist::missing(&facts, &price_rules(state, self.currency()?)))
    }

    /// What is on the shelves must stay whole.
    pub fn check_shelf(&self, state: &State) -> AppResult<()> {
        if self.asset.status != AssetStatus::Published {
            return Ok(());
        }
        let facts = self.facts(self.current())?;
        AppError::validation(checklist::missing(&facts, &price_rules(state, self.currency()?)))
    }
}

/// What this shop can charge.
pub fn price_rules(state: &State, currency: Currency) -> PriceRules {
    let minimum = state.payments.as_ref().map(|payments| payments.minimum_amount(currency));
    PriceRules { currency, minimum }
}

pub fn kind_of(kind: AssetKind) -> Kind {
    match kind {
        AssetKind::Model => Kind::Model,
        AssetKind::Snippet => Kind::Snippet,
        AssetKind::Template => Kind::Template,
        AssetKind::Module => Kind::Module,
    }
}

pub fn stored_kind(kind: Kind) -> AssetKind {
    match kind {
        Kind::Model => AssetKind::Model,
        Kind::Snippet => AssetKind::Snippet,
        Kind::Template => AssetKind::Template,
        Kind::Module => AssetKind::Module,
    }
}

/// Refuses an edit that was begun before another was saved. Programs may leave `seen` out.
pub fn check_lock(asset: &asset::Model, seen: Option<i64>) -> AppResult<()> {
    match seen {
        Some(seen) if seen != asset.lock_version => Err(AppError::conflict(
            "This listing was changed in another window meanwhile. What you typed is still here: \
             saving again puts it in place of what was saved there.",
        )),
        _ => Ok(()),
    }
}
