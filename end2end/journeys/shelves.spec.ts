import type { Page } from '@playwright/test';
import { expectAccessible } from '../fixtures/axe.ts';
import { expectFitsPhone } from '../fixtures/layout.ts';
import { expect, test } from '../fixtures/shop.ts';
import { signIn } from '../fixtures/signIn.ts';

test('staff put a listing forward, move it and take it back', async ({ page, browser, baseURL }) => {
  await signIn(page, 'moderator');
  await page.goto('/admin/assets?status=published&search=voronoi');
  const row = page.getByRole('row').filter({ has: page.getByRole('link', { name: 'Voronoi lamp shade' }) });
  await row.locator('summary', { hasText: 'Pick' }).click();
  await row.getByRole('textbox', { name: /What visitors read/ }).fill('Throws cells of light.');
  await row.getByRole('button', { name: 'Pick Voronoi lamp shade' }).click();
  await expect(page).toHaveURL(/\/admin\/picks$/);
  await expect(page.getByRole('main')).toContainText('The listing is a staff pick and stands first.');
  await expectAccessible(page);
  await expectFitsPhone(page);

  const { javaScriptEnabled } = test.info().project.use;
  const stranger = await browser.newContext({ baseURL, javaScriptEnabled });
  const shop = await stranger.newPage();
  await shop.goto('/');
  const shelf = shop.getByRole('region', { name: 'Staff picks' });
  await expect(shelf.getByRole('article').first()).toContainText('Voronoi lamp shade');
  await expect(shelf).toContainText('Throws cells of light.');
  await shelf.getByRole('link', { name: 'Voronoi lamp shade' }).click();
  await expect(shop.getByRole('main')).toContainText('Staff pick');
  await expectAccessible(shop);

  await page.getByRole('button', { name: 'Later: Voronoi lamp shade' }).click();
  await shop.goto('/');
  await expect(shelf.getByRole('article').nth(1)).toContainText('Voronoi lamp shade');
  await page.getByRole('button', { name: 'Remove Voronoi lamp shade from the picks' }).click();
  await shop.goto('/');
  await expect(shelf).not.toContainText('Voronoi lamp shade');
  await stranger.close();
});

test('the browser remembers what was looked at, and forgets it', async ({ page, context, browser, baseURL }) => {
  test.skip(test.info().project.use.javaScriptEnabled === false, 'What only the browser knows is asked for by a script.');
  const looked = async (path: string) => {
    await page.goto(path);
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  };
  const asked: string[] = [];
  page.on('request', (request) => {
    if (request.url().includes('/parts/')) asked.push(request.url());
  });
  const recent = page.getByRole('region', { name: 'Recently viewed' });
  await looked('/assets/gyroid-planter');
  await looked('/assets/crater-moon-lamp');
  asked.length = 0;
  await page.goto('/');
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  expect(asked, 'nothing is asked for before its place comes into sight').toHaveLength(0);
  await page.getByRole('contentinfo').scrollIntoViewIfNeeded();
  await expect(recent.getByRole('article')).toHaveCount(2);
  await expect(recent.getByRole('article').first()).toContainText(/moon/i);
  await expectAccessible(page);
  await expectFitsPhone(page);

  await page.goto('/assets/crater-moon-lamp');
  await page.getByRole('contentinfo').scrollIntoViewIfNeeded();
  await expect(recent.getByRole('article')).toHaveCount(1);
  await expect(recent).not.toContainText(/crater moon/i);
  await recent.getByRole('button', { name: 'Clear' }).click();
  await expect(recent).toBeHidden();
  await page.goto('/');
  await page.getByRole('contentinfo').scrollIntoViewIfNeeded();
  await expect(recent).toBeHidden();
  expect(await context.cookies()).toEqual([]);

  const plain = await browser.newContext({ baseURL, javaScriptEnabled: false });
  const without = await plain.newPage();
  await without.goto('/assets/gyroid-planter');
  await without.goto('/');
  await expect(without.getByRole('heading', { name: 'Recently viewed' })).toHaveCount(0);
  await plain.close();
});

async function saveSearch(page: Page, name: string): Promise<void> {
  await page.getByRole('link', { name: 'Save this search' }).click();
  await page.getByLabel('Name').first().fill(name);
  await page.getByRole('button', { name: 'Save the search' }).click();
  await expect(page.getByRole('main')).toContainText('The search is saved.');
}

test('a search is saved, renamed, silenced and deleted', async ({ page }) => {
  page.on('dialog', (dialog) => dialog.accept());
  await signIn(page, 'buyer');
  await page.goto('/assets?kind=model&q=lamp');
  await saveSearch(page, 'Lamps to print');
  await expect(page).toHaveURL(/\/account\/searches$/);
  const kept = page.getByRole('listitem').filter({ hasText: 'Lamps to print' });
  await expect(kept).toContainText('Mails on');
  await expectAccessible(page);
  await expectFitsPhone(page);
  await kept.getByRole('button', { name: 'Turn mails off: Lamps to print' }).click();
  await expect(kept).toContainText('Mails off');
  await kept.locator('summary', { hasText: 'Rename' }).click();
  await kept.getByRole('textbox', { name: 'Name' }).fill('Night lights');
  await kept.getByRole('button', { name: 'Rename Lamps to print' }).click();
  const renamed = page.getByRole('listitem').filter({ hasText: 'Night lights' });
  await renamed.getByRole('link', { name: 'Night lights' }).click();
  await expect(page).toHaveURL(/\/assets\?q=lamp&kind=model$/);
  await page.goto('/account/searches');
  await renamed.getByRole('button', { name: 'Delete Night lights' }).click();
  await expect(page.getByRole('main')).toContainText('No searches saved');
});

test('categories and shops are worth landing on', async ({ page }) => {
  await page.goto('/categories/home');
  await expect(page.getByRole('heading', { level: 1, name: 'Home & living' })).toBeVisible();
  await expect(page.getByRole('heading', { level: 2, name: 'Newest' })).toBeVisible();
  await expectAccessible(page);
  await expectFitsPhone(page);
  const all = page.getByRole('main').getByRole('link', { name: /^Filter \d+ listings?$/ });
  const count = (await all.innerText()).replace(/\D/g, '');
  await all.click();
  await expect(page).toHaveURL(/\/assets\?category=home$/);
  await expect(page.getByRole('main').getByRole('article')).toHaveCount(Number(count));
  await page.goto('/categories/night-lights');
  const trail = page.getByRole('navigation', { name: 'Breadcrumbs' });
  await expect(trail).toContainText(/Home & living.*Lamps & light.*Night lights/s);

  await page.goto('/');
  await page.getByRole('heading', { level: 2, name: 'The makers behind it' }).scrollIntoViewIfNeeded();
  await page.locator('.makers').getByRole('link').first().click();
  await expect(page).toHaveURL(/\/sellers\/[a-z0-9-]+$/);
  await expect(page.getByRole('search', { name: 'Search this shop' })).toBeVisible();
  await expect(page.getByRole('heading', { level: 2, name: 'What buyers say' })).toBeVisible();
  await expectAccessible(page);
  await expectFitsPhone(page);
});
