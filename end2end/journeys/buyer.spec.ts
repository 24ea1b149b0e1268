import { createHash } from 'node:crypto';
import { expectAccessible } from '../fixtures/axe.ts';
import { expectPaid } from '../fixtures/buy.ts';
import { expectFitsPhone } from '../fixtures/layout.ts';
import { expect, test } from '../fixtures/shop.ts';
import { signIn } from '../fixtures/signIn.ts';
import type { Page } from '@playwright/test';

/** Puts a listing with a price, which nobody bought yet, into the cart; returns its title. */
async function addToCart(page: Page, search: string): Promise<string> {
  await page.goto(search);
  await page.getByRole('main').getByRole('article').first().getByRole('link').first().click();
  const title = await page.getByRole('heading', { level: 1 }).innerText();
  await page.getByRole('button', { name: /add to cart/i }).click();
  await expect(page).toHaveURL(/\/cart/);
  return title;
}

/** Signs in with nothing in the cart, whatever other journeys left there. */
async function signInEmpty(page: Page, baseURL: string | undefined): Promise<void> {
  await signIn(page, 'buyer');
  expect((await page.request.delete(`${baseURL}/api/v1/cart`)).ok()).toBe(true);
}

test('from browsing to the very bytes that were uploaded', async ({ page, baseURL }) => {
  const title = await addToCart(page, '/assets?kind=model&sort=price-desc');
  await expect(page.getByRole('main')).toContainText(title);
  await expectAccessible(page);
  await expectFitsPhone(page);

  // A stranger is asked to sign in, and what is in the cart comes along.
  await page.getByRole('link', { name: 'Go to checkout' }).click();
  await expect(page).toHaveURL(/\/sign-in\?next=/);
  await expectAccessible(page);
  await page.getByLabel(/e-?mail/i).fill('buyer@prosets.test');
  await page.getByLabel('Password').fill('prosets-demo');
  await page.getByRole('main').getByRole('button', { name: 'Sign in', exact: true }).click();
  await expect(page).toHaveURL(/\/checkout$/);
  await expect(page.getByRole('main')).toContainText(title);
  await expectAccessible(page);
  await expectFitsPhone(page);

  await page.getByLabel('Deliver at once').check();
  await page.getByRole('button', { name: /^Pay / }).click();
  await expect(page).toHaveURL(/\/sandbox\/checkout\//);
  await expectAccessible(page);
  await expectFitsPhone(page);

  // Declined, and still payable.
  await page.getByRole('button', { name: 'Decline the card' }).click();
  await page.getByRole('button', { name: /^Pay / }).click();
  await expect(page).toHaveURL(/\/orders\/[0-9a-f-]+/);
  await expectPaid(page);
  await expectAccessible(page);
  await expectFitsPhone(page);

  await page.goto('/library');
  await expect(page.getByRole('main')).toContainText(title);
  await expectAccessible(page);
  await expectFitsPhone(page);

  const owned = await page.request.get(`${baseURL}/api/v1/library`);
  const entry = (await owned.json()).data.find((entry: { title: string }) => entry.title === title);
  expect(entry.files.length).toBeGreaterThan(0);
  for (const file of entry.files) {
    const grant = await page.request.get(`${baseURL}/api/v1/files/download/${file.id}`);
    const { download_url, expires_in } = (await grant.json()).data;
    expect(expires_in).toBeLessThanOrEqual(300);
    const bytes = await (await page.request.get(download_url)).body();
    expect(bytes.length).toBe(file.size);
    expect(createHash('sha256').update(bytes).digest('hex')).toBe(file.sha256);
    const tampered = download_url.replace(/X-Amz-Expires=\d+/, 'X-Amz-Expires=86400');
    expect((await page.request.get(tampered)).status()).toBe(403);
  }
});

test('an abandoned order can be paid later or cancelled', async ({ page, baseURL }) => {
  await signInEmpty(page, baseURL);
  const title = await addToCart(page, '/assets?kind=template&sort=price-desc');
  await page.goto('/checkout');
  await page.getByRole('button', { name: /^Pay / }).click();
  await page.getByRole('button', { name: 'Abandon and go back' }).click();
  await expect(page).toHaveURL(/\/orders\/[0-9a-f-]+/);
  await expect(page.getByRole('button', { name: /^Pay .* now/ })).toBeVisible();

  page.on('dialog', (dialog) => dialog.accept());
  await page.getByRole('button', { name: 'Cancel the order' }).click();
  await expect(page.getByRole('main')).toContainText('back in your cart');
  await page.goto('/cart');
  await expect(page.getByRole('main')).toContainText(title);
  await page.getByRole('button', { name: `Remove ${title}` }).click();
  await expect(page.getByRole('main')).toContainText('Your cart is empty');
  await page.getByRole('button', { name: 'Put it back' }).click();
  await expect(page.getByRole('main')).toContainText(title);
});

test('what is free is in the library at once', async ({ page, baseURL }) => {
  await signInEmpty(page, baseURL);
  const title = await addToCart(page, '/assets?price_max=0');
  await page.goto('/checkout');
  await page.getByRole('button', { name: 'Get it now' }).click();
  await expect(page).toHaveURL(/\/orders\/[0-9a-f-]+/);
  await page.goto('/library');
  await expect(page.getByRole('main')).toContainText(title);
});
