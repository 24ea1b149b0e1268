import { expectAccessible } from '../fixtures/axe.ts';
import { expectFitsPhone } from '../fixtures/layout.ts';
import { expect, test } from '../fixtures/shop.ts';
import { signIn } from '../fixtures/signIn.ts';

test('every page of the staff is readable, also on a phone', async ({ page }) => {
  await signIn(page, 'admin');
  for (const path of ['', '/users', '/orders', '/assets', '/categories', '/picks', '/reviews', '/audit', '/jobs', '/mail']) {
    await page.goto(`/admin${path}`);
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
    await expectAccessible(page);
    await expectFitsPhone(page);
  }
});

test('the shop at a glance: figures, people, orders', async ({ page }) => {
  await signIn(page, 'admin');
  await page.goto('/admin');
  const main = page.getByRole('main');
  const figure = (name: string) => main.locator('dl.figures > div').filter({ hasText: name }).locator('dd').first();
  await expect(figure('Revenue')).toHaveText(/^\$[\d,]+\.\d\d$/);
  await expect(figure('Orders paid')).toHaveText(/^\d+$/);
  expect(Number(await figure('Published listings').innerText())).toBeGreaterThanOrEqual(24);

  const staff = page.getByRole('navigation', { name: /admin/i });
  await staff.getByRole('link', { name: 'People' }).click();
  await page.getByRole('searchbox', { name: /mail/i }).fill('buyer@prosets');
  await page.getByRole('searchbox', { name: /mail/i }).press('Enter');
  await expect(page.getByRole('row').filter({ hasText: 'buyer@prosets.test' })).toHaveCount(1);

  await staff.getByRole('link', { name: 'Orders' }).click();
  const paid = page.getByRole('row').filter({ hasText: /PS-\d{4}-\d{6}/ });
  await expect(paid.first()).toContainText(/Paid/);
});

test('a listing is taken down for a reason, and put back', async ({ page, browser, baseURL }) => {
  const reason = `Copied from elsewhere, case ${Date.now()}`;
  await signIn(page, 'admin');
  await page.goto('/admin/assets?status=published');
  const link = page.getByRole('rowheader').getByRole('link').last();
  const [title, path] = [await link.innerText(), (await link.getAttribute('href'))!];
  await page.goto('/admin/assets');
  await page.getByRole('searchbox', { name: 'Title, tag or seller' }).fill(title);
  await page.getByRole('searchbox', { name: 'Title, tag or seller' }).press('Enter');
  const row = page.getByRole('row').filter({ has: page.getByRole('link', { name: title, exact: true }) });
  await expect(row).toHaveCount(1);
  await row.getByText(`Unpublish ${title}`).click();
  await row.getByLabel('Reason').fill(reason);
  await row.getByRole('button', { name: `Unpublish ${title}` }).click();
  await expect(page.getByRole('main')).toContainText('The listing is unpublished');

  const stranger = await browser.newContext({ baseURL });
  const shop = await stranger.newPage();
  expect([404, 410]).toContain((await shop.goto(path))?.status());
  const browse = `/assets?q=${encodeURIComponent(title)}`;
  await shop.goto(browse);
  const card = shop.getByRole('main').getByRole('article').getByRole('link', { name: title, exact: true });
  await expect(card).toHaveCount(0);

  await page.goto('/admin/audit?action=asset.taken_down');
  const entry = page.getByRole('row').filter({ hasText: reason });
  await expect(entry).toContainText('asset.taken_down');
  await expect(entry).toContainText('@admin');

  await page.goto(`/admin/assets?status=removed`);
  const removed = page.getByRole('row').filter({ hasText: reason });
  await expect(removed).toContainText(title);
  await removed.getByText(`Restore ${title}`).click();
  await removed.getByLabel('Reason').fill('They proved it is theirs.');
  await removed.getByRole('button', { name: `Restore ${title}` }).click();
  await expect(page.getByRole('main')).toContainText('The listing is published again');
  expect((await shop.goto(path))?.status()).toBe(200);
  await shop.goto(browse);
  await expect(card).toHaveCount(1);
  await stranger.close();
});

test('categories are added, moved, renamed and deleted, and visitors see it', async ({ page, browser, baseURL }) => {
  page.on('dialog', (dialog) => dialog.accept());
  const [name, later] = [`Fixtures ${Date.now()}`, `Fittings ${Date.now()}`];
  await signIn(page, 'admin');
  await page.goto('/admin');
  await page.getByRole('navigation', { name: /admin/i }).getByRole('link', { name: 'Categories' }).click();
  const main = page.getByRole('main');
  await main.getByRole('textbox', { name: 'Name' }).fill('Mechanisms again');
  await main.getByRole('textbox', { name: 'Address (optional)' }).fill('mechanisms');
  await main.getByRole('button', { name: 'Add the category' }).click();
  await expect(main).toContainText('is the address of “Mechanisms”');
  await expect(main.getByRole('textbox', { name: 'Name' })).toHaveValue('Mechanisms again');
  await expectAccessible(page);

  await main.getByRole('textbox', { name: 'Name' }).fill(name);
  await main.getByRole('textbox', { name: 'Address (optional)' }).fill('');
  await main.getByRole('textbox', { name: 'Description (optional)' }).fill('What holds the rest.');
  await main.getByRole('combobox', { name: 'Stands in' }).selectOption({ label: 'Mechanisms' });
  await main.getByRole('button', { name: 'Add the category' }).click();
  await expect(main).toContainText('The category is there');
  const row = (words: string) => main.getByRole('row').filter({ hasText: words });
  const path = await row(name).getByRole('link', { name, exact: true }).getAttribute('href');

  const stranger = await browser.newContext({ baseURL, javaScriptEnabled: false });
  const shop = await stranger.newPage();
  await shop.goto('/categories/mechanisms');
  await expect(shop.getByRole('list', { name: 'Narrower categories' })).toContainText(name);

  await row(name).getByRole('link', { name: `Change ${name}` }).click();
  await expect(main.getByRole('heading', { level: 2, name: `Change “${name}”` })).toBeVisible();
  await expectAccessible(page);
  await expectFitsPhone(page);
  await main.getByRole('textbox', { name: 'Name' }).fill(later);
  await main.getByRole('combobox', { name: 'Stands in' }).selectOption({ label: 'Nothing: the highest level' });
  await main.getByRole('button', { name: 'Save the category' }).click();
  await expect(main).toContainText('The category is changed.');
  await row(later).getByRole('button', { name: `Up: ${later}` }).click();
  await expect(main).toContainText('The order is changed.');
  await shop.goto('/');
  await expect(shop.getByRole('link', { name: later })).toHaveAttribute('href', path!);
  await shop.goto('/categories/mechanisms');
  await expect(shop.getByRole('main')).not.toContainText(name);

  await expect(row('/categories/mechanisms')).toContainText(/It holds \d+ listings/);
  await row(later).getByRole('button', { name: `Delete ${later}` }).click();
  await expect(main).toContainText('The category is deleted.');
  await expect(row(later)).toHaveCount(0);
  expect((await shop.goto(path!))?.status()).toBe(404);
  await stranger.close();
});

test('the whole audit log is checked at the press of a button', async ({ page }) => {
  await signIn(page, 'admin');
  await page.goto('/admin/audit');
  await page.getByRole('button', { name: 'Check the whole log now' }).click();
  await expect(async () => {
    await page.goto('/admin/audit');
    await expect(page.getByText(/chain intact, \d+ entr/)).toBeVisible({ timeout: 500 });
  }).toPass();
});

test('the staff is a closed circle', async ({ page }) => {
  const stranger = await page.goto('/admin');
  expect(page.url()).toMatch(/\/sign-in\?next=%2Fadmin/);
  expect(stranger?.status()).toBe(200);
  await signIn(page, 'buyer');
  expect((await page.goto('/admin'))?.status()).toBe(403);
  await expectAccessible(page);
});
