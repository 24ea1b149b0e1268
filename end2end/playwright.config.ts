import { defineConfig, devices } from '@playwright/test';
import { existsSync } from 'node:fs';
import type { ShopOptions } from './fixtures/shop.ts';

// Debian's browser, or whichever is there; Playwright's own if it was downloaded.
const executablePath = [
  process.env.CHROMIUM_PATH,
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
].find((path) => path && existsSync(path));

export default defineConfig<object, ShopOptions>({
  testDir: './journeys',
  globalSetup: './fixtures/template.ts',
  outputDir: './test-results',
  reporter: [['list']],
  forbidOnly: !!process.env.CI,
  retries: 0,
  workers: 2,
  // The longest journey takes half a minute on two idle cores, and several times that on busy ones.
  timeout: 180_000,
  expect: { timeout: 7_000 },
  use: {
    ...devices['Desktop Chrome'],
    viewport: { width: 1280, height: 800 },
    contextOptions: { reducedMotion: 'reduce' },
    trace: 'retain-on-failure',
    launchOptions: {
      executablePath,
      // The 3D viewer is drawn in software.
      args: [
        '--no-sandbox',
        '--disable-gpu',
        '--enable-unsafe-swiftshader',
        '--disable-quic',
        '--disable-background-networking',
      ],
    },
  },
  projects: [
    { name: 'sqlite', use: { database: 'sqlite' } },
    // bin/test gives the address; without it the project is not there to be asked for.
    ...(process.env.PROSETS_TEST_POSTGRES_URL ? [{ name: 'postgres', use: { database: 'postgres' as const } }] : []),
    {
      name: 'no-js',
      testMatch: /(accounts|browse|search|buyer|provider|puzzle|reviews|shelves)\.spec\.ts/,
      use: { database: 'sqlite', javaScriptEnabled: false },
    },
  ],
});
