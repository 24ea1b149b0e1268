import { expectAccessible } from '../fixtures/axe.ts';
import { expectFitsPhone } from '../fixtures/layout.ts';
import { expect, test } from '../fixtures/shop.ts';
import { signIn } from '../fixtures/signIn.ts';

test('the files of a snippet are looked through, and its code is copied by keyboard', async ({ page, context }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await page.goto('/assets/lru-cache-typescript');
  const files = page.getByRole('navigation', { name: 'Files of this snippet' });
  await expect(files.getByRole('link', { name: 'lru.ts', exact: true })).toHaveAttribute('aria-current', 'true');
  await expect(page.getByText(/The first \d+ of \d+ lines/)).toBeVisible();
  await files.getByRole('link', { name: 'lru.test.ts' }).click();
  await expect(files.getByRole('link', { name: 'lru.test.ts' })).toHaveAttribute('aria-current', 'true');
  await expect(page.getByRole('region', { name: 'lru.test.ts' })).toContainText('node:assert/strict');

  const copy = page.getByRole('button', { name: 'Copy lru.test.ts' });
  await copy.focus();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('status').filter({ hasText: 'Copied' })).toBeAttached();
  expect(await page.evaluate(() => navigator.clipboard.readText())).toContain('node:assert/strict');
  await expectAccessible(page);
  await expectFitsPhone(page);
});

test('a module says what it needs and how it is installed', async ({ page }) => {
  await page.goto('/assets/typed-events');
  await expect(page.getByRole('region', { name: 'Install line' })).toContainText('npm install ./typed-events');
  const needs = page.getByRole('table', { name: 'Dependencies' });
  await expect(needs.getByRole('row', { name: /typescript/ })).toContainText('to develop');
  await expectAccessible(page);
  await expectFitsPhone(page);
});

test('a template is previewed in a closed frame, and only when asked for', async ({ page }) => {
  const framed: string[] = [];
  page.on('request', (request) => {
    if (request.url().endsWith('/preview')) framed.push(request.url());
  });
  await page.goto('/assets/fjord-landing-page');
  const open = page.getByText('Preview the page here');
  await open.scrollIntoViewIfNeeded();
  expect(framed).toEqual([]);
  await open.click();
  const frame = page.frameLocator('iframe[title="Preview of Fjord landing page"]');
  await expect(frame.getByRole('heading', { level: 1 })).toBeVisible();
  expect(framed).toHaveLength(1);
  const inside = page.frames().find((one) => one.url().includes('/pages/'))!;
  expect(new URL(inside.url()).origin).not.toBe(new URL(page.url()).origin);
  await expect(page.getByRole('list', { name: 'Built with' })).toContainText('HTML');
  await expectAccessible(page);
  await expectFitsPhone(page);
});

test('a listing is reported, looked at and left to stand', async ({ page }) => {
  await signIn(page, 'buyer');
  await page.goto('/assets/a4-invoice');
  await page.getByText('Report this listing').first().click();
  await page.getByLabel('What is wrong with it?').first().fill('The total is wrong.');
  await page.getByRole('button', { name: 'Report this listing', exact: true }).click();
  await expect(page.getByText('The moderators look at it.')).toBeVisible();
  await expect(page.getByText('You reported this listing')).toBeVisible();

  await page.context().clearCookies();
  await signIn(page, 'moderator');
  await page.goto('/admin');
  await page.getByRole('link', { name: /listings? (is|are) reported/ }).click();
  const row = page.getByRole('row', { name: /A4 invoice/ });
  await expect(row).toContainText('The total is wrong.');
  await row.getByText('Let it stand').first().click();
  await row.locator('details[open]').getByLabel('Reason').fill('It adds up.');
  await row.getByRole('button', { name: 'Let it stand A4 invoice' }).click();
  await expect(page.getByText('its reports are settled')).toBeVisible();
  await expect(page.getByRole('row', { name: /A4 invoice/ })).toHaveCount(0);
});

test.describe('without scripts', () => {
  test.use({ javaScriptEnabled: false });

  test('files are chosen by links, and nothing that needs a script is offered', async ({ page }) => {
    await page.goto('/assets/lru-cache-typescript');
    await page.getByRole('link', { name: 'README.md' }).click();
    await expect(page.getByRole('region', { name: 'README.md' })).toContainText('LRU cache');
    await expect(page.getByRole('button', { name: /^Copy/ })).toHaveCount(0);
    await expect(page.getByRole('button', { name: 'Share' })).toHaveCount(0);
    await expect(page.getByRole('link', { name: 'Send by mail' })).toHaveAttribute('href', /^mailto:\?subject=/);
  });
});
