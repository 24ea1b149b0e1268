//! A seller's sales as CSV (RFC 4180), streamed page by page.

use axum::body::{Body, Bytes};
use axum::http::header;
use axum::response::{IntoResponse, Response};
use futures::stream::{self, Stream, StreamExt};

use super::dashboard::{Sale, latest_sales};
use crate::kit::error::{AppError, AppResult};
use crate::kit::money::Money;
use crate::kit::paging::PageSize;
use crate::server::cx::{Cx, Seller};
use crate::server::state::State;

const HEAD: &str =
    "paid_at,order,listing,licence,version,currency,price,discount,tax,total,fee,you_receive,country\r\n";

/// `GET /dashboard/sales.csv`
pub async fn download(cx: Cx) -> AppResult<Response> {
    let seller = cx.seller()?;
    let size = PageSize::new(Some(100))?;
    let rows = stream_sales(cx.state.clone(), seller, size);
    let whole = stream::once(async { Ok(Bytes::from_static(HEAD.as_bytes())) }).chain(rows);
    let headers = [
        (header::CONTENT_TYPE, "text/csv; charset=utf-8"),
        (header::CONTENT_DISPOSITION, "attachment; filename=\"prosets-sales.csv\""),
        (header::CACHE_CONTROL, "private, no-store"),
    ];
    Ok((headers, Body::from_stream(whole)).into_response())
}

/// `None` as a cursor is the first page; no cursor left is the end.
fn stream_sales(state: State, seller: Seller, size: PageSize) -> impl Stream<Item = AppResult<Bytes>> {
    stream::try_unfold(Some(None::<String>), move |cursor| {
        let (state, seller) = (state.clone(), seller.clone());
        async move {
            let Some(after) = cursor else { return Ok::<_, AppError>(None) };
            let page = latest_sales(&state, &seller, after.as_deref(), size).await?;
            let text: String = page.items.iter().map(line).collect();
            Ok(Some((Bytes::from(text), page.next.map(Some))))
        }
    })
}

fn line(sale: &Sale) -> String {
    let row = &sale.row;
    let money = |minor| Money::new(minor, sale.price.currency).to_input();
    let cells = [
        row.paid_at.map(|at| at.to_rfc3339()).unwrap_or_default(),
        text(row.number.as_deref().unwrap_or_default()),
        text(&row.title),
        text(&row.licence_name),
        text(&row.version_number),
        row.currency.clone(),
        money(row.unit_minor),
        money(row.discount_minor),
        money(row.tax_minor),
        money(row.total_minor),
        sale.share.fee.to_input(),
        sale.share.seller.to_input(),
        text(row.country.as_deref().unwrap_or_default()),
    ];
    cells.join(",") + "\r\n"
}

/// Quoted; what a spreadsheet would take for a formula is made plain text.
fn text(cell: &str) -> String {
    let guard = if cell.starts_with(['=', '+', '-', '@', '\t', '\r']) { "'" } else { "" };
    format!("\"{guard}{}\"", cell.replace('"', "\"\""))
}

#[cfg(test)]
mod tests {
    use super::text;

    #[test]
    fn cells_stay_in_their_cells_and_are_no_formulas() {
        assert_eq!(text("a \"b\", c"), "\"a \"\"b\"\", c\"");
        assert_eq!(text("=HYPERLINK(1)"), "\"'=HYPERLINK(1)\"");
    }
}
