import { expectAccessible } from '../fixtures/axe.ts';
import { expectFitsPhone } from '../fixtures/layout.ts';
import { expect, test } from '../fixtures/shop.ts';
import { demoPassword, signIn } from '../fixtures/signIn.ts';
import type { Page } from '@playwright/test';

test.use({ provider: true });

/** Through the provider's own pages. */
async function vouch(page: Page, who: string): Promise<void> {
  await page.getByPlaceholder('Enter any login').fill(who);
  await page.getByPlaceholder('and password').fill('whatever');
  await page.getByRole('button', { name: 'Sign-in' }).click();
  await page.getByRole('button', { name: 'Continue' }).click();
}

async function look(page: Page): Promise<void> {
  await expectAccessible(page);
  await expectFitsPhone(page);
}

test('in with the provider, and out again there too', async ({ page }) => {
  const who = `kit${Date.now()}`;
  await page.goto('/orders');
  await expect(page).toHaveURL(/\/sign-in\?next=/);
  await look(page);
  await page.getByRole('link', { name: /^Continue with localhost/ }).click();
  await vouch(page, who);
  await expect(page).toHaveURL(/\/orders$/);
  await expect(page.getByText(`Welcome, ${who} of elsewhere.`)).toBeVisible();
  await page.goto('/account/security');
  await expect(page.getByRole('table', { name: 'Linked sign-ins' })).toContainText(`${who}@example.test`);
  await look(page);
  await page.getByRole('button', { name: /^Unlink/ }).click();
  await expect(page.getByText('This is the only way you can sign in.')).toBeVisible();

  await page.goto('/account');
  await page.getByRole('main').getByRole('button', { name: 'Sign out' }).click();
  await page.getByRole('button', { name: 'Yes, sign me out' }).click();
  await expect(page.getByText('You are signed out.')).toBeVisible();
  await page.goto('/account');
  await expect(page).toHaveURL(/\/sign-in/);
  // Out there too: it asks again who one is.
  await page.getByRole('link', { name: /^Continue with localhost/ }).click();
  await expect(page.getByPlaceholder('Enter any login')).toBeVisible();
});

test('a second way into an account one has', async ({ page, browser, shop }) => {
  await signIn(page, 'buyer');
  await page.goto('/account/security');
  await page.getByRole('link', { name: /^Link localhost/ }).click();
  const who = `bea${Date.now()}`;
  await vouch(page, who);
  await expect(page).toHaveURL(/\/sign-in\/link$/);
  await look(page);
  await page.getByLabel('Your password here').fill('not this one at all');
  await page.getByRole('button', { name: 'Link it' }).click();
  await expect(page.getByText('The email or the password is not right.')).toBeVisible();
  await page.getByLabel('Your password here').fill(demoPassword);
  await page.getByRole('button', { name: 'Link it' }).click();
  await expect(page.getByText(/^You can sign in with localhost/)).toBeVisible();

  const { javaScriptEnabled } = test.info().project.use;
  const elsewhere = await browser.newContext({ baseURL: shop.url, javaScriptEnabled });
  const other = await elsewhere.newPage();
  await other.goto('/sign-in');
  await other.getByRole('link', { name: /^Continue with localhost/ }).click();
  await vouch(other, who);
  await expect(other.getByText(/^Welcome, /)).toBeVisible();
  await other.goto('/account');
  await expect(other.getByText('Signed in as buyer@prosets.test.')).toBeVisible();
  await elsewhere.close();

  await page.getByRole('button', { name: /^Unlink/ }).click();
  await expect(page.getByText('That sign-in is unlinked.')).toBeVisible();
});

test('saying no there, and the back button', async ({ page }) => {
  await page.goto('/sign-in?next=/library');
  await page.getByRole('link', { name: /^Continue with localhost/ }).click();
  await page.getByRole('link', { name: /Cancel/ }).click();
  await expect(page.getByRole('alert')).toContainText('did not let you in, or you called it off');
  await look(page);
  await page.goBack();
  await page.goBack();
  await page.goto('/api/auth/callback?code=used&state=used');
  await expect(page.getByRole('alert')).toContainText('the back button does that');
});
