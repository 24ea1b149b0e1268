import { expectAccessible } from '../fixtures/axe.ts';
import { expectFitsPhone } from '../fixtures/layout.ts';
import { expect, test } from '../fixtures/shop.ts';

test('a search forgives a slip, is narrowed by choices and shared by its address', async ({ page }) => {
  const { javaScriptEnabled } = test.info().project.use;
  await page.goto('/');
  const field = page.getByRole('search').locator('input');
  await field.fill('plnater');
  await field.press('Enter');
  await expect(page).toHaveURL(/\/assets\?q=plnater$/);
  await expect(page.getByRole('main')).toContainText('This is what “planter” found.');
  const cards = page.getByRole('main').getByRole('article');
  await expect(cards.first()).toContainText(/planter/i);
  await expectAccessible(page);
  await expectFitsPhone(page);

  await page.goto('/assets');
  const all = await page.locator('.browse-count').textContent();
  const filters = page.getByRole('complementary', { name: 'Filters' });
  const snippets = filters.getByRole('radio', { name: /^Code snippets \d+/ });
  await snippets.check();
  if (javaScriptEnabled === false) await filters.getByRole('button', { name: 'Apply filters' }).click();
  await expect(page).toHaveURL(/kind=snippet/);
  await expect(page.locator('.browse-count')).not.toHaveText(all!);
  const left = Number((await filters.getByRole('radio', { name: /^Code snippets \d+/ }).locator('..').locator('.facet-count').textContent())!);
  await expect(cards).toHaveCount(left);
  await expectAccessible(page);

  const address = page.url();
  await page.goto('/');
  await page.goto(address);
  await expect(cards).toHaveCount(left);
  await page.getByRole('link', { name: /Remove the filter/ }).first().click();
  await expect(page.locator('.browse-count')).toHaveText(all!);
});

test('what is free is counted before it is chosen', async ({ page }) => {
  await page.goto('/assets');
  const filters = page.getByRole('complementary', { name: 'Filters' });
  const highest = filters.getByLabel('Price up to');
  const told = await highest.locator('option[value="0"]').textContent();
  const free = Number(told?.match(/^Free \((\d+)\)$/)?.[1]);
  expect(free).toBeGreaterThan(0);
  await highest.selectOption('0');
  if (test.info().project.use.javaScriptEnabled === false) {
    await filters.getByRole('button', { name: 'Apply filters' }).click();
  }
  await expect(page).toHaveURL(/price_max=0/);
  await expect(page.locator('.browse-count')).toHaveText(free === 1 ? '1 listing' : `${free} listings`);
});

test('pages lead on and back', async ({ page }) => {
  await page.goto('/assets');
  const titles = () => page.getByRole('main').getByRole('article').getByRole('heading').allTextContents();
  const first = await titles();
  expect(first).toHaveLength(24);
  await page.getByRole('link', { name: 'Load more' }).click();
  await expect(page).toHaveURL(/after=/);
  const second = await titles();
  expect(second.filter((title) => first.includes(title))).toEqual([]);
  await page.getByRole('link', { name: 'Previous page' }).click();
  await expect(page).toHaveURL(/before=/);
  expect(await titles()).toEqual(first);
  await expect(page.getByRole('link', { name: 'Previous page' })).toHaveCount(0);
});

test('suggestions are chosen by keyboard', async ({ page }) => {
  test.skip(test.info().project.use.javaScriptEnabled === false, 'Suggestions need scripts; the form does not.');
  await page.goto('/');
  const field = page.getByRole('combobox', { name: 'Search the shop' });
  await page.getByRole('search').locator('input').focus();
  await field.pressSequentially('gyr');
  const options = page.getByRole('listbox', { name: 'Suggestions' }).getByRole('option');
  await expect(options.first()).toBeVisible();
  await expectAccessible(page);
  await field.press('ArrowDown');
  await expect(options.first()).toHaveAttribute('aria-selected', 'true');
  await field.press('Escape');
  await expect(options.first()).toBeHidden();
  await field.pressSequentially('o');
  const listing = options.filter({ hasText: 'Gyroid' }).last();
  await expect(listing).toBeVisible();
  await listing.click();
  await expect(page).toHaveURL(/\/assets\/gyroid[a-z0-9-]*$/);
});
