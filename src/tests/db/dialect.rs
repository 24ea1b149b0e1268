//! Days, sums and the order of times, the same on both databases.

use chrono::Duration;
use prosets::db::dialect::{day, sum};
use prosets::db::entities::*;
use sea_orm::prelude::DateTimeUtc;
use sea_orm::{ActiveModelTrait, EntityTrait, QueryOrder, QuerySelect, Set};

use super::rows;

on_both!(sales_by_day, |db| async move {
    let buyer = rows::user(&db).await.id;
    for (at, minor) in
        [("2026-11-20T23:59:59.999999Z", 100), ("2026-11-21T00:00:00Z", 20), ("2026-11-21T12:00:00.5Z", 3)]
    {
        let created_at = Set(at.parse::<DateTimeUtc>().unwrap());
        let (subtotal_minor, total_minor) = (Set(minor), Set(minor));
        let order = order::ActiveModel { created_at, subtotal_minor, total_minor, ..rows::order(buyer) };
        order.insert(&db).await.unwrap();
    }
    let day = || day(db.get_database_backend(), order::Column::CreatedAt);
    let days: Vec<(String, i64)> = order::Entity::find()
        .select_only()
        .column_as(day(), "day")
        .column_as(sum(order::Column::TotalMinor), "minor")
        .group_by(day())
        .order_by_asc(day())
        .into_tuple()
        .all(&db)
        .await
        .unwrap();
    assert_eq!(days, [("2026-11-20".to_owned(), 100), ("2026-11-21".to_owned(), 23)]);
});

on_both!(a_sum_of_nothing_is_zero, |db| async move {
    let none: Option<i64> = order::Entity::find()
        .select_only()
        .column_as(sum(order::Column::TotalMinor), "minor")
        .into_tuple()
        .one(&db)
        .await
        .unwrap();
    assert_eq!(none, Some(0));
});

on_both!(times_sort_as_times, |db| async move {
    let whole: DateTimeUtc = "2026-11-21T12:00:00Z".parse().unwrap();
    let steps = [0, 1, 1_000, 1_001, 500_000, 1_000_000].map(|micros| whole + Duration::microseconds(micros));
    for at in steps.iter().rev() {
        rows::job(*at).insert(&db).await.unwrap();
    }
    let found = job::Entity::find().order_by_asc(job::Column::RunAt).all(&db).await.unwrap();
    let found: Vec<DateTimeUtc> = found.into_iter().map(|job| job.run_at).collect();
    assert_eq!(found, steps);
});
