import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Page } from 'puppeteer-core';

/** What a person does in the pane, and what axe-core thinks of it. */
export const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

export const text = (page: Page, selector: string) => page.$eval(selector, (element) => element.textContent ?? '');
export const settled = (page: Page) =>
  page
    .waitForFunction(() => !document.querySelector('.busy') && document.querySelector('.pill, .panel form'), {
      timeout: 20_000,
    })
    .catch(async (error: unknown) => {
      throw new Error(`${error}: ${(await text(page, '#pane')).slice(0, 500)}`);
    });
export const press = async (page: Page, words: string, inside = 'body') => {
  const found = await page.waitForFunction(
    (wanted: string, where: string) =>
      [...document.querySelectorAll(`${where} button, ${where} summary`)].find(
        (element) => element.textContent?.trim() === wanted && !element.hasAttribute('disabled'),
      ),
    { timeout: 5_000 },
    words,
    inside,
  );
  await (found as unknown as { click: () => Promise<void> }).click();
};

/** In the dark only what has to do with colours is looked at again. */
export async function violations(page: Page, theme: 'light' | 'dark'): Promise<string[]> {
  const found = await page.evaluate(
    (options: object) =>
      (
        globalThis as unknown as {
          axe: { run: (options: object) => Promise<{ violations: { id: string; nodes: { target: unknown }[] }[] }> };
        }
      ).axe.run(options),
    theme === 'dark' ? { runOnly: ['color-contrast', 'link-in-text-block'] } : {},
  );
  return found.violations.map(({ id, nodes }) => `${id}: ${JSON.stringify(nodes[0]?.target)}`);
}
