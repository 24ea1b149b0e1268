import { expectAccessible } from '../fixtures/axe.ts';
import { expectFitsPhone } from '../fixtures/layout.ts';
import { expect, test } from '../fixtures/shop.ts';
import { signIn } from '../fixtures/signIn.ts';

test('every page of the staff is readable, also on a phone', async ({ page }) => {
  await signIn(page, 'admin');
  for (const path of ['', '/users', '/orders', '/assets', '/audit', '/jobs', '/mail']) {
    await page.goto(`/admin${path}`);
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
    await expectAccessible(page);
    await expectFitsPhone(page);
  }
});

test('the staff is a closed circle', async ({ page }) => {
  const stranger = await page.goto('/admin');
  expect(page.url()).toMatch(/\/sign-in\?next=%2Fadmin/);
  expect(stranger?.status()).toBe(200);
  await signIn(page, 'buyer');
  expect((await page.goto('/admin'))?.status()).toBe(403);
  await expectAccessible(page);
});
