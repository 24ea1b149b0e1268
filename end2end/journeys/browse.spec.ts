import { expectAccessible } from '../fixtures/axe.ts';
import { expectFitsPhone } from '../fixtures/layout.ts';
import { expect, test } from '../fixtures/shop.ts';

test('from home by a filter to a product page', async ({ page }) => {
  await page.goto('/');
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  await expectAccessible(page);
  await expectFitsPhone(page);

  await page.getByRole('navigation').getByRole('link', { name: /browse/i }).first().click();
  await expect(page).toHaveURL(/\/assets/);
  const cards = page.getByRole('main').getByRole('article');
  await expect(cards.first()).toBeVisible();
  await expectAccessible(page);
  await expectFitsPhone(page);

  await page.goto('/assets?kind=snippet');
  await expect(cards.first()).toBeVisible();
  await cards.first().getByRole('link').first().click();
  await expect(page).toHaveURL(/\/assets\/[a-z0-9-]+$/);
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  await expectAccessible(page);
  await expectFitsPhone(page);
});

test('a search without results says what to do', async ({ page }) => {
  await page.goto('/assets?q=nothing-is-called-like-this');
  await expect(page.getByRole('main').getByRole('article')).toHaveCount(0);
  await expect(page.getByRole('main').getByRole('link', { name: /clear|all/i }).first()).toBeVisible();
});

test('an unknown page and an unknown listing are 404 in the house style', async ({ page }) => {
  for (const path of ['/nowhere', '/assets/no-such-thing']) {
    const answer = await page.goto(path);
    expect(answer?.status()).toBe(404);
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  }
  await expectAccessible(page);
});

test('styles come compressed beforehand and are kept for good', async ({ request }) => {
  const home = await (await request.get('/')).text();
  const css = home.match(/href="(\/pkg\/[^"]+\.css)"/)?.[1];
  const answer = await request.get(css!, { headers: { 'accept-encoding': 'br' } });
  const { 'content-encoding': encoding, 'content-length': length, 'cache-control': kept } = answer.headers();
  // What is compressed while it is sent has no length.
  expect([encoding, Number(length) > 0]).toEqual(['br', true]);
  expect(kept).toContain('immutable');
});
