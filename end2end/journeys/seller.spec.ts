import { expectAccessible } from '../fixtures/axe.ts';
import { buy } from '../fixtures/buy.ts';
import { expectFitsPhone } from '../fixtures/layout.ts';
import { expect, test } from '../fixtures/shop.ts';
import { signIn } from '../fixtures/signIn.ts';
import { deflateSync, crc32 } from 'node:zlib';

/** A one-coloured PNG, large enough for a picture of a listing. */
function png(width: number, height: number): Buffer {
  const chunk = (type: string, data: Buffer): Buffer => {
    const body = Buffer.concat([Buffer.from(type), data]);
    const frame = Buffer.alloc(body.length + 8);
    frame.writeUInt32BE(data.length, 0);
    body.copy(frame, 4);
    frame.writeUInt32BE(crc32(body), body.length + 4);
    return frame;
  };
  const head = Buffer.alloc(13);
  head.writeUInt32BE(width, 0);
  head.writeUInt32BE(height, 4);
  head.set([8, 2, 0, 0, 0], 8);
  const row = Buffer.concat([Buffer.from([0]), Buffer.alloc(width * 3, 0x7a)]);
  const rows = Buffer.concat(Array.from({ length: height }, () => row));
  const magic = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
  return Buffer.concat([magic, chunk('IHDR', head), chunk('IDAT', deflateSync(rows)), chunk('IEND', Buffer.alloc(0))]);
}

test('from a draft to the first sale', async ({ page, browser, baseURL }) => {
  await signIn(page, 'seller');
  for (const path of ['/dashboard', '/sell', '/sell/new']) {
    await page.goto(path);
    await expectAccessible(page);
    await expectFitsPhone(page);
  }
  const title = `Paper crane ${Date.now()}`;
  await page.getByLabel('Title').fill(title);
  await page.getByRole('radio', { name: /template/i }).check();
  await page.getByRole('button', { name: 'Start the draft' }).click();
  await expect(page).toHaveURL(/\/sell\/[0-9a-f-]+/);

  await page.getByLabel('Summary').fill('A crane to fold from one sheet.');
  await page.getByLabel('Description').fill('Fold </textarea><script>alert(1)</script> along the lines.');
  await page.getByLabel('Category').selectOption({ label: 'Documents' });
  await page.getByLabel('Tags').fill('paper, crane');
  await page.getByRole('button', { name: 'Save basics' }).click();
  await expect(page.getByLabel('Description')).toHaveValue(/<\/textarea><script>/);

  await page.getByRole('checkbox', { name: 'Personal licence' }).check();
  await page.getByLabel('Price, personal').fill('4.50');
  await page.getByRole('button', { name: 'Save prices' }).click();
  await expect(page.getByRole('main')).toContainText('You receive $4.05');

  // Straight to storage, by the island.
  await expect(page.locator('html')).toHaveAttribute('data-islands', 'awake');
  const buffer = Buffer.from('<!doctype html><title>Crane</title>');
  await page.getByLabel('Choose files').setInputFiles({ name: 'crane.html', mimeType: 'text/html', buffer });
  await expect(page.getByRole('main')).toContainText('crane.html');
  await expect(page.getByRole('button', { name: /remove crane\.html/i }).first()).toBeVisible();

  await page.getByLabel('Add a picture').setInputFiles({ name: 'a.png', mimeType: 'image/png', buffer: png(800, 600) });
  await page.getByLabel('What it shows').last().fill('A folded crane');
  await page.getByRole('button', { name: 'Add picture' }).click();
  await expectAccessible(page);
  await expectFitsPhone(page);
  await page.getByRole('button', { name: /^publish/i }).click();

  await page.goto(`/assets?q=${encodeURIComponent(title)}`);
  await page.getByRole('main').getByRole('article').getByRole('link', { name: title }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(title);
  await expect(page.getByRole('main')).toContainText('crane.html');
  await expect(page.getByRole('main')).toContainText('$4.50');

  // Somebody else, at another browser.
  const elsewhere = await browser.newContext({ baseURL });
  const buyer = await elsewhere.newPage();
  await signIn(buyer, 'buyer');
  expect((await buyer.request.delete(`${baseURL}/api/v1/cart`)).ok()).toBe(true);
  await buyer.goto(page.url());
  await buy(buyer);
  await buyer.goto('/library');
  await expect(buyer.getByRole('main')).toContainText(title);
  await elsewhere.close();

  await page.goto('/dashboard');
  const sale = page.getByRole('row').filter({ hasText: title });
  await expect(sale).toHaveCount(1);
  await expect(sale).toContainText('$4.50');
  await expect(sale).toContainText('$4.05');
});
