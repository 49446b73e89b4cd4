import sparticuz from '@sparticuz/chromium';
import { type Browser, chromium } from 'playwright-core';

/**
 * Chromium: the one that `$CHROMIUM` names, or else the one among the packages. That one's own arguments are made for
 * a single page in a single process, which does not outlive the page; these are for several.
 */
export async function launchBrowser(): Promise<Browser> {
  return chromium.launch({
    executablePath: process.env.CHROMIUM ?? (await sparticuz.executablePath()),
    args: ['--no-sandbox', '--disable-gpu', '--font-render-hinting=none'],
  });
}
