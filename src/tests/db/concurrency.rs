//! Several at once: transactions queue, counters have no gaps, a job has one worker.

use std::collections::BTreeSet;
use std::sync::Arc;

use chrono::Duration;
use prosets::db::dialect::{claim_jobs, for_update, next_counter, one_at_a_time};
use prosets::db::entities::*;
use prosets::db::tx;
use sea_orm::{ActiveModelTrait, EntityTrait, IntoActiveModel, Set};
use tokio::sync::Barrier;

use super::rows;

on_both!(transactions_that_read_then_write_both_succeed, |db| async move {
    let listing = rows::listing(&db).await;
    let barrier = Arc::new(Barrier::new(2));
    let sell = || {
        let (db, id, barrier) = (db.clone(), listing.asset.id, barrier.clone());
        tokio::spawn(async move {
            barrier.wait().await;
            for _ in 0..10 {
                let tx = tx(&db).await.unwrap();
                let asset = for_update(asset::Entity::find_by_id(id)).one(&tx).await.unwrap().unwrap();
                let sold = asset.sales_count;
                let mut asset = asset.into_active_model();
                asset.sales_count = Set(sold + 1);
                asset.update(&tx).await.unwrap();
                tx.commit().await.unwrap();
            }
        })
    };
    let (one, other) = (sell(), sell());
    one.await.unwrap();
    other.await.unwrap();
    let asset = asset::Entity::find_by_id(listing.asset.id).one(&db).await.unwrap().unwrap();
    assert_eq!(asset.sales_count, 20);
});

on_both!(counters_are_distinct_and_without_gaps, |db| async move {
    let count = |keep: bool| {
        let db = db.clone();
        tokio::spawn(async move {
            let tx = tx(&db).await.unwrap();
            let number = next_counter(&tx, "invoice-2026").await.unwrap();
            if keep {
                tx.commit().await.unwrap();
                Some(number)
            } else {
                tx.rollback().await.unwrap();
                None
            }
        })
    };
    let tasks: Vec<_> = (0..24).map(|i| count(i % 3 != 0)).collect();
    let mut numbers = BTreeSet::new();
    for task in tasks {
        if let Some(number) = task.await.unwrap() {
            assert!(numbers.insert(number), "{number} was given twice");
        }
    }
    assert_eq!(numbers, (1..=16).collect());
});

on_both!(a_job_has_one_worker, |db| async move {
    let now = rows::now();
    for _ in 0..40 {
        rows::job(now).insert(&db).await.unwrap();
    }
    rows::job(now + Duration::seconds(1)).insert(&db).await.unwrap();
    let workers: Vec<_> = (0..4)
        .map(|worker| {
            let db = db.clone();
            tokio::spawn(async move {
                let mut mine = Vec::new();
                loop {
                    let jobs = claim_jobs(&db, &format!("worker-{worker}"), now, 3, 60).await.unwrap();
                    assert!(jobs.len() <= 3);
                    if jobs.is_empty() {
                        return mine;
                    }
                    mine.extend(jobs.into_iter().map(|job| job.id));
                }
            })
        })
        .collect();
    let mut claimed = BTreeSet::new();
    for worker in workers {
        for id in worker.await.unwrap() {
            assert!(claimed.insert(id), "{id} went to two workers");
        }
    }
    assert_eq!(claimed.len(), 40, "all that were due, not the one of tomorrow");
});

on_both!(a_lost_lease_is_claimed_again, |db| async move {
    let now = rows::now();
    let job = rows::job(now).insert(&db).await.unwrap();
    let first = claim_jobs(&db, "a", now, 10, 60).await.unwrap();
    assert_eq!((first[0].id, first[0].attempts), (job.id, 1));
    assert_eq!(first[0].locked_until, Some(now + Duration::seconds(60)));
    assert!(claim_jobs(&db, "b", now + Duration::seconds(59), 10, 60).await.unwrap().is_empty());
    let again = claim_jobs(&db, "b", now + Duration::seconds(60), 10, 60).await.unwrap();
    assert_eq!((again[0].locked_by.as_deref(), again[0].attempts), (Some("b"), 2));

    let mut done = again[0].clone().into_active_model();
    done.done_at = Set(Some(now));
    done.update(&db).await.unwrap();
    assert!(claim_jobs(&db, "c", now + Duration::days(1), 10, 60).await.unwrap().is_empty());
});

on_both!(the_oldest_jobs_come_first, |db| async move {
    let now = rows::now();
    for late in [3, 1, 2] {
        rows::job(now - Duration::minutes(late)).insert(&db).await.unwrap();
    }
    let jobs = claim_jobs(&db, "a", now, 2, 60).await.unwrap();
    let late: Vec<i64> = jobs.iter().map(|job| (now - job.run_at).num_minutes()).collect();
    assert_eq!(late, [3, 2]);
});

on_both!(named_locks_make_them_queue, |db| async move {
    let first = tx(&db).await.unwrap();
    one_at_a_time(&first, "audit").await.unwrap();
    let second = tokio::spawn({
        let db = db.clone();
        async move {
            let second = tx(&db).await.unwrap();
            one_at_a_time(&second, "audit").await.unwrap();
            let seen = next_counter(&second, "audit").await.unwrap();
            second.commit().await.unwrap();
            seen
        }
    });
    assert_eq!(next_counter(&first, "audit").await.unwrap(), 1);
    first.commit().await.unwrap();
    assert_eq!(second.await.unwrap(), 2);
});
