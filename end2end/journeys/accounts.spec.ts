import { expectAccessible } from '../fixtures/axe.ts';
import { expectFitsPhone } from '../fixtures/layout.ts';
import { mailedLink } from '../fixtures/mail.ts';
import { expect, test } from '../fixtures/shop.ts';
import { code } from '../fixtures/totp.ts';
import type { Page } from '@playwright/test';

const password = 'three unrelated words';

async function look(page: Page): Promise<void> {
  await expectAccessible(page);
  await expectFitsPhone(page);
}

async function enter(page: Page, email: string, typed: string): Promise<void> {
  await page.goto('/sign-in');
  await page.getByLabel('Email').fill(email);
  await page.getByLabel('Password').fill(typed);
  await page.getByRole('main').getByRole('button', { name: 'Sign in', exact: true }).click();
}

/** A new account with a confirmed address, signed in. */
async function join(page: Page, shop: Parameters<typeof mailedLink>[0]): Promise<string> {
  const name = `kim${Date.now()}${test.info().workerIndex}`;
  const email = `${name}@example.test`;
  await page.goto('/sign-up');
  await page.getByLabel('Email').fill(email);
  await page.getByLabel('User name').fill(name);
  await page.getByLabel('Password').fill(password);
  await page.getByRole('button', { name: 'Make my account' }).click();
  await page.goto(await mailedLink(shop, 'verify-email', email));
  await page.getByRole('button', { name: 'Confirm my address' }).click();
  await expect(page.getByText('Your email address is confirmed.')).toBeVisible();
  await enter(page, email, password);
  await expect(page.getByText(`Welcome, ${name}.`)).toBeVisible();
  return email;
}

test('from a new account to a second factor, and out everywhere', async ({ page, shop, browser }) => {
  const email = await join(page, shop);
  await page.goto('/account/security');
  await look(page);
  await page.getByRole('button', { name: 'Set up an authenticator app' }).click();
  await look(page);
  const secret = await page.locator('.licence-key').innerText();
  await page.getByLabel('Code', { exact: true }).fill(code(secret));
  await page.getByRole('button', { name: 'Turn it on' }).click();
  const codes = page.locator('.codes li');
  await expect(codes).toHaveCount(10);
  const recovery = await codes.first().innerText();
  await look(page);
  await page.getByRole('button', { name: 'I have written them down' }).click();
  await expect(codes).toHaveCount(0);

  const elsewhere = await browser.newContext({ baseURL: shop.url, javaScriptEnabled: test.info().project.use.javaScriptEnabled });
  const phone = await elsewhere.newPage();
  await enter(phone, email, password);
  await expect(phone).toHaveURL(/\/sign-in\/code/);
  await look(phone);
  await phone.getByLabel('Code', { exact: true }).fill('000000');
  await phone.getByRole('main').getByRole('button', { name: 'Sign in' }).click();
  await expect(phone.getByText('This code is not right')).toBeVisible();
  // The next half minute's: this one's was used to turn it on.
  await phone.getByLabel('Code', { exact: true }).fill(code(secret, 1));
  await phone.getByRole('main').getByRole('button', { name: 'Sign in' }).click();
  await expect(phone).not.toHaveURL(/\/sign-in/);

  await page.goto('/account/sessions');
  await look(page);
  await expect(page.getByRole('button', { name: /^Sign out (Chrome|Unknown|A browser|An)/ })).toHaveCount(1);
  page.on('dialog', (dialog) => dialog.accept());
  await page.getByRole('button', { name: 'Sign out everywhere else' }).click();
  await expect(page.getByText('Every other sign-in has ended.')).toBeVisible();
  await phone.goto('/account');
  await expect(phone).toHaveURL(/\/sign-in/);

  // Lost the app: a written-down code, once.
  await enter(phone, email, password);
  await phone.getByLabel('Code', { exact: true }).fill(recovery);
  await phone.getByRole('main').getByRole('button', { name: 'Sign in' }).click();
  await expect(phone).not.toHaveURL(/\/sign-in/);
  await elsewhere.close();
});

test('a forgotten password is set anew', async ({ page, shop }) => {
  const email = await join(page, shop);
  await page.goto('/account');
  await page.getByRole('main').getByRole('button', { name: 'Sign out' }).click();
  await page.goto('/sign-in');
  await page.getByRole('link', { name: 'Forgot your password?' }).click();
  await look(page);
  await page.getByLabel('Email').fill(email);
  await page.getByRole('button', { name: 'Send me the link' }).click();
  await expect(page.getByText('a link is on its way')).toBeVisible();
  await page.goto(await mailedLink(shop, 'reset-password', email));
  await look(page);
  await page.getByLabel('New password').fill('four wholly different words');
  await page.getByRole('button', { name: 'Set my password' }).click();
  await enter(page, email, password);
  await expect(page.getByText('The email or the password is not right.')).toBeVisible();
  await enter(page, email, 'four wholly different words');
  await expect(page).toHaveURL(/\/library/);
});

test('a token for a program of one’s own', async ({ page, shop, playwright }) => {
  const email = await join(page, shop);
  await page.goto('/account/tokens');
  await page.getByLabel('Name').fill('Backup script');
  await page.getByRole('button', { name: 'Make the token' }).click();
  const token = await page.locator('.licence-key').innerText();
  await look(page);
  const program = await playwright.request.newContext({
    baseURL: shop.url,
    extraHTTPHeaders: { authorization: `Bearer ${token}` },
  });
  const me = await program.get('/api/v1/auth/me');
  expect((await me.json()).data.email).toBe(email);
  expect((await program.delete('/api/v1/cart')).status()).toBe(403);
  await page.getByRole('button', { name: 'I have copied it' }).click();
  await page.getByRole('button', { name: 'Revoke Backup script' }).click();
  await expect(page.getByText('The token is revoked.')).toBeVisible();
  expect((await program.get('/api/v1/auth/me')).status()).toBe(401);
  await program.dispose();
});
