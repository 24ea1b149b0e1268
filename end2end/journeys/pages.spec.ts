// The pages no journey stays on: each is readable, in light and in dark, and fits a phone.
import { expectAccessible } from '../fixtures/axe.ts';
import { expectFitsPhone } from '../fixtures/layout.ts';
import { expect, test } from '../fixtures/shop.ts';
import { signIn } from '../fixtures/signIn.ts';
import type { Page } from '@playwright/test';

async function expectReadable(page: Page, paths: string[]): Promise<void> {
  for (const path of paths) {
    expect((await page.goto(path))?.status(), path).toBe(200);
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
    await expectAccessible(page);
    await expectFitsPhone(page);
  }
}

async function firstLink(page: Page, start: string): Promise<string> {
  const link = page.getByRole('main').locator(`a[href^="${start}"]`).first();
  return (await link.getAttribute('href'))!;
}

test('what strangers find', async ({ page }) => {
  await page.goto('/assets');
  await page.getByRole('main').getByRole('article').first().getByRole('link').first().click();
  const [category, seller] = [await firstLink(page, '/categories/'), await firstLink(page, '/sellers/')];
  await expectReadable(page, [category, seller, '/sign-up', '/terms', '/privacy', '/api/docs']);
});

test('what buyers keep', async ({ page }) => {
  await signIn(page, 'buyer');
  await expectReadable(page, ['/account', '/become-a-seller', '/orders']);
  await page.goto('/library');
  await expectReadable(page, [await firstLink(page, '/library/')]);
});

test('where sellers write', async ({ page }) => {
  await signIn(page, 'seller');
  await page.goto('/sell');
  const listing = await firstLink(page, '/sell/0');
  await expectReadable(page, [`${listing}/versions/new`]);
});
