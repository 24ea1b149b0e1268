import { expectAccessible } from '../fixtures/axe.ts';
import { expectFitsPhone } from '../fixtures/layout.ts';
import { expect, test } from '../fixtures/shop.ts';
import { demoPassword, signIn } from '../fixtures/signIn.ts';

test('a passkey instead of a password, and instead of a code', async ({ page, context }) => {
  // The device: it keeps passkeys and knows its owner.
  const devtools = await context.newCDPSession(page);
  await devtools.send('WebAuthn.enable');
  const { authenticatorId } = await devtools.send('WebAuthn.addVirtualAuthenticator', {
    options: {
      protocol: 'ctap2',
      transport: 'internal',
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
      automaticPresenceSimulation: true,
    },
  });

  await signIn(page, 'moderator');
  await page.goto('/account/security');
  await page.getByLabel('Name of the passkey').fill('My laptop');
  await page.getByLabel('Your password, for a passkey').fill('not this one at all');
  await page.getByRole('button', { name: 'Make a passkey' }).click();
  await expect(page.getByText('This is not your password.')).toBeVisible();
  await page.getByLabel('Your password, for a passkey').fill(demoPassword);
  await page.getByRole('button', { name: 'Make a passkey' }).click();
  await expect(page.getByText('Your passkey is ready.')).toBeVisible();
  await expect(page.getByRole('table', { name: 'Your passkeys' })).toContainText('My laptop');
  await expect(page.locator('.codes li')).toHaveCount(10);
  await expectAccessible(page);
  await expectFitsPhone(page);
  await page.getByRole('button', { name: 'I have written them down' }).click();

  await page.goto('/account');
  await page.getByRole('main').getByRole('button', { name: 'Sign out' }).click();
  await page.goto('/sign-in?next=/library');
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Sign in with a passkey' }).click();
  await expect(page).toHaveURL(/:\d+\/library$/);

  // After a password, in place of the code.
  await page.goto('/account');
  await page.getByRole('main').getByRole('button', { name: 'Sign out' }).click();
  await page.goto('/sign-in?next=/orders');
  await page.getByLabel('Email').fill('moderator@prosets.test');
  await page.getByLabel('Password').fill(demoPassword);
  await page.getByRole('main').getByRole('button', { name: 'Sign in', exact: true }).click();
  await expect(page).toHaveURL(/\/sign-in\/code/);
  await expectAccessible(page);

  // Whoever cannot show themselves to the device gets no further, and may try again.
  await devtools.send('WebAuthn.setUserVerified', { authenticatorId, isUserVerified: false });
  await page.getByRole('button', { name: 'Use a passkey instead' }).click();
  await expect(page.getByText('No passkey was used.')).toBeVisible();
  await devtools.send('WebAuthn.setUserVerified', { authenticatorId, isUserVerified: true });
  await page.getByRole('button', { name: 'Use a passkey instead' }).click();
  await expect(page).toHaveURL(/:\d+\/orders$/);

  await page.goto('/account/security');
  await page.getByRole('button', { name: 'Remove My laptop' }).click();
  await expect(page.getByText('The passkey is removed.')).toBeVisible();
  await expect(page.getByText('Recovery codes')).toHaveCount(0);
});
